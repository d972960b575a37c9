using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Watches over cases that may stall, and over what may not be kept much longer.</summary>
internal sealed class CaseWatches(RuleBook rules, LadderBook ladders)
{
    /// <summary>The occasion whose rung says how long ahead the end of retention is told, and in which words. Each thing that ends is told by itself.</summary>
    private const string Ending = "M39r";

    /// <summary>What the task of a stalled case points to. A case has one mark at most, and one task for it.</summary>
    private const string StalledTask = "stalled";

    /// <summary>The facts of a case have changed: the days on which to look at it move, and a mark that does not hold any more ends.</summary>
    public void Review(Turn turn, CaseView view, DateTimeOffset now)
    {
        var situation = ladders.SituationOf(turn, view, now);
        var checkOn = rules.Stalled.CheckOn(situation, ladders.Calendar, CaseDays.PlaceOf(view));
        CaseWatchRow.Set(turn, view.CaseId, CaseWatchRow.Stalled, checkOn);
        if ((checkOn is null || checkOn > situation.Today) && StalledMarkTable.Open(turn, view.CaseId) is not null)
            Unmark(turn, view.CaseId, now);
        var ends = Ends(situation);
        foreach (var (rule, eraseFrom) in RetentionTable.Of(turn, view.CaseId).Where(known => !ends.Any(end => end.Rule.Code == known.Rule && end.EraseFrom == known.EraseFrom)))
        {
            RetentionTable.Remove(turn, view.CaseId, rule);
            CaseTaskTable.WithdrawAbout(turn, view.CaseId, RetentionTask(rule), ReasonJson.Write([new Cases.Reason(LadderReason.RetentionMoved, eraseFrom)]), now);
        }
        CaseWatchRow.Set(turn, view.CaseId, CaseWatchRow.Retention, ends.Select(end => (DateOnly?)TellOn(end, view)).Min());
    }

    /// <summary>Marks the case if it does not get on, and asks once who is to see to it, unless a ladder does so anyway.</summary>
    /// <returns>Whether it is marked anew.</returns>
    public bool MarkIfStalled(Turn turn, CaseView view, DateTimeOffset now)
    {
        CaseWatchRow.Set(turn, view.CaseId, CaseWatchRow.Stalled, null); // the next change sets it again
        var situation = ladders.SituationOf(turn, view, now);
        var known = StalledMarkTable.Open(turn, view.CaseId);
        if (rules.Stalled.Of(situation, ladders.Calendar, CaseDays.PlaceOf(view)) is not { } mark)
        {
            Unmark(turn, view.CaseId, now);
            return false;
        }
        if (known is not null && known.Rule == mark.Line.Code && known.Since == mark.Since)
            return false;
        Unmark(turn, view.CaseId, now);
        StalledMarkTable.Insert(turn, new StalledMarkRow { CaseId = view.CaseId, Rule = mark.Line.Code, CaseState = mark.State, Since = mark.Since, MarkedAt = now });
        if (!IsSeenTo(turn, view.CaseId, mark.Line))
            Ask(turn, view.CaseId, mark, now);
        return true;
    }

    /// <summary>Writes down what may not be kept from a day within the next month on, and has those told who decide.</summary>
    /// <returns>How many things were found anew.</returns>
    public int FindCandidates(Turn turn, CaseView view, DateTimeOffset now)
    {
        CaseWatchRow.Set(turn, view.CaseId, CaseWatchRow.Retention, null);
        var situation = ladders.SituationOf(turn, view, now);
        var found = 0;
        foreach (var end in Ends(situation).OrderBy(end => end.EraseFrom))
        {
            if (TellOn(end, view) is var tellOn && tellOn > situation.Today)
            {
                CaseWatchRow.Set(turn, view.CaseId, CaseWatchRow.Retention, tellOn);
                break;
            }
            if (!RetentionTable.Save(turn, view.CaseId, end.Rule.Code, end.EraseFrom, now))
                continue;
            found++;
            Tell(turn, view, end, now);
        }
        return found;
    }

    /// <summary>What ends. Where somebody decided already (erased, or locked), nothing does.</summary>
    private List<RetentionEnd> Ends(Situation situation) =>
        ladders.Occasions.Find(Ending) is { } ending && RungDeciding.ReasonToStop(ending, situation, ObjectRef.Case, situation.Today) is not null ? [] : [.. rules.Retention.Of(situation)];

    private DateOnly TellOn(RetentionEnd end, CaseView view) =>
        Telling?.Offset is { } ahead ? ahead.From(end.EraseFrom, ladders.Calendar, CaseDays.PlaceOf(view)) : end.EraseFrom;

    private Rung? Telling => ladders.Occasions.Find(Ending)?.Rungs is [var telling, ..] ? telling : null;

    private void Tell(Turn turn, CaseView view, RetentionEnd end, DateTimeOffset now)
    {
        var (place, today) = (CaseDays.PlaceOf(view), GermanDay.Of(now));
        var last = ladders.Calendar.WorkingDayOnOrBefore(end.EraseFrom, place);
        var text = Telling?.Text ?? end.Rule.Name;
        CaseTaskTable.WithdrawAbout(turn, view.CaseId, RetentionTask(end.Rule.Code), ReasonJson.Write([new Cases.Reason(LadderReason.RetentionMoved, end.EraseFrom)]), now);
        CaseTasks.Open(
            turn,
            new NewCaseTask(
                view.CaseId,
                $"{text.German}: {end.Rule.Name.German}, {new LadderText(Language.German).Day(end.EraseFrom)}",
                $"{text.English}: {end.Rule.Name.English}, {new LadderText(Language.English).Day(end.EraseFrom)}",
                "DSB")
            {
                Level = (Telling?.Level ?? EscalationLevel.L2).ToString(),
                Occasion = Ending,
                Why = new Cases.Reason(LadderReason.RetentionEnds, end.Rule.Name, end.EraseFrom, end.Rule.Source),
                About = RetentionTask(end.Rule.Code),
                DueOn = last >= today ? last : ladders.Calendar.Shift(today, place).Day,
            },
            now);
    }

    private static string RetentionTask(string rule) => "retention:" + rule;

    private static void Unmark(Turn turn, string caseId, DateTimeOffset now)
    {
        if (StalledMarkTable.Open(turn, caseId) is null)
            return;
        StalledMarkTable.End(turn, caseId, now);
        CaseTaskTable.WithdrawAbout(turn, caseId, StalledTask, ReasonJson.Write([new Cases.Reason(LadderReason.NoLongerStalled)]), now);
    }

    private static bool IsSeenTo(Turn turn, string caseId, StalledLine line) =>
        line.CoveredBy is { } occasion && LadderTable.Running(turn, caseId).Exists(ladder => ladder.Occasion == occasion);

    private static void Ask(Turn turn, string caseId, StalledMark mark, DateTimeOffset now) => CaseTasks.Open(
        turn,
        new NewCaseTask(caseId, $"Stau: {mark.Line.Name.German}", $"Stalled: {mark.Line.Name.English}", mark.Line.Level == EscalationLevel.L2 ? "LEAD" : "COUNSELLOR")
        {
            Level = mark.Line.Level.ToString(),
            Why = new Cases.Reason(LadderReason.Stalled, mark.Line.Name, mark.Since),
            About = StalledTask,
            DueOn = GermanDay.Of(now),
        },
        now);
}
