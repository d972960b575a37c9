using System.Text.RegularExpressions;

namespace IqWorkflows.Engine.Programs;

/// <summary>Which facts a script asks for: the literal names in <c>getFact('…')</c>. They are what the caller must look up and the log must keep.</summary>
internal static partial class FactNames
{
    public static IEnumerable<string> In(string source) =>
        source.Contains("getFact", StringComparison.Ordinal) ? Call().Matches(source).Select(match => match.Groups[1].Value) : [];

    [GeneratedRegex("""getFact\s*\(\s*['"]([^'"]+)['"]\s*\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
