using System.Globalization;
using System.Numerics;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Expressions.JavaScript.Numbers;

/// <summary>Text as numbers, as ECMA-262 reads it.</summary>
internal static class NumberReader
{
    /// <summary>StringToNumber: what Number("…") and arithmetic make of a text.</summary>
    public static double FromText(string text)
    {
        var trimmed = Trim(text);
        if (trimmed.Length == 0)
        {
            return 0;
        }

        if (trimmed.Length > 2 && trimmed[0] == '0' && Radix(trimmed[1]) is > 0 and var radix)
        {
            var digits = trimmed[2..];
            return DigitCount(digits, radix) == digits.Length ? FromDigits(digits, radix) : double.NaN;
        }

        var length = DecimalLength(trimmed);
        return length == trimmed.Length ? FromDecimal(trimmed) : double.NaN;
    }

    /// <summary>The global parseFloat: the longest beginning that is a decimal number.</summary>
    public static double ParseFloat(string text)
    {
        var trimmed = Trim(text);
        var length = DecimalLength(trimmed);
        return length == 0 ? double.NaN : FromDecimal(trimmed[..length]);
    }

    /// <summary>The global parseInt.</summary>
    /// <param name="text">The text.</param>
    /// <param name="radix">As ToInt32 gives it; 0 when the script gave none.</param>
    public static double ParseInt(string text, int radix)
    {
        var rest = Trim(text);
        var isNegative = rest.Length > 0 && rest[0] == '-';
        if (rest.Length > 0 && rest[0] is '+' or '-')
        {
            rest = rest[1..];
        }

        if (radix is not 0 and (< 2 or > 36))
        {
            return double.NaN;
        }

        if (radix is 0 or 16 && rest.Length >= 2 && rest[0] == '0' && rest[1] is 'x' or 'X')
        {
            rest = rest[2..];
            radix = 16;
        }

        radix = radix == 0 ? 10 : radix;
        var count = DigitCount(rest, radix);
        if (count == 0)
        {
            return double.NaN;
        }

        var value = FromDigits(rest[..count], radix);
        return isNegative ? -value : value;
    }

    private static ReadOnlySpan<char> Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && CharSet.Space.Contains(text[start]))
        {
            start++;
        }

        while (end > start && CharSet.Space.Contains(text[end - 1]))
        {
            end--;
        }

        return text.AsSpan(start, end - start);
    }

    private static int Radix(char letter) => letter switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    /// <returns>The length of the longest StrDecimalLiteral at the start.</returns>
    private static int DecimalLength(ReadOnlySpan<char> text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (text[at..].StartsWith("Infinity"))
        {
            return at + 8;
        }

        var whole = DigitCount(text[at..], 10);
        at += whole;
        var fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            fraction = DigitCount(text[(at + 1)..], 10);
            at += whole + fraction > 0 ? 1 + fraction : 0;
        }

        if (whole + fraction == 0)
        {
            return 0;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
            var exponent = DigitCount(text[(at + 1 + sign)..], 10);
            at += exponent > 0 ? 1 + sign + exponent : 0;
        }

        return at;
    }

    private static double FromDecimal(ReadOnlySpan<char> text) =>
        text.EndsWith("Infinity")
            ? text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int DigitCount(ReadOnlySpan<char> text, int radix)
    {
        var count = 0;
        while (count < text.Length && Digit(text[count]) < radix)
        {
            count++;
        }

        return count;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => int.MaxValue,
    };

    private static double FromDigits(ReadOnlySpan<char> digits, int radix)
    {
        if (radix == 10)
        {
            return double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        var value = 0.0;
        var isExact = true;
        foreach (var digit in digits)
        {
            value = (value * radix) + Digit(digit);
            isExact = value < 9007199254740992;
            if (!isExact)
            {
                break;
            }
        }

        return isExact ? value : FromManyDigits(digits, radix);
    }

    private static double FromManyDigits(ReadOnlySpan<char> digits, int radix)
    {
        // A double holds at most 1,024 binary digits before the point, so longer texts are infinite and need no arithmetic.
        var significant = digits.TrimStart('0');
        if (significant.Length > 1100)
        {
            return double.PositiveInfinity;
        }

        var value = BigInteger.Zero;
        foreach (var digit in significant)
        {
            value = (value * radix) + Digit(digit);
        }

        return Nearest(value);
    }

    /// <summary>The nearest double, a half to the even one; the conversion of .NET cuts off instead.</summary>
    private static double Nearest(BigInteger value)
    {
        var excess = (int)value.GetBitLength() - 53;
        if (excess <= 0)
        {
            return (double)value;
        }

        var kept = value >> excess;
        var rest = value - (kept << excess);
        var comparison = rest.CompareTo(BigInteger.One << (excess - 1));
        if (comparison > 0 || (comparison == 0 && !kept.IsEven))
        {
            kept += 1;
        }

        return excess > 1024 ? double.PositiveInfinity : Math.ScaleB((double)kept, excess);
    }
}
