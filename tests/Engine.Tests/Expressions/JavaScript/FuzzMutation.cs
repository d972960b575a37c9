using System.Text;
using System.Text.RegularExpressions;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>Breaks a source a little, as a slip of the hand or an enemy would.</summary>
internal static partial class FuzzMutation
{
    private static readonly string[] s_odd =
    [
        "(", ")", "[", "]", "{", "}", ";", ",", "=>", "...", "?.", "??", "`", "${", "'", "\"", "/", "*/", "/*", "//", "\\", "#", "@", "\u2028", "\0", "\ud800", "🜁", "=", "==", "**", "++", "!",
        "in", "of", "let", "const", "var", "function", "return", "get", "new", "typeof", "delete", "case", "default:", "try", "catch", "finally", "this", "arguments", "null", "0x", "1e", ".5", "09",
    ];

    public static string Of(string source, int seed)
    {
        var random = new Random(seed);
        var tokens = Token().Matches(source).Select(match => match.Value).ToList();
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            if (tokens.Count == 0) tokens.Add(";");
            int at = random.Next(tokens.Count), other = random.Next(tokens.Count);
            switch (random.Next(6))
            {
                case 0: tokens.RemoveAt(at); break;
                case 1: tokens.Insert(at, tokens[other]); break;
                case 2: (tokens[at], tokens[other]) = (tokens[other], tokens[at]); break;
                case 3: tokens.Insert(at, s_odd[random.Next(s_odd.Length)]); break;
                case 4: tokens[at] = s_odd[random.Next(s_odd.Length)]; break;
                default: tokens.RemoveRange(at, Math.Min(tokens.Count - at, 1 + random.Next(5))); break;
            }
        }
        return string.Concat(tokens);
    }

    /// <summary>The source within many brackets of one kind.</summary>
    public static string Nested(string source, int seed, int depth)
    {
        var (open, close) = (seed % 8) switch
        {
            0 => ("(", ")"),
            1 => ("[", "]"),
            2 => ("({ a: ", " })"),
            3 => ("(() => ", ")()"),
            4 => ("`${", "}`"),
            5 => ("!", ""),
            6 => ("{ ", " }"),
            _ => ("1 + (", ")"),
        };
        var nested = new StringBuilder();
        for (var i = 0; i < depth; i++) nested.Append(open);
        nested.Append(source);
        for (var i = 0; i < depth; i++) nested.Append(close);
        return nested.ToString();
    }

    [GeneratedRegex(@"\s+|[\p{L}_$][\p{L}\p{Nd}_$]*|\d[\d.eExX]*|'(?:[^'\\\n]|\\.)*'|=>|\.\.\.|\?\.|\?\?|\+\+|--|[=!]==?|[<>]=|&&|\|\||.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
