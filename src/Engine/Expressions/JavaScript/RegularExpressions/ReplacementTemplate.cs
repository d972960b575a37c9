using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>The second argument of replace when it is a text: $&amp;, $1, $&lt;name&gt; and the like stand for parts of the match (GetSubstitution).</summary>
internal static class ReplacementTemplate
{
    public static void Expand(Run run, StringBuilder result, string template, string text, RegexMatch match, JsRegExp? expression)
    {
        var at = 0;
        while (template.IndexOf('$', at) is >= 0 and var dollar)
        {
            RegExpTexts.Append(run, result, template.AsSpan(at, dollar - at));
            run.Step();
            at = dollar + Insert(run, result, template.AsSpan(dollar), text, match, expression);
        }

        RegExpTexts.Append(run, result, template.AsSpan(at));
    }

    /// <summary>The same where the search text was no regular expression: there are no groups.</summary>
    public static void Expand(Run run, StringBuilder result, string template, string text, int position, int length) =>
        Expand(run, result, template, text, new RegexMatch(text, [position, position + length]), null);

    /// <returns>How many characters of the template the insertion took; the dollar alone when it has no meaning.</returns>
    private static int Insert(Run run, StringBuilder result, ReadOnlySpan<char> rest, string text, RegexMatch match, JsRegExp? expression)
    {
        var next = rest.Length > 1 ? rest[1] : '\0';
        switch (next)
        {
            case '$':
                RegExpTexts.Append(run, result, "$");
                return 2;
            case '&':
                RegExpTexts.Append(run, result, text.AsSpan(match.Start, match.Length));
                return 2;
            case '`':
                RegExpTexts.Append(run, result, text.AsSpan(0, match.Start));
                return 2;
            case '\'':
                RegExpTexts.Append(run, result, text.AsSpan(match.End));
                return 2;
            case >= '0' and <= '9' when GroupNumber(rest, match.GroupCount) is var (group, length):
                RegExpTexts.Append(run, result, match.Text(group));
                return length;
            case '<' when expression?.Program.Names.Count > 0 && rest.IndexOf('>') is > 0 and var close:
                var name = rest[2..close].ToString();
                foreach (var (known, group) in expression.Program.Names)
                {
                    if (known == name) RegExpTexts.Append(run, result, match.Text(group));
                }

                return close + 1;
            default:
                RegExpTexts.Append(run, result, "$");
                return 1;
        }
    }

    /// <summary>Two digits count when there is such a group, else one.</summary>
    private static (int Group, int Length)? GroupNumber(ReadOnlySpan<char> rest, int groupCount)
    {
        var one = rest[1] - '0';
        if (rest.Length > 2 && char.IsAsciiDigit(rest[2]) && (one * 10) + (rest[2] - '0') is > 0 and var two && two < groupCount) return (two, 3);
        return one > 0 && one < groupCount ? (one, 2) : null;
    }
}
