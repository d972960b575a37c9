using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace IqWorkflows.Engine.Programs;

/// <summary>A cron expression of five fields, or six with seconds first: moments in UTC.</summary>
/// <remarks>
/// Fields: [second] minute hour day-of-month month day-of-week. Understood are <c>*</c>, <c>?</c>, lists, ranges (also over the end, 22-2), steps,
/// names (MON, JAN), <c>L</c>, <c>L-n</c>, <c>nW</c>, <c>LW</c>, <c>FRIL</c>, <c>MON#2</c> and the words @yearly … @hourly. A day counts
/// only if both its fields agree.
/// </remarks>
public sealed class CronExpression : IEquatable<CronExpression>
{
    // Longer than any date makes one wait: 29 February on a given weekday comes at the latest after 40 years.
    private const int HorizonYears = 100;

    private readonly string _text;
    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _months;
    private readonly CronDays _days;

    private CronExpression(string text, ReadOnlySpan<ulong> bits, CronDays days)
    {
        _text = text;
        (_seconds, _minutes, _hours, _months) = (bits[0], bits[1], bits[2], bits[3]);
        _days = days;
    }

    /// <exception cref="FormatException">It cannot be understood; the message names the field and what to write.</exception>
    public static CronExpression Parse(string text) =>
        TryParse(text, out var expression, out var problem) ? expression : throw new FormatException(problem);

    /// <param name="text">The expression.</param>
    /// <param name="expression">The expression read.</param>
    /// <param name="problem">What is wrong and in which field.</param>
    /// <returns>False when it cannot be understood.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        expression = null;
        text = text?.Trim() ?? "";
        var fields = Spelt(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
        {
            problem = text.Length == 0
                ? "The cron expression is empty; write five fields (minute hour day month weekday) or six with seconds first."
                : $"The cron expression '{Shortened(text)}' has {fields.Length} field(s); write five (minute hour day month weekday) or six with seconds first.";
            return false;
        }

        var at = fields.Length - 6;
        Span<ulong> bits = stackalloc ulong[4];
        problem = Read(CronField.Second, at < 0 ? "0" : fields[at], out bits[0])
            ?? Read(CronField.Minute, fields[at + 1], out bits[1])
            ?? Read(CronField.Hour, fields[at + 2], out bits[2])
            ?? Read(CronField.Month, fields[at + 4], out bits[3]);
        var days = new CronDays();
        problem ??= days.Read(fields[at + 3], fields[at + 5]);
        if (problem is not null)
            return false;

        expression = new CronExpression(text, bits, days);
        return true;
    }

    /// <returns>The first moment later than <paramref name="after"/>, in UTC, or null when there is none within a century (30 February).</returns>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var last = DateTime.MaxValue.Ticks - TimeSpan.TicksPerSecond;
        if (after.UtcTicks >= last)
            return null;
        var from = new DateTime(after.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond + TimeSpan.TicksPerSecond);

        for (var month = 0; month < HorizonYears * 12; month++)
        {
            var year = from.Year + (from.Month - 1 + month) / 12;
            var number = (from.Month - 1 + month) % 12 + 1;
            if (year > DateTime.MaxValue.Year)
                return null;
            if ((_months >> number & 1) == 0)
                continue;

            var days = _days.In(year, number);
            if (month == 0)
                days &= ulong.MaxValue << from.Day;
            for (; days != 0; days &= days - 1)
            {
                var day = new DateTime(year, number, BitOperations.TrailingZeroCount(days));
                if (TimeOfDay(day == from.Date ? from.TimeOfDay : TimeSpan.Zero) is { } time)
                    return new DateTimeOffset(day + time, TimeSpan.Zero);
            }
        }
        return null;
    }

    /// <summary>The expression as it was written.</summary>
    public override string ToString() => _text;

    public bool Equals(CronExpression? other) => other is not null && other._text == _text;

    public override bool Equals(object? obj) => Equals(obj as CronExpression);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private TimeSpan? TimeOfDay(TimeSpan from)
    {
        for (var hour = Next(_hours, from.Hours); hour < 24; hour = Next(_hours, hour + 1))
        {
            var isFirstHour = hour == from.Hours;
            for (var minute = Next(_minutes, isFirstHour ? from.Minutes : 0); minute < 60; minute = Next(_minutes, minute + 1))
            {
                var second = Next(_seconds, isFirstHour && minute == from.Minutes ? from.Seconds : 0);
                if (second < 60)
                    return new TimeSpan(hour, minute, second);
            }
        }
        return null;
    }

    /// <returns>The first set bit from there on; 64 when there is none.</returns>
    private static int Next(ulong bits, int from) => BitOperations.TrailingZeroCount(bits & ulong.MaxValue << from);

    private static string? Read(CronField field, string list, out ulong bits)
    {
        bits = 0;
        foreach (var range in list.AsSpan().Split(','))
        {
            if (field.Read(list.AsSpan()[range], out var some) is { } wrong)
                return wrong;
            bits |= some;
        }
        return null;
    }

    private static string Spelt(string text) => text.ToUpperInvariant() switch
    {
        "@YEARLY" or "@ANNUALLY" => "0 0 1 1 *",
        "@MONTHLY" => "0 0 1 * *",
        "@WEEKLY" => "0 0 * * 0",
        "@DAILY" or "@MIDNIGHT" => "0 0 * * *",
        "@HOURLY" => "0 * * * *",
        "@EVERY_MINUTE" => "* * * * *",
        "@EVERY_SECOND" => "* * * * * *",
        _ => text,
    };

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
