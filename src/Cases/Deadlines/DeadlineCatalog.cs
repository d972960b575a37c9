using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>All deadlines as their laws give them, and what they need: names of facts and circumstances, notification fictions, holidays.</summary>
/// <param name="Facts">Names of the facts by code.</param>
/// <param name="Circumstances">Names of the circumstances by code.</param>
/// <param name="Causes">Names of the grounds of suspensions by code.</param>
public sealed record DeadlineCatalog(
    IReadOnlyList<DeadlineRule> Deadlines, IReadOnlyDictionary<string, LocalText> Facts, IReadOnlyDictionary<string, LocalText> Circumstances,
    IReadOnlyDictionary<string, LocalText> Causes, NotificationRules Notification, HolidayCalendar Holidays)
{
    /// <summary>No day of a case lies later; counting from one that does would leave the calendar.</summary>
    private static readonly DateOnly s_latest = new(3000, 12, 31);

    public DeadlineRule? Find(string code) => Deadlines.FirstOrDefault(rule => string.Equals(rule.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The deadline <paramref name="code"/> for what is known, or all reasons why it cannot be computed.</summary>
    public DeadlineOutcome Evaluate(string code, DeadlineRequest request)
    {
        if (Find(code) is not { } rule)
            return new DeadlineOutcome.NotComputable(new Reason(DeadlineReason.UnknownDeadline, code));
        if (DaysOutside(request).ToList() is { Count: > 0 } outside)
            return new DeadlineOutcome.NotComputable(outside);

        var fitting = rule.Rows.Where(row => row.Fits(request.Circumstances, request.Place.Land)).ToList();
        if (fitting.Count == 0)
            return new DeadlineOutcome.NotComputable(new Reason(DeadlineReason.MissingCircumstance, [.. rule.Rows.Select(row => string.Join(" + ", row.When)).Distinct()]));

        foreach (var row in fitting)
        {
            var computation = new DeadlineComputation(this, rule, row, request);
            if (computation.ReasonsAgainst() is { Count: > 0 } reasons)
                return new DeadlineOutcome.NotComputable(reasons);
            if (row.IsValidOn(computation.Start))
                return computation.Outcome();
        }
        return new DeadlineOutcome.NotComputable(new Reason(DeadlineReason.NoRuleOnThatDay, code, new DeadlineComputation(this, rule, fitting[0], request).Start));
    }

    private IEnumerable<Reason> DaysOutside(DeadlineRequest request)
    {
        foreach (var day in DaysOf(request).Distinct().Order())
        {
            if (!Holidays.Covers(day))
                yield return new Reason(DeadlineReason.HolidaysUnknown, day, Holidays.KnownFrom);
            else if (day > s_latest)
                yield return new Reason(DeadlineReason.OutsideCalendar, day, s_latest);
        }
    }

    private static IEnumerable<DateOnly> DaysOf(DeadlineRequest request)
    {
        yield return request.Today;
        foreach (var fact in request.Facts.Values)
        {
            yield return fact switch
            {
                Fact.OnDay on => on.Day,
                Fact.AtInstant at => GermanDay.Of(at.Instant),
                Fact.Sent sent => sent.Dispatch.Sent,
                _ => throw new InvalidOperationException($"{fact} is a kind of fact that has no day."),
            };
            if (fact is Fact.Sent { Dispatch.Received: { } received })
                yield return received;
        }
        if (request.Set is SetPeriod.NamedDay set)
            yield return set.Day;
        foreach (var happened in request.Events)
        {
            yield return happened.Day;
            if (happened is ClockEvent.Extended { Until: { } until })
                yield return until;
            if (happened is ClockEvent.Suspended { Until: SetPeriod.NamedDay { Day: var last } })
                yield return last;
            if (happened is ClockEvent.Suspended { Delivered: { } delivered })
                yield return delivered;
        }
    }
}
