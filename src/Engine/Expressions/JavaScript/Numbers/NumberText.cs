using System.Globalization;
using System.Text;

namespace IqWorkflows.Engine.Expressions.JavaScript.Numbers;

/// <summary>Numbers as text, as ECMA-262 writes them.</summary>
internal static class NumberText
{
    private const string DigitLetters = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Number::toString with radix 10: the fewest digits that read back as the same number.</summary>
    public static string Of(double value)
    {
        // Whole numbers are by far the most common, and their text needs no search for digits.
        if (value == (int)value)
        {
            return ((int)value).ToString(CultureInfo.InvariantCulture);
        }

        if (NotFinite(value) is { } special)
        {
            return special;
        }

        var sign = value < 0 ? "-" : "";
        var shortest = DecimalDigits.Shortest(Math.Abs(value));
        var (digits, point) = (shortest.Digits, shortest.Point);
        if (point is > -6 and <= 21)
        {
            return sign + Plain(shortest.Whole, shortest.Fraction);
        }

        return sign + Scientific(digits, point - 1);
    }

    /// <summary>Number.prototype.toString with any radix from 2 to 36.</summary>
    /// <remarks>Other radixes are left to the implementation by the specification. This gives V8's digits: as many as tell the number from its neighbours.</remarks>
    public static string Of(double value, int radix)
    {
        if (radix == 10)
        {
            return Of(value);
        }

        if (NotFinite(value) is { } special)
        {
            return special;
        }

        var absolute = Math.Abs(value);
        var whole = Math.Floor(absolute);
        var fraction = FractionDigits(absolute, radix, ref whole);
        var text = new StringBuilder(WholeDigits(whole, radix));
        if (value < 0)
        {
            text.Insert(0, '-');
        }

        if (fraction.Count > 0)
        {
            text.Append('.');
            fraction.ForEach(digit => text.Append(DigitLetters[digit]));
        }

        return text.ToString();
    }

    /// <summary>Number.prototype.toFixed.</summary>
    /// <param name="value">The number.</param>
    /// <param name="fractionDigits">From 0 to 100.</param>
    public static string Fixed(double value, int fractionDigits)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= 1e21)
        {
            return Of(value);
        }

        var digits = DecimalDigits.Scaled(Math.Abs(value), fractionDigits).ToString(CultureInfo.InvariantCulture).PadLeft(fractionDigits + 1, '0');
        return (value < 0 ? "-" : "") + Plain(digits[..^fractionDigits], digits[^fractionDigits..]);
    }

    /// <summary>Number.prototype.toExponential.</summary>
    /// <param name="value">The number.</param>
    /// <param name="fractionDigits">From 0 to 100; null is as many as necessary.</param>
    public static string Exponential(double value, int? fractionDigits)
    {
        if (NotFinite(value) is { } special)
        {
            return special;
        }

        var sign = value < 0 ? "-" : "";
        if (fractionDigits is null)
        {
            var shortest = DecimalDigits.Shortest(Math.Abs(value));
            return sign + (shortest.Digits.Length == 0 ? "0e+0" : Scientific(shortest.Digits, shortest.Point - 1));
        }

        var (digits, exponent) = DecimalDigits.Significant(Math.Abs(value), fractionDigits.Value + 1);
        return sign + Scientific(digits, exponent);
    }

    /// <summary>Number.prototype.toPrecision.</summary>
    /// <param name="value">The number.</param>
    /// <param name="precision">From 1 to 100.</param>
    public static string Precision(double value, int precision)
    {
        if (NotFinite(value) is { } special)
        {
            return special;
        }

        var sign = value < 0 ? "-" : "";
        var (digits, exponent) = DecimalDigits.Significant(Math.Abs(value), precision);
        if (exponent < -6 || exponent >= precision)
        {
            return sign + Scientific(digits, exponent);
        }

        return sign + (exponent >= 0 ? Plain(digits[..(exponent + 1)], digits[(exponent + 1)..]) : Plain("0", new string('0', -exponent - 1) + digits));
    }

    private static string? NotFinite(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity" : null;

    private static string Plain(string whole, string fraction) => fraction.Length == 0 ? whole : $"{whole}.{fraction}";

    private static string Scientific(string digits, int exponent) =>
        $"{Plain(digits[..1], digits[1..])}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)}";

    private static List<int> FractionDigits(double value, int radix, ref double whole)
    {
        var digits = new List<int>();
        var fraction = value - whole;
        // Half the distance to the next number: digits beyond it tell nothing.
        var uncertainty = Math.Max(double.Epsilon, 0.5 * (Math.BitIncrement(value) - value));
        while (fraction >= uncertainty)
        {
            fraction *= radix;
            uncertainty *= radix;
            var digit = (int)fraction;
            digits.Add(digit);
            fraction -= digit;
            var roundsUp = fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1);
            if (roundsUp && fraction + uncertainty > 1)
            {
                RoundUp(digits, radix, ref whole);
                break;
            }
        }

        return digits;
    }

    private static void RoundUp(List<int> digits, int radix, ref double whole)
    {
        while (digits.Count > 0 && digits[^1] == radix - 1)
        {
            digits.RemoveAt(digits.Count - 1);
        }

        if (digits.Count == 0)
        {
            whole++;
        }
        else
        {
            digits[^1]++;
        }
    }

    private static string WholeDigits(double whole, int radix)
    {
        var digits = new List<char>();
        // Digits below the number's precision are written as zeros.
        while (whole / radix >= 9007199254740992)
        {
            whole /= radix;
            digits.Add('0');
        }

        do
        {
            var rest = whole % radix;
            digits.Add(DigitLetters[(int)rest]);
            whole = (whole - rest) / radix;
        }
        while (whole > 0);

        digits.Reverse();
        return new string([.. digits]);
    }
}
