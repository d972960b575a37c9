using System.Globalization;
using System.Numerics;

namespace IqWorkflows.Engine.Expressions.JavaScript.Numbers;

/// <summary>A positive finite number as decimal digits: 0.d₁d₂d₃… × 10^Point. No leading and no trailing zeros; zero has no digits.</summary>
internal readonly record struct DecimalDigits(string Digits, int Point)
{
    private const long FractionBits = 0xFFFFFFFFFFFFFL;

    /// <summary>The fewest digits that read back as the same number.</summary>
    public static DecimalDigits Shortest(double value)
    {
        // Below a power of two the next number is nearer than above it. .NET does not heed that: its text of 2^-25 is that of another number.
        if ((BitConverter.DoubleToInt64Bits(value) & FractionBits) == 0 && value != 0)
        {
            return ShortestOfPowerOfTwo(value);
        }

        // "R" is the shortest form that reads back, such as 1.25E-07 or 1250.5; only its layout differs from JavaScript's.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = exponent + (dot < 0 ? digits.Length : dot);
        var significant = digits.TrimStart('0');
        return new DecimalDigits(significant.TrimEnd('0'), point - (digits.Length - significant.Length)).Normal();
    }

    /// <summary>The exact value times a power of ten, rounded to a whole number; a half goes up.</summary>
    public static BigInteger Scaled(double value, int powerOfTen)
    {
        var (numerator, denominator) = Ratio(value, powerOfTen);
        return ((numerator * 2) + denominator) / (denominator * 2);
    }

    /// <summary>The exact value in scientific form with so many digits; a half goes up.</summary>
    /// <returns>The digits, trailing zeros included, and the power of ten of the first.</returns>
    public static (string Digits, int Exponent) Significant(double value, int count)
    {
        if (value == 0)
        {
            return (new string('0', count), 0);
        }

        // The shortest form may be one power too high (1e23 is a little less than 10^23) and rounding may carry into a new digit.
        var exponent = Shortest(value).Point - 1;
        var (numerator, denominator) = Ratio(value, -exponent);
        if (numerator < denominator)
        {
            exponent--;
        }

        var scaled = Scaled(value, count - 1 - exponent);
        if (scaled >= BigInteger.Pow(10, count))
        {
            exponent++;
            scaled = Scaled(value, count - 1 - exponent);
        }

        return (scaled.ToString(CultureInfo.InvariantCulture), exponent);
    }

    /// <summary>Keeps so many digits after the decimal point; a half goes away from zero.</summary>
    public DecimalDigits RoundedToFraction(int digits) => Rounded(Point + digits);

    /// <summary>Keeps so many digits; a half goes away from zero.</summary>
    public DecimalDigits Rounded(int count)
    {
        if (count >= Digits.Length)
        {
            return this;
        }

        if (count < 0)
        {
            return new DecimalDigits("", 0);
        }

        var kept = Digits[..count];
        if (Digits[count] < '5')
        {
            return new DecimalDigits(kept.TrimEnd('0'), Point).Normal();
        }

        var beforeNines = kept.TrimEnd('9');
        return beforeNines.Length == 0
            ? new DecimalDigits("1", Point + 1)
            : new DecimalDigits(string.Concat(beforeNines.AsSpan(0, beforeNines.Length - 1), ((char)(beforeNines[^1] + 1)).ToString()), Point);
    }

    /// <summary>The digits before the decimal point, "0" when there are none.</summary>
    public string Whole => Point <= 0 ? "0" : Digits.Length >= Point ? Digits[..Point] : Digits.PadRight(Point, '0');

    /// <summary>The digits after the decimal point.</summary>
    public string Fraction => Point <= 0 ? new string('0', Digits.Length == 0 ? 0 : -Point) + Digits : Digits.Length > Point ? Digits[Point..] : "";

    /// <summary>The exact value times a power of ten.</summary>
    private static (BigInteger Numerator, BigInteger Denominator) Ratio(double value, int powerOfTen)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & FractionBits;
        BigInteger numerator = exponent == 0 ? fraction : fraction | (FractionBits + 1);
        var shift = Math.Max(exponent, 1) - 1075;
        var denominator = BigInteger.One;
        if (shift >= 0)
        {
            numerator <<= shift;
        }
        else
        {
            denominator <<= -shift;
        }

        return powerOfTen >= 0
            ? (numerator * BigInteger.Pow(10, powerOfTen), denominator)
            : (numerator, denominator * BigInteger.Pow(10, -powerOfTen));
    }

    private static DecimalDigits ShortestOfPowerOfTwo(double value)
    {
        var exponent = (int)Math.Floor(Math.Log10(value));
        for (var count = 1; ; count++)
        {
            var power = count - 1 - exponent;
            var (numerator, denominator) = Ratio(value, power);
            var below = BigInteger.DivRem(numerator, denominator, out var rest);
            var isBelowNearer = (rest * 2).CompareTo(denominator) is var comparison && (comparison < 0 || (comparison == 0 && below.IsEven));
            foreach (var candidate in isBelowNearer ? new[] { below, below + 1 } : [below + 1, below])
            {
                var text = candidate.ToString(CultureInfo.InvariantCulture);
                if (double.Parse($"{text}E{-power}", CultureInfo.InvariantCulture).Equals(value))
                {
                    return new DecimalDigits(text.TrimEnd('0'), text.Length - power);
                }
            }
        }
    }

    private DecimalDigits Normal() => Digits.Length == 0 ? new DecimalDigits("", 0) : this;
}
