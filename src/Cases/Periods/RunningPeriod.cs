namespace IqWorkflows.Cases.Periods;

/// <summary>A period that began and to which suspensions and extensions happen, in the order of their days.</summary>
/// <param name="FirstDay">First day that counts; before it nothing can be suspended.</param>
/// <param name="End">Its last day before any event and before the weekend rule.</param>
/// <param name="Shifts">Whether the weekend rule applies to its end.</param>
/// <param name="StandsAsNamed">Whether its end is a named day that stands even on a weekend.</param>
public sealed record RunningPeriod(
    DateOnly FirstDay, DateOnly End, bool Shifts, SuspensionRule? Suspensions, ExtensionRule? Extensions, IReadOnlySet<string> Circumstances,
    HolidayCalendar Calendar, Place Place, bool StandsAsNamed = false)
{
    /// <param name="today">Until when a suspension whose end is not known is counted.</param>
    public PeriodCourse After(IEnumerable<ClockEvent> events, SuspensionEnd suspensionEnd, DateOnly today)
    {
        var course = new PeriodCourse(this, suspensionEnd, today);
        foreach (var happened in InOrder(events))
            course.Apply(happened);
        return course;
    }

    /// <summary>By event day, on the same day suspensions before extensions; then by content, so that the order of recording cannot matter even for equal days.</summary>
    private static IEnumerable<ClockEvent> InOrder(IEnumerable<ClockEvent> events) => events
        .OrderBy(happened => happened.Day)
        .ThenBy(happened => happened is ClockEvent.Extended)
        .ThenBy(happened => happened.ToString(), StringComparer.Ordinal);
}

/// <summary>Where a period stands after its events: its end, how it came to it, and what was flagged.</summary>
public sealed class PeriodCourse
{
    private readonly RunningPeriod _period;
    private readonly SuspensionEnd _suspensionEnd;
    private readonly DateOnly _today;
    private readonly SuspendedTime _suspended = new();
    private readonly List<DerivationStep> _steps = [];
    private readonly List<Reason> _flags = [];
    private int _extensions;

    internal PeriodCourse(RunningPeriod period, SuspensionEnd suspensionEnd, DateOnly today) =>
        (_period, _suspensionEnd, _today, End, StandsAsNamed) = (period, suspensionEnd, today, period.End, period.StandsAsNamed);

    /// <summary>Last day before the weekend rule; extensions and suspensions attach here, never to a shifted end (BGB § 190).</summary>
    public DateOnly End { get; private set; }

    /// <summary>The end is a day that the authority named pointing to the rule, so it is not shifted (VwVfG § 31 Abs. 3 S. 2).</summary>
    public bool StandsAsNamed { get; private set; }

    /// <summary>First day of a suspension whose end is not known; until then <see cref="End"/> is only the earliest end possible.</summary>
    public DateOnly? PausedSince { get; private set; }

    /// <summary>The day an inadmissible extension announced, which does not count; or null.</summary>
    public DateOnly? Announced { get; private set; }

    public IReadOnlyList<DaySpan> Suspended => _suspended.Spans;

    public IReadOnlyList<DerivationStep> Steps => _steps;

    public IReadOnlyList<Reason> Flags => _flags;

    private DateOnly EndWithShift => _period.Shifts && !StandsAsNamed ? _period.Calendar.Shift(End, _period.Place).Day : End;

    internal void Apply(ClockEvent happened)
    {
        switch (happened)
        {
            case ClockEvent.Suspended suspended when ReasonAgainst(suspended) is { } reason:
                _flags.Add(reason);
                break;
            case ClockEvent.Suspended suspended:
                Suspend(suspended, _period.Suspensions!.Causes.First(cause => cause.Code == suspended.Cause));
                break;
            case ClockEvent.Extended extended when ReasonAgainst(extended) is { } reason:
                _flags.Add(reason);
                Announced = extended.Until ?? (extended.By is { } by ? ExtendedBy(by) : Announced);
                break;
            case ClockEvent.Extended extended:
                Extend(extended, _period.Extensions!);
                break;
        }
    }

    private Reason? ReasonAgainst(ClockEvent.Suspended suspended)
    {
        if (_period.Suspensions is not { } rule)
            return new Reason(ClockFlag.SuspensionNotProvided, suspended.Day);
        if (string.IsNullOrWhiteSpace(suspended.Cause))
            return new Reason(ClockFlag.SuspensionWithoutReason, suspended.Day);
        if (rule.Ineffective.TryGetValue(suspended.Cause, out var source))
            return new Reason(ClockFlag.SuspensionIneffective, suspended.Day, source);
        if (rule.Causes.FirstOrDefault(cause => cause.Code == suspended.Cause) is not { } ground)
            return new Reason(ClockFlag.SuspensionOnThatGroundNotProvided, suspended.Day, suspended.Cause);
        if (LastDayOf(suspended, ground) is { } last && last < suspended.Day)
            return new Reason(ClockFlag.SuspensionEndsBeforeItBegins, suspended.Day, last);
        if (suspended.Day > EndWithShift)
            return new Reason(ClockFlag.SuspensionAfterEnd, suspended.Day, EndWithShift);
        return LastDayOf(suspended, ground) < _period.FirstDay ? new Reason(ClockFlag.SuspensionBeforeStart, suspended.Day, _period.FirstDay) : null;
    }

    private void Suspend(ClockEvent.Suspended suspended, SuspensionCause cause)
    {
        var last = LastDayOf(suspended, cause);
        if (last is null)
            PausedSince = PausedSince < suspended.Day ? PausedSince : suspended.Day;

        // Time before the period began was never part of it, so it cannot be taken out of it.
        var span = new DaySpan(Max(suspended.Day, _period.FirstDay), last ?? Max(_today, suspended.Day));
        if (_suspended.Add(span) is not (> 0 and var added))
            return;

        // A suspension may begin on a weekend after an end that was about to be shifted; even then the period does not end before it.
        End = Max(End.AddDays(added), span.Last);
        StandsAsNamed = false;
        _steps.Add(new DerivationStep.Suspended(End, span, added, suspended.Cause!, cause.Source));
    }

    /// <summary>
    /// A suspension by a request ends with the period that the authority set, after the weekend rule, even if the client delivers earlier (BQFG § 6 Abs. 4 S. 1);
    /// by another procedure with its end (S. 2).
    /// </summary>
    private DateOnly? LastDayOf(ClockEvent.Suspended suspended, SuspensionCause cause)
    {
        DateOnly? last = suspended.Until switch
        {
            SetPeriod.OfLength { Length: var length } => ShiftedWhenPeriod(Counting.LastDayAfter(suspended.Day, length)),
            SetPeriod.NamedDay { Stands: true } named => named.Day,
            SetPeriod.NamedDay named => ShiftedWhenPeriod(named.Day),
            _ => null,
        };
        return _suspensionEnd == SuspensionEnd.Delivery && suspended.Delivered is { } delivered && !(last <= delivered) ? delivered : last;

        DateOnly ShiftedWhenPeriod(DateOnly day) => cause.EndsWithPeriod ? _period.Calendar.Shift(day, _period.Place).Day : day;
    }

    private Reason? ReasonAgainst(ClockEvent.Extended extended)
    {
        if (_period.Extensions is not { } rule)
            return new Reason(ClockFlag.ExtensionNotProvided, extended.Day);
        if (_extensions >= rule.Times)
            return new Reason(ClockFlag.SecondExtension, extended.Day, rule.Source);
        if (extended.Day > EndWithShift && !rule.IsRetroactive)
            return new Reason(ClockFlag.ExtensionAfterEnd, extended.Day, EndWithShift);
        if (rule.NeedsReason && !extended.IsReasoned)
            return new Reason(ClockFlag.ExtensionWithoutReason, extended.Day, rule.Source);
        if (extended.By is null && extended.Until is null)
            return new Reason(ClockFlag.ExtensionWithoutLength, extended.Day);
        return extended.Until <= End ? new Reason(ClockFlag.ExtensionShortens, extended.Day, extended.Until, End) : null;
    }

    private void Extend(ClockEvent.Extended extended, ExtensionRule rule)
    {
        var computed = extended.By is { } by ? ExtendedBy(by) : (DateOnly?)null;
        var end = extended.Until ?? computed ?? throw new InvalidOperationException($"The extension of {extended.Day:O} has neither length nor day.");
        if (computed is not null && computed != end)
            _flags.Add(new Reason(ClockFlag.NamedDayDiffers, end, computed));

        var limit = rule.Limits.FirstOrDefault(limit => limit.When.All(_period.Circumstances.Contains));
        var stands = extended.Stands && extended.Until is not null;
        if (limit is not null && ExtendedBy(limit.AtMost) is var most && end > most)
        {
            _flags.Add(new Reason(limit.Flag, end, limit.AtMost, limit.Source));
            (Announced, end, stands) = (end, most, false);
        }
        else if (computed == end && extended.By is { Unit: LengthUnit.Months or LengthUnit.Years } months && Counting.LastDayAfter(End, months) is var naive && naive != end)
        {
            _flags.Add(new Reason(ClockFlag.MonthEnd, end, naive));
        }

        _extensions++;
        _steps.Add(new DerivationStep.Extended(end, End, end == Announced || computed != end ? null : extended.By, extended.Day, rule.Source));
        (End, StandsAsNamed) = (end, stands);
    }

    /// <summary>Old and new time are one unit, and the new begins with the day after the unshifted old end (BGB §§ 190, 187 Abs. 2).</summary>
    private DateOnly ExtendedBy(Length length) => Counting.LastDayFrom(End.AddDays(1), length);

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
