using System.Globalization;

namespace IqWorkflows.Activities;

/// <summary>What a <see cref="DayOffset"/> counts.</summary>
public enum DayUnit
{
    /// <summary>Calendar days: <c>d</c>.</summary>
    Days,

    /// <summary>Working days of the centre's Land: <c>WD</c>.</summary>
    WorkingDays,

    /// <summary>Weeks: <c>w</c>.</summary>
    Weeks,

    /// <summary>Calendar months: <c>m</c>.</summary>
    Months,

    /// <summary>Calendar years: <c>y</c>.</summary>
    Years,
}

/// <summary>A distance between days as boxes state it: <c>5 WD</c>, <c>14 d</c>, <c>-2 WD</c>, <c>+1 m</c>, <c>0</c>.</summary>
/// <param name="Count">How many; below zero it lies before.</param>
/// <param name="Unit">Of what.</param>
public readonly record struct DayOffset(int Count, DayUnit Unit)
{
    private const int MostCount = 10_000;

    public static bool TryParse(string? text, out DayOffset offset)
    {
        offset = default;
        var trimmed = text?.Trim() ?? "";
        var digits = trimmed.Length > 0 && trimmed[0] is '+' or '-' ? 1 : 0;
        var sign = digits == 1 && trimmed[0] == '-' ? -1 : 1;
        var end = digits;
        while (end < trimmed.Length && char.IsAsciiDigit(trimmed[end]))
            end++;
        if (!int.TryParse(trimmed.AsSpan(digits, end - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostCount)
            return false;
        DayUnit? unit = trimmed[end..].Trim() switch
        {
            "d" => DayUnit.Days,
            "WD" => DayUnit.WorkingDays,
            "w" => DayUnit.Weeks,
            "m" => DayUnit.Months,
            "y" => DayUnit.Years,
            "" when count == 0 => DayUnit.Days,
            _ => null,
        };
        offset = new DayOffset(sign * count, unit ?? default);
        return unit is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} {Unit switch { DayUnit.Days => "d", DayUnit.WorkingDays => "WD", DayUnit.Weeks => "w", DayUnit.Months => "m", _ => "y" }}");
}
