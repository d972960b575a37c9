using System.Globalization;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Privacy;

/// <summary>Decides what of a case may go and removes it, within the caller's turn.</summary>
internal sealed class Erasure(CaseBook book, FactBook facts, LadderBook ladders)
{
    private const string ErasedOn = "case.erased_on";
    private const string MarkedOn = "case.erasure_marked_on";

    /// <summary>When personal data of the case were erased; null: they were not.</summary>
    public static DateOnly? DayOf(CaseView view) => view.Value(ErasedOn) as DateOnly?;

    public ErasurePlan Plan(Turn turn, CaseView view, DateTimeOffset now)
    {
        var situation = ladders.SituationOf(turn, view, now);
        var ends = book.Rules.Retention.Of(situation).OrderBy(end => end.EraseFrom).ToList();
        var duties = ends.Where(end => end.Rule.MustKeep.Count > 0 && end.EraseFrom > situation.Today)
            .SelectMany(end => end.Rule.MustKeep.Select(fact => (Fact: fact, End: end)))
            .GroupBy(duty => duty.Fact, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(duty => duty.End.EraseFrom).End, StringComparer.Ordinal);
        var personal = Known(view).Where(fact => !fact.Field.IsOpen).Select(fact => fact with { Duty = duties.GetValueOrDefault(fact.Field.Name) }).ToLookup(fact => Stays(fact));
        return new ErasurePlan(
            view.CaseId, [.. Against(turn, view, situation, ends)], [.. personal[false]], [.. personal[true]],
            ErasureTable.MessagesWithContent(turn, view.CaseId), ErasureTable.Instances(turn, view.CaseId).Count, ErasureTable.Files(turn, view.CaseId), ends);
    }

    public CaseAnswer Erase(Turn turn, string caseId, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        var plan = Plan(turn, view, now);
        if (!plan.IsAllowed)
            return new CaseAnswer.Refused(plan.Against);

        ErasureTable.BeginOverwriting(turn);
        Remove(turn, caseId, plan.Erased);
        ErasureTable.Messages(turn, caseId);
        EndWork(turn, caseId, now);
        ErasureTable.OfCase(turn, caseId);
        List<(string, object?)> values = [(ErasedOn, GermanDay.Of(now))];
        if (view.Value("case.erasure_requested_on") is DateOnly && view.Value("case.erasure_done_on") is null)
            values.Add(("case.erasure_done_on", GermanDay.Of(now)));
        book.Record(turn, caseId, values, who, now);
        CaseLog.Write(turn, caseId, now, who, "case-erased", null, [Number(plan.Erased.Count), Number(plan.Messages), Number(plan.Instances)]);
        turn.AtEnd("erased " + caseId, () => ErasureTable.EndOverwriting(turn));
        return new CaseAnswer.Done(caseId);
    }

    public CaseAnswer EraseExpired(Turn turn, string caseId, string code, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        if (book.Rules.Retention.Rules.FirstOrDefault(rule => rule.Code == code) is not { } rule)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.RuleUnknown, code));
        if (rule.IsOfWholeCase)
            return Erase(turn, caseId, who, now);
        if (rule.ByHand)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.ByHand, rule.Name));
        var situation = ladders.SituationOf(turn, view, now);
        if (book.Rules.Retention.IsHeld(situation))
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.LegalHold));
        if (book.Rules.Retention.Of(situation).FirstOrDefault(end => end.Rule == rule) is not { } end)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.NotMarked));
        if (end.EraseFrom > situation.Today)
            return new CaseAnswer.Refused(KeptUntil(end));

        ErasureTable.BeginOverwriting(turn);
        Remove(turn, caseId, [.. Known(view).Where(fact => rule.Only.Contains(fact.Field.Name))]);
        book.Settle(turn, caseId, now);
        CaseLog.Write(turn, caseId, now, who, "facts-erased", null, [code]);
        turn.AtEnd("erased " + caseId, () => ErasureTable.EndOverwriting(turn));
        return new CaseAnswer.Done(caseId);
    }

    public CaseAnswer Mark(Turn turn, string caseId, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        var reasons = new List<Cases.Reason>();
        if (CaseCourse.StateOf(view) is var state && state != CaseCourse.Closed)
            reasons.Add(new Cases.Reason(CaseReason.NotClosed, state));
        if (DayOf(view) is { } erased)
            reasons.Add(new Cases.Reason(PrivacyReason.Erased, erased));
        if (view.Value(MarkedOn) is DateOnly marked)
            reasons.Add(new Cases.Reason(PrivacyReason.MarkedAlready, marked));
        if (reasons.Count > 0)
            return new CaseAnswer.Refused(reasons);
        book.Record(turn, caseId, [(MarkedOn, GermanDay.Of(now))], who, now);
        CaseLog.Write(turn, caseId, now, who, "erasure-marked", null, []);
        return new CaseAnswer.Done(caseId);
    }

    public CaseAnswer Unmark(Turn turn, string caseId, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        if (DayOf(view) is { } erased)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.Erased, erased));
        if (view.Value(MarkedOn) is not DateOnly)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.NotMarked));
        book.Record(turn, caseId, [(MarkedOn, null)], who, now);
        CaseLog.Write(turn, caseId, now, who, "erasure-unmarked", null, []);
        return new CaseAnswer.Done(caseId);
    }

    private IEnumerable<Cases.Reason> Against(Turn turn, CaseView view, Situation situation, List<RetentionEnd> ends)
    {
        if (CaseCourse.StateOf(view) is var state && state != CaseCourse.Closed)
            yield return new Cases.Reason(CaseReason.NotClosed, state);
        if (ErasureTable.IsSending(turn, view.CaseId))
            yield return new Cases.Reason(PrivacyReason.Sending);
        if (book.Rules.Retention.IsHeld(situation))
        {
            yield return new Cases.Reason(PrivacyReason.LegalHold); // what else would end is not said while it holds
            yield break;
        }
        // Erased before, with nothing that had to wait: there is nothing more to do.
        if (DayOf(view) is { } erased && !Known(view).Any(fact => !fact.Field.IsOpen && !book.Rules.Retention.Statistics.Contains(fact.Field.Name)))
        {
            yield return new Cases.Reason(PrivacyReason.Erased, erased);
            yield break;
        }
        var whole = ends.Where(end => end.Rule.IsOfWholeCase).ToList();
        if (whole.Exists(end => end.EraseFrom <= situation.Today))
            yield break;
        if (whole is [var next, ..])
            yield return KeptUntil(next);
        else if (state == CaseCourse.Closed)
            yield return new Cases.Reason(PrivacyReason.NotMarked);
    }

    private IEnumerable<PlannedFact> Known(CaseView view) =>
        from known in view.Objects
        from field in book.Rules.Facts.Of(known.Ref.Kind)
        where known[field.Field] is not null
        select new PlannedFact(known.Ref, field, null);

    private bool Stays(PlannedFact fact) => fact.Duty is not null || book.Rules.Retention.Statistics.Contains(fact.Field.Name);

    private void Remove(Turn turn, string caseId, IReadOnlyList<PlannedFact> erased)
    {
        foreach (var (of, field, _) in erased)
            facts.Erase(turn, caseId, of, field);
        // What was known once and is not any more stands in the record of facts only.
        foreach (var (of, field) in facts.Forgotten(turn, caseId).Where(once => !once.Field.IsOpen && !book.Rules.Retention.Statistics.Contains(once.Field.Name)))
            ErasureTable.Facts(turn, caseId, of.Kind, of.Number, field.Field);
    }

    /// <summary>Nothing of an erased case is left to do, whatever asked for it.</summary>
    private void EndWork(Turn turn, string caseId, DateTimeOffset now)
    {
        var reason = new Cases.Reason(PrivacyReason.Erased, GermanDay.Of(now));
        foreach (var task in CaseTaskTable.Open(turn, caseId))
            CaseTaskTable.Withdraw(turn, task.Id, ReasonJson.Write([reason]), now);
        ladders.StopAll(turn, caseId, reason, now);
        foreach (var instanceId in ErasureTable.Instances(turn, caseId))
        {
            book.Stepping.Apply(turn, instanceId, new Stimulus.Cancel(), now);
            ErasureTable.OfInstance(turn, instanceId);
            InstanceTable.Delete(turn, instanceId);
        }
    }

    private static Cases.Reason KeptUntil(RetentionEnd end) => new(PrivacyReason.KeptUntil, end.Rule.Name, end.EraseFrom, end.Rule.Source);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
