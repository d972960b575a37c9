using System.Text.RegularExpressions;

namespace IqWorkflows.Standards.Tests;

/// <summary>One C# file of ours.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The text with comments, string and character literals blanked; line breaks stay. What stands in the holes of an interpolated string is blanked too.</summary>
    public string Code { get; } = NotCode().Replace(Text, match => new string([.. match.Value.Select(c => c == '\n' ? c : ' ')]));

    /// <summary>Names of the types declared here.</summary>
    public IEnumerable<string> DeclaredTypes => TypeDeclaration().Matches(Code).Select(match => match.Groups["name"].Value);

    public int Lines => Text.Count(c => c == '\n');

    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    // Raw strings first, for """ also begins an ordinary empty string.
    [GeneratedRegex("""
        \$*(?<quotes>"{3,}).*?\k<quotes> | //[^\n]* | /\*.*?\*/ | \$?@\$?"(?:[^"]|"")*" | \$?"(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\[^\n]){1,8}'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotCode();

    [GeneratedRegex("""\b(?:class|struct|interface|enum|record(?:\s+(?:struct|class))?)\s+(?<name>[A-Z]\w*)""")]
    private static partial Regex TypeDeclaration();
}
