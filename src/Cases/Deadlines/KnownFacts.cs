using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>A fact with its day, how that day came about, and what is doubtful about it.</summary>
/// <param name="Instant">Null when only the day is known.</param>
/// <param name="EarlierForWarnings">An earlier day that is possible too; null when there is none.</param>
internal sealed record KnownFact(
    string Code, DateOnly Day, DateTimeOffset? Instant, DateOnly? EarlierForWarnings, IReadOnlyList<DerivationStep> Story, IReadOnlyList<Reason> Flags)
{
    public DateTimeOffset InstantOrDayStart => Instant ?? GermanDay.StartOf(Day);
}

/// <summary>The facts of a request, with the days that follow from letters sent.</summary>
internal sealed class KnownFacts(DeadlineRequest request, NotificationRules notification)
{
    public KnownFact? FirstOf(IReadOnlyList<string> codes) => codes.Select(Find).FirstOrDefault(fact => fact is not null);

    public KnownFact? Find(string code) => request.Facts.GetValueOrDefault(code) switch
    {
        null => null,
        Fact.OnDay on => new KnownFact(code, on.Day, null, null, [new DerivationStep.Started(on.Day, code)], []),
        Fact.AtInstant at => AtInstant(code, at.Instant),
        Fact.Sent sent => Notified(code, sent.Dispatch),
        var other => throw new InvalidOperationException($"{other} is a kind of fact that has no day."),
    };

    /// <summary>Why none of these facts has a day.</summary>
    public Reason ReasonFor(IReadOnlyList<string> codes) => codes.FirstOrDefault(request.Facts.ContainsKey) is { } sent
        ? new Reason(DeadlineReason.NotNotified, sent)
        : new Reason(DeadlineReason.MissingFact, [.. codes]);

    /// <summary>Facts told before the start, in order of their days; those that came later do not belong to it.</summary>
    public IEnumerable<DerivationStep> Story(IReadOnlyList<string> codes, DateOnly until) =>
        codes.Select(Find).OfType<KnownFact>().Where(fact => fact.Day <= until).OrderBy(fact => fact.Day).Select(fact => new DerivationStep.Known(fact.Day, fact.Code));

    private static KnownFact AtInstant(string code, DateTimeOffset instant)
    {
        var day = GermanDay.Of(instant);
        return new KnownFact(code, day, instant, null, [new DerivationStep.Started(day, code)], []);
    }

    private KnownFact? Notified(string code, Dispatch dispatch)
    {
        if (Periods.Notification.Of(dispatch, request.Place.Land, notification) is not { } notified)
            return null;

        var flags = new List<Reason>();
        if (notified.IsAssumption)
            flags.Add(new Reason(DeadlineReason.NotificationAssumed, notified.Days!, dispatch.Issuer ?? request.Place.Land?.ToString() ?? Periods.Notification.Federal));
        if (notified.EarlierForWarnings is { } earlier)
            flags.Add(new Reason(DeadlineReason.NotificationUnknown, notified.Day, earlier));
        return new KnownFact(code, notified.Day, null, notified.EarlierForWarnings,
            [
                new DerivationStep.Sent(dispatch.Sent, dispatch.Channel),
                new DerivationStep.CountsAsNotified(notified.Day, notified.Days, notified.Source, notified.IsAssumption),
                new DerivationStep.Started(notified.Day, code),
            ],
            flags);
    }
}
