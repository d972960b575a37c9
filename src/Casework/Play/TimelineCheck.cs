using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.Play;

/// <summary>Compares a whole timeline with what a script expects of it.</summary>
internal static class TimelineCheck
{
    public static IEnumerable<Difference> Of(TimelineExpectation expected, IReadOnlyList<TimelineEntry> timeline)
    {
        var sent = timeline.OfType<TimelineEntry.Sent>().Select(entry => (entry.Occasion, To: entry.Recipient, Day: GermanDay.Of(entry.At))).ToList();
        var tasks = timeline.OfType<TimelineEntry.TaskOpened>()
            .SelectMany(entry => new[] { entry.Occasion, entry.Name, entry.Title.English }.OfType<string>().Distinct().Select(name => (Occasion: name, To: entry.Level ?? "", Day: GermanDay.Of(entry.At)))).ToList();
        var left = timeline.OfType<TimelineEntry.NotDone>().Select(entry => (entry.Occasion, To: entry.Recipient, entry.Day)).ToList();
        return StatesOf(expected, timeline)
            .Concat(expected.Mails.SelectMany(one => Complete(one, sent, "client", "sent")))
            .Concat(expected.Tasks.SelectMany(one => Complete(one, tasks, null, "tasks")))
            .Concat(expected.Suppressed.SelectMany(one => Included(one, left)))
            .Concat(expected.Not.SelectMany(one => Absent(one, sent)))
            .Concat(expected.NeverDeadlines.SelectMany(one => NoDeadline(one, timeline)))
            .Concat(timeline.OfType<TimelineEntry.Incident>().Select(incident => new Difference(0, $"{Day(GermanDay.Of(incident.At))}: the workflow {incident.InstanceId} has {incident.Message}")));
    }

    internal static string Days(IEnumerable<DateOnly> days) => string.Join(", ", days.Select(Day)) is { Length: > 0 } text ? text : "nothing";

    private static IEnumerable<Difference> StatesOf(TimelineExpectation expected, IReadOnlyList<TimelineEntry> timeline)
    {
        if (expected.States is not { } states)
            yield break;
        var seen = timeline.OfType<TimelineEntry.Stated>().Select(entry => (Day: GermanDay.Of(entry.At), entry.State)).ToList();
        for (var i = 0; i < Math.Max(states.Count, seen.Count); i++)
        {
            var wanted = i < states.Count ? $"{Day(states[i].Day)} {states[i].What}" : "nothing";
            var found = i < seen.Count ? $"{Day(seen[i].Day)} {seen[i].State}" : "nothing";
            if (wanted == found)
                continue;
            yield return new Difference(states.Count > 0 ? states[Math.Min(i, states.Count - 1)].Line : 0, $"state {i + 1}: {found}, expected {wanted}");
            yield break; // all later ones differ by the same mistake
        }
    }

    /// <summary>The days of an occasion, all of them; those whose recipient the script does not name are the client's.</summary>
    private static IEnumerable<Difference> Complete(ExpectedSends expected, List<(string Occasion, string To, DateOnly Day)> seen, string? otherwise, string what)
    {
        var recipients = expected.Sends.Select(send => send.To ?? otherwise).Distinct().DefaultIfEmpty(otherwise);
        foreach (var recipient in recipients)
        {
            var wanted = expected.Sends.Where(send => (send.To ?? otherwise) == recipient).Select(send => send.Day).Order().ToList();
            var found = seen.Where(entry => entry.Occasion == expected.Occasion && (recipient is null || entry.To == recipient)).Select(entry => entry.Day).Distinct().Order().ToList();
            if (!wanted.SequenceEqual(found))
                yield return new Difference(expected.Line, $"{expected.Occasion}{(recipient is null ? "" : $" to {recipient}")}: {what} on {Days(found)}, expected {Days(wanted)}");
        }
    }

    private static IEnumerable<Difference> Included(ExpectedSends expected, List<(string Occasion, string To, DateOnly Day)> seen)
    {
        var found = seen.Where(entry => entry.Occasion == expected.Occasion).Select(entry => entry.Day).Distinct().Order().ToList();
        if (expected.Sends.Select(send => send.Day).Except(found).ToList() is { Count: > 0 } missing)
            yield return new Difference(expected.Line, $"{expected.Occasion}: {Days(missing)} should have been planned and left out; left out were {Days(found)}");
    }

    private static IEnumerable<Difference> Absent(ExpectedSends expected, List<(string Occasion, string To, DateOnly Day)> seen)
    {
        var found = seen.Where(entry => entry.Occasion == expected.Occasion && (expected.Sends.Count == 0 || expected.Sends.Any(send => send.Day == entry.Day && (send.To ?? entry.To) == entry.To))).Select(entry => entry.Day).ToList();
        if (found.Count > 0)
            yield return new Difference(expected.Line, $"{expected.Occasion} was sent on {Days(found.Distinct())}, and must not be");
    }

    private static IEnumerable<Difference> NoDeadline(ExpectedName expected, IReadOnlyList<TimelineEntry> timeline) =>
        timeline.OfType<TimelineEntry.DeadlineSeen>().Any(entry => entry.Code == expected.Name) ? [new Difference(expected.Line, $"there was a deadline {expected.Name}, and must never be")] : [];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
