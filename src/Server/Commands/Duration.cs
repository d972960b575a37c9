using System.Globalization;

namespace IqWorkflows.Server.Commands;

/// <summary>A span of time as people type it: <c>14d</c>, <c>2h</c>, <c>90m</c>, <c>30s</c>, or as .NET writes it: <c>00:05:00</c>, <c>1.02:00:00</c>.</summary>
internal static class Duration
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(366 * 1000);

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        text = text.Trim();
        if (text.Length > 1 && char.IsAsciiLetter(text[^1]))
        {
            if (!decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > 100_000_000)
                return false;
            long? ticks = text[^1] switch
            {
                'd' => TimeSpan.TicksPerDay,
                'h' => TimeSpan.TicksPerHour,
                'm' => TimeSpan.TicksPerMinute,
                's' => TimeSpan.TicksPerSecond,
                _ => null,
            };
            if (ticks is null || count * ticks.Value > s_longest.Ticks)
                return false;
            duration = TimeSpan.FromTicks((long)(count * ticks.Value));
            return true;
        }
        // Without a colon "5" would be five days, which nobody means.
        return text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration)
            && duration >= TimeSpan.Zero
            && duration <= s_longest;
    }
}
