using System.Globalization;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Desk.Rules;

/// <summary>Times of rungs as people write them: "14 Tage danach", "2 Arbeitstage davor", "sofort", "am Tag selbst", separated by semicolons.</summary>
internal static partial class RungTimes
{
    private const string AtOnce = "at once";

    public static string InWords(IReadOnlyList<string> times, Language language) => string.Join("; ", times.Select(time => InWords(time, language == Language.English)));

    /// <returns>As the files write them; null when something is no time.</returns>
    public static IReadOnlyList<string>? Read(string words)
    {
        var times = new List<string>();
        foreach (var one in words.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Of(one) is not { } time)
                return null;
            times.Add(time);
        }
        return times.Count > 0 ? times : null;
    }

    private static string InWords(string time, bool english)
    {
        if (time == AtOnce || !RungOffset.TryParse(time, out var offset))
            return time == AtOnce ? english ? AtOnce : "sofort" : time;
        var isAfter = offset.Count > 0;
        return english
            ? offset.Count == 0 ? "on the day" : $"{offset.InWords().English} {(isAfter ? "after" : "before")}"
            : offset.Count == 0 ? "am Tag selbst" : $"{offset.InWords().German} {(isAfter ? "danach" : "davor")}";
    }

    private static string? Of(string words)
    {
        if (AtOnceWords().IsMatch(words))
            return AtOnce;
        if (SameDayWords().IsMatch(words))
            return "0";
        if (RungOffset.TryParse(words, out var said))
            return said.ToString();
        var match = Words().Match(words);
        if (!match.Success || !int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > 1000)
            return null;
        var unit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "arbeitstag" or "arbeitstage" or "arbeitstagen" or "working day" or "working days" => OffsetUnit.WorkingDays,
            "woche" or "wochen" or "week" or "weeks" => OffsetUnit.Weeks,
            "monat" or "monate" or "monaten" or "month" or "months" => OffsetUnit.Months,
            _ => OffsetUnit.Days,
        };
        var isBefore = match.Groups["way"].Value.ToLowerInvariant() is "davor" or "vorher" or "before";
        return new RungOffset(isBefore ? -count : count, unit).ToString();
    }

    [GeneratedRegex(@"^(sofort|at once)$", RegexOptions.IgnoreCase)]
    private static partial Regex AtOnceWords();

    [GeneratedRegex(@"^(am tag selbst|on the day)$", RegexOptions.IgnoreCase)]
    private static partial Regex SameDayWords();

    [GeneratedRegex(@"^(?<count>\d{1,4})\s+(?<unit>tage?n?|arbeitstage?n?|wochen?|monate?n?|days?|working days?|weeks?|months?)\s+(?<way>danach|später|davor|vorher|after|before)$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
