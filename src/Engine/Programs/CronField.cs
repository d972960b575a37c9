using System.Globalization;

namespace IqWorkflows.Engine.Programs;

/// <summary>One field of a cron expression: its name, its range, and the names its values may be written as.</summary>
internal sealed record CronField(string Name, int Least, int Most, string[] Names)
{
    public static CronField Second { get; } = new("second", 0, 59, []);

    public static CronField Minute { get; } = new("minute", 0, 59, []);

    public static CronField Hour { get; } = new("hour", 0, 23, []);

    public static CronField DayOfMonth { get; } = new("day of month", 1, 31, []);

    public static CronField Month { get; } = new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);

    /// <summary>Sunday is 0 and 7.</summary>
    public static CronField DayOfWeek { get; } = new("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    /// <summary>Reads one element of the field's list: <c>*</c>, a value, a range, each with or without a step.</summary>
    /// <param name="element">The element.</param>
    /// <param name="bits">A bit per value.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Read(ReadOnlySpan<char> element, out ulong bits)
    {
        bits = 0;
        var step = 1;
        var slash = element.IndexOf('/');
        if (slash >= 0)
        {
            if (!int.TryParse(element[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1 || step > Most)
                return Wrong($"'{element[(slash + 1)..]}' is no step; write a number from 1 to {Most}");
            element = element[..slash];
        }

        int from, to;
        var dash = element.IndexOf('-');
        if (element is "*")
        {
            (from, to) = (Least, Least == 0 && Most == 7 ? 6 : Most);
        }
        else if (dash > 0)
        {
            if (Value(element[..dash], out from) is { } wrongStart)
                return wrongStart;
            if (Value(element[(dash + 1)..], out to) is { } wrongEnd)
                return wrongEnd;
        }
        else
        {
            if (Value(element, out from) is { } wrong)
                return wrong;
            to = slash >= 0 ? Most : from;
        }

        // A range that runs backwards goes over the end and on from the beginning: 22-2 is 22, 23, 0, 1, 2.
        var size = Most - Least + 1 - (Most == 7 ? 1 : 0);
        var length = to >= from ? to - from : to - from + size;
        for (var at = 0; at <= length; at += step)
            bits |= 1UL << ((from - Least + at) % size + Least);
        return null;
    }

    /// <summary>Reads a value written as number or name.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Value(ReadOnlySpan<char> text, out int value)
    {
        for (var at = 0; at < Names.Length; at++)
        {
            value = at + Least;
            if (text.Equals(Names[at], StringComparison.OrdinalIgnoreCase))
                return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= Least && value <= Most)
            return null;
        return Wrong(text.IsEmpty ? "a value is missing" : $"'{text}' is no value; write a number from {Least} to {Most}{(Names.Length > 0 ? $" or a name like {Names[1]}" : "")}");
    }

    public string Wrong(string what) => $"The {Name} field of the cron expression is wrong: {what}.";
}
