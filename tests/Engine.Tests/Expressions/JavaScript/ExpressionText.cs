using System.Globalization;
using System.Text;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>The text by which the rows state a result: JSON, and beyond it NaN, Infinity and -0. Numbers are written as JavaScript writes them.</summary>
internal static class ExpressionText
{
    /// <summary>Characters that cannot be seen in a file; the rows write them as escapes.</summary>
    private const string Invisible = "\u00a0\u202f\u2028\u2029\ufeff";

    public static string Of(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => Quoted(text),
        short or int or long or decimal => string.Format(CultureInfo.InvariantCulture, "{0}", value),
        float or double => Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        ListValue list => $"[{string.Join(',', list.Select(Of))}]",
        ObjectValue members => $"{{{string.Join(',', members.Select(member => $"{Quoted(member.Key)}:{Of(member.Value)}"))}}}",
        _ => $"{value.GetType().Name} {value}",
    };

    private static string Of(double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        if (number == 0) return double.IsNegative(number) ? "-0" : "0";
        if (number < 0) return "-" + Of(-number);

        // "1.234E-007": the shortest digits that read back as the same number, and the place of the point.
        var parts = number.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        var point = int.Parse(parts[1], CultureInfo.InvariantCulture) + 1;
        if (point is > 21 or <= -6)
        {
            var fraction = shortest.Length > 1 ? "." + shortest[1..] : "";
            return $"{shortest[0]}{fraction}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}";
        }
        if (point <= 0) return "0." + new string('0', -point) + shortest;
        return point >= shortest.Length ? shortest.PadRight(point, '0') : shortest[..point] + "." + shortest[point..];
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair) quoted.Append(c).Append(text[++i]);
            else if ("\"\\".Contains(c)) quoted.Append('\\').Append(c);
            else if ("\b\f\n\r\t".IndexOf(c) is >= 0 and var control) quoted.Append('\\').Append("bfnrt"[control]);
            else if (c < ' ' || char.IsSurrogate(c) || Invisible.Contains(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
