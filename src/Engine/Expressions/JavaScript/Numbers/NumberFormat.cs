using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Locales;

namespace IqWorkflows.Engine.Expressions.JavaScript.Numbers;

/// <summary>Numbers for people, in German or English, as Intl.NumberFormat writes them.</summary>
internal static class NumberFormat
{
    private const char NoBreakSpace = '\u00A0';

    public static string Format(double value, ScriptLocale locale, NumberFormatOptions options)
    {
        var isNegative = value < 0 || (value == 0 && double.IsNegative(value));
        var isGerman = locale == ScriptLocale.German;
        var number = double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? "∞" : Digits(Math.Abs(value), isGerman, options);
        return (isNegative ? "-" : "") + options.Style switch
        {
            NumberStyle.Percent => isGerman ? $"{number}{NoBreakSpace}%" : $"{number}%",
            NumberStyle.Currency => WithCurrency(number, locale, options),
            _ => number,
        };
    }

    private static string WithCurrency(string number, ScriptLocale locale, NumberFormatOptions options)
    {
        var symbol = options.ShowsCurrencyCode ? options.Currency : Symbol(options.Currency, locale);
        if (locale == ScriptLocale.German)
        {
            return $"{number}{NoBreakSpace}{symbol}";
        }

        // A sign stands at the number, and so does a code except before a digit.
        return char.IsAsciiLetter(symbol[^1]) && char.IsAsciiDigit(number[0]) ? $"{symbol}{NoBreakSpace}{number}" : symbol + number;
    }

    private static string Symbol(string currency, ScriptLocale locale) => (currency, locale) switch
    {
        ("EUR", _) => "€",
        ("GBP", _) => "£",
        ("USD", ScriptLocale.BritishEnglish) => "US$",
        ("USD", _) => "$",
        ("JPY", ScriptLocale.BritishEnglish) => "JP¥",
        ("JPY", _) => "¥",
        _ => currency,
    };

    private static string Digits(double value, bool isGerman, NumberFormatOptions options)
    {
        // Rounding looks at the digits one sees, not at the binary value behind them: 1.005 becomes 1.01.
        var digits = DecimalDigits.Shortest(value);
        if (options.Style == NumberStyle.Percent && digits.Digits.Length > 0)
        {
            digits = digits with { Point = digits.Point + 2 };
        }

        var minimumFraction = 0;
        if (options.MinimumSignificantDigits is not null || options.MaximumSignificantDigits is not null)
        {
            digits = digits.Rounded(options.MaximumSignificantDigits ?? 21);
            var point = digits.Digits.Length == 0 ? 1 : digits.Point;
            minimumFraction = Math.Max(0, (options.MinimumSignificantDigits ?? 1) - point);
        }
        else
        {
            (minimumFraction, var maximumFraction) = FractionDigits(options);
            digits = digits.RoundedToFraction(maximumFraction);
        }

        var whole = digits.Whole.PadLeft(options.MinimumIntegerDigits, '0');
        var fraction = digits.Fraction.PadRight(minimumFraction, '0');
        var text = options.UseGrouping ? Grouped(whole, isGerman ? '.' : ',') : whole;
        return fraction.Length == 0 ? text : $"{text}{(isGerman ? ',' : '.')}{fraction}";
    }

    private static (int Minimum, int Maximum) FractionDigits(NumberFormatOptions options)
    {
        var (minimum, maximum) = options.Style switch
        {
            NumberStyle.Percent => (0, 0),
            NumberStyle.Currency => options.Currency is "JPY" or "KRW" ? (0, 0) : (2, 2),
            _ => (0, 3),
        };
        return (options.MinimumFractionDigits, options.MaximumFractionDigits) switch
        {
            (null, null) => (minimum, maximum),
            (null, { } given) => (Math.Min(minimum, given), given),
            ({ } given, null) => (given, Math.Max(maximum, given)),
            ({ } least, { } most) => (least, most),
        };
    }

    private static string Grouped(string whole, char separator)
    {
        var text = new StringBuilder(whole);
        for (var at = whole.Length - 3; at > 0; at -= 3)
        {
            text.Insert(at, separator);
        }

        return text.ToString();
    }
}
