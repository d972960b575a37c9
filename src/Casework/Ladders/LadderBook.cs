using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Keeps the ladders of cases: opens them, plans their rungs anew whenever the days they hang on change, begins them again, ends them.</summary>
internal sealed class LadderBook(OccasionCatalog occasions, DeadlineCatalog deadlines, CaseReading reading, DeadlineKeeping watching)
{
    public OccasionCatalog Occasions => occasions;

    public HolidayCalendar Calendar => deadlines.Holidays;

    /// <summary>Opens the ladder of an occasion. One that runs already for the same object goes on, unless another day was named: then it begins again from there.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="code">Code of the table of occasions.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="deadlineId">The deadline it hangs on; null: the newest of those that the occasion names and that belong to the object, if there is one.</param>
    /// <param name="day">The day it counts from; null: the day of the fact that the occasion names, else today.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="CaseRefusedException">There is no such occasion, or no such case.</exception>
    public void Open(Turn turn, string caseId, string code, ObjectRef about, string? deadlineId, DateOnly? day, DateTimeOffset now)
    {
        if (occasions.Find(code) is not { } occasion)
            throw new CaseRefusedException(caseId, new Cases.Reason(LadderReason.OccasionUnknown, code));
        if (reading.Read(turn, caseId) is not { } view)
            throw new CaseRefusedException(caseId, new Cases.Reason(CaseReason.CaseUnknown, caseId));
        Open(turn, occasion, SituationOf(turn, view, now), about, deadlineId, day, now);
    }

    /// <summary>Ends what still runs of an occasion for an object. Nothing happens when nothing does.</summary>
    /// <exception cref="CaseRefusedException">There is no such occasion.</exception>
    public void Stop(Turn turn, string caseId, string code, ObjectRef about, Cases.Reason why, DateTimeOffset now)
    {
        if (occasions.Find(code) is null)
            throw new CaseRefusedException(caseId, new Cases.Reason(LadderReason.OccasionUnknown, code));
        foreach (var ladder in LadderTable.Running(turn, caseId).Where(ladder => ladder.Occasion == code && ladder.About == about.ToString()))
            End(turn, ladder, why, now);
        foreach (var ladder in LadderTable.DoneWithOpenTasks(turn, caseId).Where(ladder => ladder.Occasion == code && ladder.About == about.ToString()))
            RungTasks.Withdraw(turn, RungTable.Of(turn, ladder.Id), why, now);
    }

    /// <summary>Ends whatever still runs for a case.</summary>
    public void StopAll(Turn turn, string caseId, Cases.Reason why, DateTimeOffset now)
    {
        foreach (var ladder in LadderTable.Running(turn, caseId))
            End(turn, ladder, why, now);
    }

    /// <summary>The facts or the deadlines of a case have changed: ladders end, begin again, or are planned anew.</summary>
    public void Review(Turn turn, CaseView view, DateTimeOffset now)
    {
        if (Erasure.DayOf(view) is not null)
            return; // there is nobody any more whom to remind or remind of
        var situation = SituationOf(turn, view, now);
        var running = LadderTable.Running(turn, view.CaseId);
        foreach (var occasion in occasions.Occasions.Where(occasion => occasion.OpensAbout is null && occasion.OpensWhen?.Holds(situation, ObjectRef.Case, null) == true))
        {
            if (!running.Exists(ladder => ladder.Occasion == occasion.Code))
                Open(turn, occasion, situation, ObjectRef.Case, null, null, now);
        }
        OpenAboutObjects(turn, view, situation, now);
        foreach (var ladder in running)
            Review(turn, ladder, situation, now);
        var done = LadderTable.DoneWithOpenTasks(turn, view.CaseId);
        foreach (var ladder in done)
        {
            if (occasions.Find(ladder.Occasion) is { } occasion && ReasonToEnd(ladder, occasion, situation) is { } end)
                RungTasks.Withdraw(turn, RungTable.Of(turn, ladder.Id), end, now);
        }
        foreach (var ladder in running.Concat(done))
            WithdrawNeedless(turn, ladder, situation, now);
    }

    /// <summary>A rung that asked for something under a condition asks no longer once that does not hold: nobody releases a protocol that was released.</summary>
    private void WithdrawNeedless(Turn turn, LadderRow ladder, Situation situation, DateTimeOffset now)
    {
        if (occasions.Find(ladder.Occasion) is not { } occasion || !occasion.Rungs.Any(IsConditionalTask))
            return;
        var needless = RungTable.Of(turn, ladder.Id)
            .Where(row => row is { State: RungState.Done, Made: not null } && occasion.Find(row.Rung) is { } rung && IsConditionalTask(rung) && !rung.When!.Holds(situation, AboutOf(ladder), ladder.OpenedOn)); // it has a condition
        RungTasks.Withdraw(turn, needless, new Cases.Reason(LadderReason.NotApplicable), now);
    }

    private static bool IsConditionalTask(Rung rung) => rung is { When: not null, Form: RungForm.Task or RungForm.Escalation };

    /// <summary>Plans the ladder anew after one of its rungs was its turn, since what follows counts from that day.</summary>
    public void GoOn(Turn turn, long ladderId, Situation situation, DateTimeOffset now)
    {
        if (LadderTable.Find(turn, ladderId) is { State: LadderState.Running } ladder && occasions.Find(ladder.Occasion) is { } occasion)
            PlanAnew(turn, ladder, occasion, DaysOf(ladder, occasion, situation), situation, now);
    }

    /// <summary>Plans a running ladder anew because the table has changed. Rungs that had their turn stay as they are; nothing is sent for days that are past.</summary>
    public void Replan(Turn turn, long ladderId, DateTimeOffset now)
    {
        if (LadderTable.Find(turn, ladderId) is { State: LadderState.Running } ladder && occasions.Find(ladder.Occasion) is { } occasion && reading.Read(turn, ladder.CaseId) is { } view)
        {
            var situation = SituationOf(turn, view, now);
            PlanAnew(turn, ladder, occasion, DaysOf(ladder, occasion, situation), situation, now);
        }
    }

    public DateTimeOffset? TakenOverAt(Turn turn, string caseId) => reading.Read(turn, caseId)?.Value("case.taken_over_at") as DateTimeOffset?;

    public Situation SituationOf(Turn turn, CaseView view, DateTimeOffset now) =>
        Situation.Of(view, [.. DeadlineTable.Of(turn, view.CaseId).Select(DeadlineOf)], GermanDay.Of(now), occasions);

    /// <summary>The days that a ladder hangs on now.</summary>
    public static LadderDays DaysOf(LadderRow ladder, Occasion occasion, Situation situation)
    {
        var deadline = situation.Deadlines.FirstOrDefault(deadline => deadline.Id == ladder.DeadlineId);
        return new LadderDays(
            ladder.CountsFrom, deadline is not null, deadline is { IsRunning: true } ? deadline.End : null, deadline?.Class, ladder.Round,
            LadderDays.FactsOf(occasion, situation.View, AboutOf(ladder)));
    }

    public static ObjectRef AboutOf(LadderRow ladder) =>
        ObjectRef.Parse(ladder.About) ?? throw new InvalidDataException($"Ladder {ladder.Id} of {ladder.CaseId} is about \"{ladder.About}\", which is no object.");

    private void Open(Turn turn, Occasion occasion, Situation situation, ObjectRef about, string? deadlineId, DateOnly? day, DateTimeOffset now)
    {
        var caseId = situation.View.CaseId;
        var opened = LadderTable.Running(turn, caseId).Find(ladder => ladder.Occasion == occasion.Code && ladder.About == about.ToString());
        if (opened is not null && (day is null || day == opened.OpenedOn) && (deadlineId is null || deadlineId == opened.DeadlineId))
        {
            Review(turn, opened, situation, now);
            return;
        }
        var start = day ?? StartDay(occasion, situation, about) ?? situation.Today;
        if (opened is not null)
            Close(turn, opened, new Cases.Reason(LadderReason.OpenedAgain, start), now);
        var row = new LadderRow
        {
            CaseId = caseId,
            Occasion = occasion.Code,
            About = about.ToString(),
            DeadlineId = deadlineId ?? DeadlineFor(occasion, situation, about)?.Id,
            OpenedOn = start,
            HasNamedDay = day is not null,
            CountsFrom = start,
            OpenedAt = now,
        };
        var id = LadderTable.Insert(turn, row);
        var ladder = LadderTable.Find(turn, id) ?? throw new InvalidOperationException($"Ladder {id} of {caseId} is not there after it was opened.");
        if (RungDeciding.ReasonToStop(occasion, situation, about, start) is { } stop)
            End(turn, ladder, stop, now);
        else
            PlanAnew(turn, ladder, occasion, DaysOf(ladder, occasion, situation), situation, now);
        foreach (var other in occasion.Opens.Select(occasions.Find))
        {
            if (other is not null)
                Open(turn, other, situation, about, null, start, now);
        }
    }

    /// <summary>Opens what is opened by itself about objects: once about each, so that whatever is recorded afterwards starts nothing again.</summary>
    private void OpenAboutObjects(Turn turn, CaseView view, Situation situation, DateTimeOffset now)
    {
        var wanted = occasions.Occasions.Where(occasion => occasion.OpensAbout is not null)
            .SelectMany(occasion => view.Of(occasion.OpensAbout!) // filtered, and checked on reading
                .Where(found => occasion.OpensWhen!.Holds(situation, found.Ref, null) && RungDeciding.ReasonToStop(occasion, situation, found.Ref, StartDay(occasion, situation, found.Ref) ?? situation.Today) is null)
                .Select(found => (occasion, found.Ref)))
            .ToList();
        if (wanted.Count == 0)
            return;
        var opened = LadderTable.Of(turn, view.CaseId).Select(ladder => (ladder.Occasion, ladder.About)).ToHashSet();
        foreach (var (occasion, about) in wanted.Where(one => !opened.Contains((one.occasion.Code, one.Ref.ToString()))))
        {
            if (occasion.Watches is not { } code)
            {
                Open(turn, occasion, situation, about, null, null, now);
                continue;
            }
            var deadline = watching.Start(turn, view, $"{view.CaseId}:{about}:{code}", code, about, now);
            Open(turn, occasion, SituationOf(turn, view, now), about, deadline, null, now);
        }
    }

    private void Review(Turn turn, LadderRow ladder, Situation situation, DateTimeOffset now)
    {
        if (occasions.Find(ladder.Occasion) is not { } occasion)
            return; // the table has lost the line; what was planned ends when its turn comes
        if (ReasonToEnd(ladder, occasion, situation) is { } end)
        {
            End(turn, ladder, end, now);
            return;
        }
        var days = DaysOf(Moved(turn, ladder, occasion, situation, now), occasion, situation);
        if (BasisOf(days) != ladder.Basis)
            PlanAnew(turn, ladder, occasion, days, situation, now);
    }

    private static Cases.Reason? ReasonToEnd(LadderRow ladder, Occasion occasion, Situation situation)
    {
        if (RungDeciding.ReasonToStop(occasion, situation, AboutOf(ladder), ladder.OpenedOn) is { } stop)
            return stop;
        // Where other rungs count from something else, only those that hang on the deadline are lost.
        return situation.Deadlines.FirstOrDefault(deadline => deadline.Id == ladder.DeadlineId) is { IsRunning: false } over
            && occasion.Rungs.All(rung => rung.Base is RungStart.End or RungStart.Last) ? new Cases.Reason(LadderReason.DeadlineOver, over.Code) : null;
    }

    /// <summary>Lets the ladder count from the day of its fact, or from the last thing the client did.</summary>
    private static LadderRow Moved(Turn turn, LadderRow ladder, Occasion occasion, Situation situation, DateTimeOffset now)
    {
        if (!ladder.HasNamedDay && ladder.Round == 0 && StartDay(occasion, situation, AboutOf(ladder)) is { } start && start != ladder.CountsFrom)
            return Counting(turn, ladder, start, ladder.Round);
        if (!occasion.Restarts || situation.LastActivity is not { } active || active <= ladder.CountsFrom)
            return ladder;
        var why = new Cases.Reason(LadderReason.Restarted, active);
        var rungs = RungTable.Of(turn, ladder.Id).Where(rung => occasion.Find(rung.Rung)?.Base is RungStart.Start or RungStart.Last).ToList();
        foreach (var rung in rungs.Where(rung => rung.State == RungState.Planned))
            RungTable.End(turn, rung.Id, RungState.LeftOut, ReasonJson.Write([why]), null, now);
        RungTasks.Withdraw(turn, rungs, why, now); // what was asked because nothing came is settled by what came
        return Counting(turn, ladder, active, ladder.Round + 1);
    }

    private static LadderRow Counting(Turn turn, LadderRow ladder, DateOnly from, int round)
    {
        LadderTable.SetDays(turn, ladder.Id, from, round, "");
        return LadderTable.Find(turn, ladder.Id) ?? ladder;
    }

    private void PlanAnew(Turn turn, LadderRow ladder, Occasion occasion, LadderDays days, Situation situation, DateTimeOffset now)
    {
        var rungs = RungTable.Of(turn, ladder.Id).Where(rung => rung.Round == days.Round || occasion.Find(rung.Rung)?.Base is RungStart.End or RungStart.Fact).ToList();
        var waiting = rungs.Where(rung => rung.State == RungState.Planned).ToDictionary(rung => rung.Rung, StringComparer.Ordinal);
        var plan = new LadderPlanning(Calendar, CaseDays.PlaceOf(ladder.CaseId)).Plan(
            occasion, days, [.. rungs.Where(rung => rung.State != RungState.Planned).Select(PastRungOf)],
            waiting.Values.Where(rung => rung.Day is not null).ToDictionary(rung => rung.Rung, rung => rung.Day!.Value, StringComparer.Ordinal), now, // filtered before
            situation.TakenOverAt);
        foreach (var planned in plan)
        {
            if (waiting.Remove(planned.Rung.Id, out var known))
                Change(turn, known, planned, now);
            else
                RungTable.Insert(turn, RowOf(ladder, days, planned, now));
        }
        foreach (var lost in waiting.Values)
            RungTable.End(turn, lost.Id, RungState.LeftOut, ReasonJson.Write([new Cases.Reason(LadderReason.Moved)]), null, now);
        LadderTable.SetDays(turn, ladder.Id, days.Start, days.Round, BasisOf(days));
        if (plan.All(planned => planned.LeftOut is not null) && !CanGoOn(occasion))
            LadderTable.End(turn, ladder.Id, LadderState.Done, null, now);
    }

    private static void Change(Turn turn, RungRow known, PlannedRung planned, DateTimeOffset now)
    {
        if (planned.LeftOut is { } reason)
            RungTable.End(turn, known.Id, RungState.LeftOut, ReasonJson.Write([reason]), null, now);
        else if (planned.Day != known.Day)
            RungTable.Move(turn, known.Id, planned.Day, planned.DueAt);
    }

    private static RungRow RowOf(LadderRow ladder, LadderDays days, PlannedRung planned, DateTimeOffset now) => new()
    {
        LadderId = ladder.Id,
        CaseId = ladder.CaseId,
        Occasion = ladder.Occasion,
        About = ladder.About,
        Rung = planned.Rung.Id,
        Round = days.Round,
        Form = planned.Rung.Form.ToString(),
        Recipient = planned.Rung.Recipient,
        Level = planned.Rung.Level?.ToString(),
        Day = planned.Day,
        DueAt = planned.DueAt,
        State = planned.LeftOut is null ? RungState.Planned : RungState.LeftOut,
        EndedAt = planned.LeftOut is null ? null : now,
        Reason = planned.LeftOut is { } reason ? ReasonJson.Write([reason]) : null,
    };

    private static PastRung PastRungOf(RungRow rung)
    {
        var hadItsTurn = rung.State is RungState.Done or RungState.Asked
            || rung is { State: RungState.LeftOut, Reason: { } reason } && ReasonJson.Read(reason) is [{ Code: LadderReason.Paused or LadderReason.Closed or LadderReason.ConsentWithdrawn or LadderReason.NotApplicable }];
        return new PastRung(rung.Rung, rung.Day, hadItsTurn && rung.EndedAt is { } ended ? GermanDay.Of(ended) : null, rung.State is RungState.Done or RungState.Asked);
    }

    /// <summary>Whether something can make a ladder go on that has nothing planned.</summary>
    private static bool CanGoOn(Occasion occasion) =>
        occasion.Restarts || occasion.OpensWhen is not null || occasion.StartFact is not null || occasion.Rungs.Any(rung => rung.Base is RungStart.End or RungStart.Fact);

    /// <summary>The ladder is over, and with it the deadline that was watched for it alone.</summary>
    internal void End(Turn turn, LadderRow ladder, Cases.Reason why, DateTimeOffset now)
    {
        Close(turn, ladder, why, now);
        if (occasions.Find(ladder.Occasion)?.Watches is { } code)
            DeadlineKeeping.Stop(turn, ladder.CaseId, code, ladder.About, now);
    }

    /// <summary>What it had planned is left out, and what its rungs asked people to do need not be done any more.</summary>
    private static void Close(Turn turn, LadderRow ladder, Cases.Reason why, DateTimeOffset now)
    {
        LadderTable.End(turn, ladder.Id, LadderState.Stopped, ReasonJson.Write([why]), now);
        RungTasks.Withdraw(turn, RungTable.Of(turn, ladder.Id), why, now);
    }

    private static string BasisOf(LadderDays days) => string.Join(
        ' ', [$"{days.Start:O}", days.HasDeadline ? $"{days.End:O}" : "-", $"{days.Class}", $"{days.Round}", .. (days.Facts ?? new Dictionary<string, DateOnly>()).Select(fact => $"{fact.Key}={fact.Value:O}")]);

    private static DateOnly? StartDay(Occasion occasion, Situation situation, ObjectRef about) =>
        occasion.StartFact is { } fact ? LadderDays.DayOf(situation.View, about, fact) : null;

    private CaseDeadline DeadlineOf(CaseDeadlineRow row) => new(
        row.Id, row.Code, ObjectRef.Parse(row.Object) ?? ObjectRef.Case, deadlines.Find(row.Code)?.Class ?? DeadlineClass.S,
        row.State == DeadlineState.Running ? row.WarnOn ?? row.EndOn : null, row.State is not (DeadlineState.Stopped or DeadlineState.Ended), row.State == DeadlineState.Paused);

    private static CaseDeadline? DeadlineFor(Occasion occasion, Situation situation, ObjectRef about) => situation.Deadlines.LastOrDefault(
        deadline => deadline.IsRunning && occasion.Deadlines.Contains(deadline.Code)
            && (deadline.Object == about || about == ObjectRef.Case || situation.View.OwnerOf(deadline.Object, about.Kind)?.Ref == about));
}
