using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IqWorkflows.Cases.Periods;

/// <summary>What a length counts. Months and years are calendar months and years, never 30 or 365 days (BGB § 191 is for interrupted periods only).</summary>
public enum LengthUnit
{
    Hours,
    Days,

    /// <summary>Monday to Saturday without holidays, what statutes usually call Werktage.</summary>
    Werktage,
    Weeks,
    Months,
    Years,
}

/// <summary>How long a period is, as its law says it.</summary>
public readonly record struct Length(int Count, LengthUnit Unit)
{
    /// <summary>No period of law is longer; a slip of the keyboard is, and must not leave the calendar.</summary>
    private const int MostCount = 1200, MostYears = 100;

    /// <summary>Whether the calendar alone says where such a period ends; hours and Werktage need more.</summary>
    public bool IsByCalendar => Unit is not (LengthUnit.Hours or LengthUnit.Werktage);

    public static Length Days(int count) => new(count, LengthUnit.Days);

    public static Length Weeks(int count) => new(count, LengthUnit.Weeks);

    public static Length Months(int count) => new(count, LengthUnit.Months);

    public static Length Years(int count) => new(count, LengthUnit.Years);

    /// <summary>Reads <c>3 months</c>, <c>1 week</c>, <c>3 werktage</c>, and the short <c>3m</c>, <c>1w</c>, <c>14d</c>, <c>5y</c>, <c>72h</c>; also as people write it, <c>1 Monat</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Length length)
    {
        length = default;
        var trimmed = text?.Trim() ?? "";
        var digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        if (!int.TryParse(trimmed.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > MostCount)
            return false;

        LengthUnit? unit = trimmed[digits..].Trim().ToLowerInvariant() switch
        {
            "h" or "hour" or "hours" or "stunde" or "stunden" => LengthUnit.Hours,
            "d" or "day" or "days" or "tag" or "tage" or "tagen" => LengthUnit.Days,
            "werktag" or "werktage" => LengthUnit.Werktage,
            "w" or "week" or "weeks" or "woche" or "wochen" => LengthUnit.Weeks,
            "m" or "month" or "months" or "monat" or "monate" or "monaten" => LengthUnit.Months,
            "y" or "year" or "years" or "jahr" or "jahre" or "jahren" => LengthUnit.Years,
            _ => null,
        };
        length = new Length(count, unit ?? default);
        return unit is not null && !(unit == LengthUnit.Years && count > MostYears);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} {Unit.ToString().ToLowerInvariant()}");
}
