using IqWorkflows.Activities;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Deadlines;

/// <summary>A box whose deadline will not come any more.</summary>
internal sealed record WokenWait(string InstanceId, int Bookmark, object Payload);

/// <summary>Keeps the deadlines of a case as their facts have it: whatever is recorded, late or in any order, they are computed anew from all of it.</summary>
internal sealed class DeadlineKeeping(RuleBook rules)
{
    /// <summary>The occasion under which somebody hears that an authority has changed its period.</summary>
    private const string ChangedPeriod = "M20";

    private readonly DeadlineRules _law = new(rules.Deadlines, rules.Facts, rules.Professions, rules.Authorities);
    private readonly DeadlineText _german = new(rules.Deadlines, Language.German);
    private readonly DeadlineText _english = new(rules.Deadlines, Language.English);

    /// <summary>Begins to watch a deadline. One of the same code and object that is watched already goes on.</summary>
    /// <returns>Its id.</returns>
    public string Start(Turn turn, CaseView view, string id, string code, ObjectRef about, DateTimeOffset now)
    {
        if (Newest(DeadlineTable.Of(turn, view.CaseId), code, about.ToString()) is { State: not DeadlineState.Stopped } watched)
            return watched.Id;
        var row = new CaseDeadlineRow { Id = id, CaseId = view.CaseId, Object = about.ToString(), Code = code, StartedAt = now, ChangedAt = now };
        DeadlineTable.Insert(turn, Computed(turn, view, row, now));
        return id;
    }

    /// <summary>Ends the watch over a deadline; unknown or stopped before, nothing changes.</summary>
    public static void Stop(Turn turn, string caseId, string code, string about, DateTimeOffset now)
    {
        foreach (var row in DeadlineTable.Of(turn, caseId).Where(row => row.Code == code && row.Object == about && row.State != DeadlineState.Stopped))
            DeadlineTable.Update(turn, With(row, DeadlineState.Stopped, now));
    }

    /// <summary>Computes all watched deadlines anew.</summary>
    public void Recompute(Turn turn, CaseView view, DateTimeOffset now)
    {
        foreach (var row in DeadlineTable.Of(turn, view.CaseId))
        {
            if (row.State != DeadlineState.Stopped && Computed(turn, view, row, now) is var computed && !Same(row, computed))
                DeadlineTable.Update(turn, computed);
        }
    }

    /// <summary>Computes anew and moves the timers of the boxes that wait.</summary>
    /// <returns>Boxes whose deadline has ended or is not watched any more.</returns>
    public IReadOnlyList<WokenWait> Settle(Turn turn, CaseView view, DateTimeOffset now)
    {
        Recompute(turn, view, now);
        var woken = new List<WokenWait>();
        var waits = DeadlineTable.Waits(turn, view.CaseId);
        if (waits.Count == 0)
            return woken;
        var rows = DeadlineTable.Of(turn, view.CaseId);
        foreach (var wait in waits)
        {
            var deadline = Newest(rows, wait.Code, wait.Object);
            if (deadline is null or { State: DeadlineState.Stopped or DeadlineState.Ended })
            {
                woken.Add(new WokenWait(wait.InstanceId, wait.Bookmark, new Activities.CaseAnswer("Stopped").ToPayload()));
                continue;
            }
            var due = deadline.State == DeadlineState.Running ? Due(view, deadline, wait.WaitFor) : null;
            if (due != wait.DueAt)
                DeadlineTable.SetDue(turn, wait, due);
        }
        return woken;
    }

    /// <summary>The deadline of a code and object that counts.</summary>
    public static CaseDeadlineRow? Newest(IReadOnlyList<CaseDeadlineRow> rows, string code, string about) => rows.LastOrDefault(row => row.Code == code && row.Object == about);

    /// <summary>The morning that lies so far from the deadline.</summary>
    private DateTimeOffset? Due(CaseView view, CaseDeadlineRow deadline, string offset) =>
        deadline.EndOn is { } end && DayOffset.TryParse(offset, out var length) ? CaseDays.Morning(CaseDays.After(end, length, rules, CaseDays.PlaceOf(view))) : null;

    private CaseDeadlineRow Computed(Turn turn, CaseView view, CaseDeadlineRow row, DateTimeOffset now)
    {
        var about = ObjectRef.Parse(row.Object) ?? throw new InvalidDataException($"The deadline {row.Id} belongs to \"{row.Object}\", which is no object.");
        var request = DeadlineInput.Of(view, about, row.Code, _law, GermanDay.Of(now));
        request = request with { Events = [.. request.Events, .. AppliedAgainstTheRule(turn, view, row, request.Events)] };
        return rules.Deadlines.Evaluate(row.Code, request) switch
        {
            DeadlineOutcome.Computed computed => With(turn, row, DeadlineState.Running, computed.Deadline, null, now),
            DeadlineOutcome.Paused paused => With(turn, row, DeadlineState.Paused, paused.IfEndedToday, paused.Since, now),
            DeadlineOutcome.Ended ended => With(turn, row, DeadlineState.Ended, ended.Deadline, null, now),
            DeadlineOutcome.NotComputable not => NotComputable(row, not.Reasons, now),
            var other => throw new InvalidOperationException($"{other} is an outcome without a state."),
        };
    }

    /// <summary>
    /// What a procedure applied although the rule of the deadline does not know it: the facts give no such event, but whoever looks at the deadline must see that the
    /// authority acted so, and that it does not count.
    /// </summary>
    private static IEnumerable<ClockEvent> AppliedAgainstTheRule(Turn turn, CaseView view, CaseDeadlineRow row, IReadOnlyList<ClockEvent> known)
    {
        foreach (var applied in DeadlineTable.ClockEvents(turn, view.CaseId).Where(applied => applied.Code == row.Code && applied.Object == row.Object))
        {
            if (ObjectRef.Parse(applied.CausedBy) is not { } reference || view.Find(reference) is not { } by)
                continue;
            var isSuspension = applied.Cause.Length > 0;
            var day = by.Day("started_on") ?? by.Day("announced_on") ?? by.Day("notified_on") ?? by.Day("received_on") ?? by.Day("dated_on");
            if (day is null || known.Any(other => other is ClockEvent.Suspended == isSuspension))
                continue;
            var end = by.Day("period_end") ?? by.Day("ended_on");
            yield return isSuspension
                ? new ClockEvent.Suspended(day.Value, end is null ? null : new SetPeriod.NamedDay(end.Value), applied.Cause)
                : new ClockEvent.Extended(day.Value, Length.TryParse(by.Text("length"), out var length) ? length : null, by.Day("new_end"), by["reasoned"] is not false);
        }
    }

    private CaseDeadlineRow With(Turn turn, CaseDeadlineRow row, DeadlineState state, Deadline deadline, DateOnly? pausedSince, DateTimeOffset now)
    {
        foreach (var flag in deadline.Flags.Where(flag => IsInadmissible(flag)))
            AskToCheck(turn, row, flag, now);
        return new CaseDeadlineRow
        {
            Id = row.Id,
            CaseId = row.CaseId,
            Object = row.Object,
            Code = row.Code,
            State = state,
            StartOn = deadline.Start,
            RawEndOn = deadline.RawEnd,
            EndOn = deadline.End,
            WarnOn = deadline.WarnBy,
            OverAt = deadline.Over,
            AnnouncedOn = deadline.Announced,
            PausedSince = pausedSince,
            Derivation = DerivationLine.Write(DerivationLine.Of(deadline, _german, _english)),
            Flags = ReasonJson.Write(deadline.Flags),
            StartedAt = row.StartedAt,
            ChangedAt = now,
        };
    }

    /// <summary>An act that has no effect is shown to the counsellor once: each act, not each time the deadline is computed.</summary>
    private void AskToCheck(Turn turn, CaseDeadlineRow row, Cases.Reason flag, DateTimeOffset now)
    {
        var name = rules.Deadlines.Find(row.Code)?.Name ?? new LocalText(row.Code, row.Code);
        CaseTasks.Open(
            turn,
            new NewCaseTask(row.CaseId, $"{name.German}: {_german.Sentence(flag)}", $"{name.English}: {_english.Sentence(flag)}", "COUNSELLOR")
            {
                Level = "L1",
                Object = row.Object,
                Occasion = ChangedPeriod,
                Why = flag,
                OnceKey = $"{row.CaseId} {row.Object} {row.Code} {flag}",
            },
            now);
    }

    /// <summary>Codes say which acts do not count; all others are things to check, shown with the deadline.</summary>
    private static bool IsInadmissible(Cases.Reason flag) =>
        flag.Code.StartsWith("UNZULAESSIG_", StringComparison.Ordinal) || flag.Code.StartsWith("WIRKUNGSLOS_", StringComparison.Ordinal);

    private static CaseDeadlineRow NotComputable(CaseDeadlineRow row, IReadOnlyList<Cases.Reason> reasons, DateTimeOffset now) => new()
    {
        Id = row.Id,
        CaseId = row.CaseId,
        Object = row.Object,
        Code = row.Code,
        State = DeadlineState.NotComputable,
        Flags = ReasonJson.Write(reasons),
        StartedAt = row.StartedAt,
        ChangedAt = now,
    };

    private static CaseDeadlineRow With(CaseDeadlineRow row, DeadlineState state, DateTimeOffset now) => new()
    {
        Id = row.Id,
        CaseId = row.CaseId,
        Object = row.Object,
        Code = row.Code,
        State = state,
        StartOn = row.StartOn,
        RawEndOn = row.RawEndOn,
        EndOn = row.EndOn,
        WarnOn = row.WarnOn,
        OverAt = row.OverAt,
        AnnouncedOn = row.AnnouncedOn,
        PausedSince = row.PausedSince,
        Derivation = row.Derivation,
        Flags = row.Flags,
        StartedAt = row.StartedAt,
        ChangedAt = now,
    };

    private static bool Same(CaseDeadlineRow a, CaseDeadlineRow b) =>
        a.State == b.State && a.StartOn == b.StartOn && a.RawEndOn == b.RawEndOn && a.EndOn == b.EndOn && a.WarnOn == b.WarnOn && a.OverAt == b.OverAt
        && a.AnnouncedOn == b.AnnouncedOn && a.PausedSince == b.PausedSince && a.Derivation == b.Derivation && a.Flags == b.Flags;
}
