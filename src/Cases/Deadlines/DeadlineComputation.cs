using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>One deadline of one row, on its way from its facts to its end.</summary>
internal sealed class DeadlineComputation
{
    private readonly DeadlineCatalog _catalog;
    private readonly DeadlineRule _rule;
    private readonly DeadlineRow _row;
    private readonly DeadlineRequest _request;
    private readonly KnownFacts _facts;
    private readonly KnownFact? _start;
    private readonly bool _learnedTooLate;
    private readonly List<DerivationStep> _steps = [];
    private readonly List<Reason> _flags = [];

    public DeadlineComputation(DeadlineCatalog catalog, DeadlineRule rule, DeadlineRow row, DeadlineRequest request)
    {
        (_catalog, _rule, _row, _request) = (catalog, rule, row, request);
        _facts = new KnownFacts(request, catalog.Notification);
        var main = _facts.FirstOf(row.Start);
        var knowledge = row.Late is { } late ? _facts.Find(late.Start) : null;
        _learnedTooLate = knowledge is not null && (main is null || knowledge.Day > Counting.DayBefore(main.Day, row.Length!.Value));
        _start = _learnedTooLate ? knowledge : main;
        if (row.Late is not null && main is null)
            _flags.Add(new Reason(DeadlineReason.MainPeriodUnknown, row.Start[0]));
        else if (row.Late is not null && knowledge is null)
            _flags.Add(new Reason(DeadlineReason.KnowledgeUnknown, row.Late.Start));
    }

    /// <summary>Day of the fact that sets the period in motion; only after <see cref="ReasonsAgainst"/> found nothing.</summary>
    public DateOnly Start => _start?.Day ?? throw new InvalidOperationException($"{_rule.Code} has no start fact.");

    public List<Reason> ReasonsAgainst()
    {
        var reasons = new List<Reason>();
        if (_start is null)
            reasons.Add(_facts.ReasonFor(_row.Late is { } late ? [.. _row.Start, late.Start] : _row.Start));
        if (_row.Rule == CountingRule.AsSet && _request.Set is null)
            reasons.Add(new Reason(DeadlineReason.MissingPeriod, _rule.Code));
        if (_request.Set is not null && _row.Rule != CountingRule.AsSet && !_row.LengthMayBeSet)
            reasons.Add(new Reason(DeadlineReason.PeriodNotSetHere, _rule.Code));
        reasons.AddRange(LengthsGiven().Where(length => !length.IsByCalendar).Select(length => new Reason(DeadlineReason.LengthNotCountable, length)));
        return reasons;
    }

    public DeadlineOutcome Outcome()
    {
        var course = Counted(Start);
        var deadline = Deadline(course);
        if (_row.EndsWith.Select(_facts.Find).OfType<KnownFact>().OrderBy(fact => fact.Day).FirstOrDefault() is { } ended
            && !(_row.DeemedApproved && ended.Day > deadline.End)) // what is deemed approved cannot be stopped any more
            return new DeadlineOutcome.Ended(ended.Day, ended.Code, deadline);
        return course.PausedSince is { } since ? new DeadlineOutcome.Paused(since, deadline) : new DeadlineOutcome.Computed(deadline);
    }

    private IEnumerable<Length> LengthsGiven()
    {
        if (_request.Set is SetPeriod.OfLength set)
            yield return set.Length;
        foreach (var happened in _request.Events)
        {
            if (happened is ClockEvent.Extended { By: { } by })
                yield return by;
            if (happened is ClockEvent.Suspended { Until: SetPeriod.OfLength until })
                yield return until.Length;
        }
    }

    private Deadline Deadline(PeriodCourse course)
    {
        var (raw, end) = Finish(course);
        var over = IsInHours ? _start!.InstantOrDayStart + TimeSpan.FromHours(_row.Length!.Value.Count)
            : _row.Rule == CountingRule.NotBefore ? GermanDay.StartOf(end) : GermanDay.EndOf(end);
        CheckPlace(end);
        if (_row.IsAssumption)
            _flags.Add(new Reason(DeadlineReason.Assumption, _row.Source));
        return new Deadline
        {
            Rule = _rule,
            Row = _row,
            Start = Start,
            RawEnd = raw,
            End = end,
            Over = over,
            WarnBy = EarlierEnd() is { } earlier && earlier < end ? earlier : end,
            Announced = course.Announced,
            DeemedApprovedFrom = _row.DeemedApproved ? end.AddDays(1) : null,
            DaysLeft = end.DayNumber - _request.Today.DayNumber,
            Derivation = [.. _steps],
            Flags = [.. course.Flags, .. _flags],
        };
    }

    /// <summary>From the start fact to the end before the weekend rule, with what happened to the period in between.</summary>
    private PeriodCourse Counted(DateOnly start)
    {
        _steps.AddRange(_facts.Story(_row.Context, until: start));
        _steps.AddRange(_start!.Story);
        _flags.AddRange(_start.Flags);

        var (end, first, stands) = CountedEnd(start);
        var period = new RunningPeriod(
            first, end, ShiftSource is not null, _row.Suspensions, _row.Extensions, _request.Circumstances, _catalog.Holidays, _request.Place, stands);
        var course = period.After(_request.Events, _request.SuspensionEnd, _request.Today);
        _steps.AddRange(course.Steps);
        return course;
    }

    private (DateOnly End, DateOnly First, bool Stands) CountedEnd(DateOnly start)
    {
        if (_learnedTooLate)
            return (After(start, _row.Late!.Length, _row.Late.Source), start.AddDays(1), false);

        switch (_row.Rule)
        {
            case CountingRule.OnDay:
                return (start, start, false);
            case CountingRule.Before:
                return (Counts(Counting.DayBefore(start, OwnLength), backwards: true, onMonthEnd: false), start, false);
            case CountingRule.Beginning:
                return (Counts(Counting.LastDayFrom(start, OwnLength), backwards: false, onMonthEnd: false), start, false);
            case CountingRule.YearEnd:
                var yearEnd = Counting.LastDayAfterYearEnd(start, OwnLength);
                _steps.Add(new DerivationStep.CountedFromYearEnd(yearEnd, new DateOnly(start.Year, 12, 31), OwnLength, _row.Source));
                return (yearEnd, new DateOnly(start.Year, 12, 31).AddDays(1), false);
            case var _ when IsInHours:
                return (LastDayInHours(), start, false);
            case var _ when _request.Set is SetPeriod.NamedDay named:
                _steps.Add(new DerivationStep.Named(named.Day, _row.Source));
                return (named.Day, start.AddDays(1), named.Stands);
            default:
                return (After(start, OwnLength, _row.Source), start.AddDays(1), false);
        }

        DateOnly Counts(DateOnly end, bool backwards, bool onMonthEnd)
        {
            _steps.Add(new DerivationStep.Counted(end, start, OwnLength, backwards, onMonthEnd, _row.Source));
            return end;
        }
    }

    private Length OwnLength => _request.Set is SetPeriod.OfLength set ? set.Length
        : _row.Length ?? throw new InvalidOperationException($"{_rule.Code} has a row without a length.");

    private bool IsInHours => _row.Length is { Unit: LengthUnit.Hours } && _request.Set is null;

    private string? ShiftSource => _learnedTooLate ? _row.Late!.Shift : _row.Shift;

    private DateOnly After(DateOnly start, Length length, string source)
    {
        var end = EndAfter(start, length);
        _steps.Add(new DerivationStep.Counted(end, start, length, false, Counting.EndsOnMonthEndInstead(start, length), source));
        if (_row.Minimum is { } minimum && minimum.When.All(_request.Circumstances.Contains) && end < EndAfter(start, minimum.Length))
            _flags.Add(new Reason(DeadlineReason.AgreedTooShort, length, minimum.Length, minimum.Source));
        return end;
    }

    private DateOnly EndAfter(DateOnly start, Length length) => length.Unit == LengthUnit.Werktage
        ? _catalog.Holidays.WerktagAfter(start, length.Count, _request.Place)
        : Counting.LastDayAfter(start, length);

    /// <summary>The last day that lies wholly or partly before the hour; when only the day is known it is counted from 0:00, so that nobody is late.</summary>
    private DateOnly LastDayInHours()
    {
        if (_start!.Instant is null)
            _flags.Add(new Reason(DeadlineReason.DayInsteadOfHour, _start.Day));
        var until = _start.InstantOrDayStart + TimeSpan.FromHours(OwnLength.Count);
        var last = GermanDay.Of(until.AddTicks(-1));
        _steps.Add(new DerivationStep.CountedInHours(last, until, OwnLength, _row.Source));
        return last;
    }

    private (DateOnly Raw, DateOnly End) Finish(PeriodCourse course)
    {
        var raw = Limited(course.End);
        if (_row.Rule == CountingRule.NotBefore)
        {
            _steps.Add(new DerivationStep.Opened(raw.AddDays(1), _row.Source));
            return (raw, raw.AddDays(1));
        }
        if (ShiftSource is null || course.StandsAsNamed)
        {
            var why = course.StandsAsNamed ? NoShift.NamedDay : _row.Rule == CountingRule.Before && !_learnedTooLate ? NoShift.Backwards : NoShift.RuleDoesNotApply;
            _steps.Add(new DerivationStep.NotShifted(raw, why, _request.Place));
            return (raw, raw);
        }

        var shifted = _catalog.Holidays.Shift(raw, _request.Place);
        _steps.Add(shifted.Passed.Count == 0
            ? new DerivationStep.NotShifted(raw, NoShift.WorkingDay, _request.Place)
            : new DerivationStep.Shifted(shifted.Day, shifted.Passed, _request.Place, ShiftSource));
        return (raw, shifted.Day);
    }

    private DateOnly Limited(DateOnly end)
    {
        if (_row.Limit is not { } limit)
            return end;
        if (_facts.Find(limit.Start) is not { } fact)
        {
            _flags.Add(new Reason(DeadlineReason.LimitNotChecked, limit.Start, limit.Length, limit.Source));
            return end;
        }
        var most = Counting.LastDayAfter(fact.Day, limit.Length);
        if (most >= end)
            return end;
        _steps.Add(new DerivationStep.Limited(most, limit.Start, limit.Length, limit.Source));
        return most;
    }

    private void CheckPlace(DateOnly end)
    {
        if (ShiftSource is null)
            return;
        if (_request.Place.Land is null)
            _flags.Add(new Reason(DeadlineReason.PlaceAbroad));
        else if (_catalog.Holidays.DoubtfulOn(end, _request.Place) is { } doubtful)
            _flags.Add(new Reason(DeadlineReason.DoubtfulHoliday, end, new LocalText(doubtful.GermanName, doubtful.EnglishName)));
    }

    /// <summary>The end that follows from the earlier of two possible days of notification; null when only one is possible.</summary>
    private DateOnly? EarlierEnd()
    {
        if (_start!.EarlierForWarnings is not { } earlier)
            return null;
        var facts = new Dictionary<string, Fact>(_request.Facts) { [_start.Code] = Fact.On(earlier) };
        var other = new DeadlineComputation(_catalog, _rule, _row, _request with { Facts = facts });
        return other.Finish(other.Counted(earlier)).End;
    }
}
