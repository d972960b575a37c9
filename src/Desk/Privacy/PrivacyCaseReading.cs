using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Desk.CaseFile;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Privacy;

/// <summary>Facts of one kind of object that an erasure treats alike.</summary>
/// <param name="Kind">The kind of object, in words.</param>
/// <param name="Facts">Their labels.</param>
/// <param name="Duty">The rule for which they are kept; null: they go, or they stay for statistics.</param>
public sealed record FactGroup(string Kind, IReadOnlyList<string> Facts, RetentionEnd? Duty);

/// <summary>A rule of retention that applies.</summary>
/// <param name="MayGo">Whether what it speaks of may be erased now without the rest of the case.</param>
public sealed record EndLine(RetentionEnd End, bool MayGo);

/// <summary>Data protection of one case.</summary>
/// <param name="Erased">What would go.</param>
/// <param name="Kept">What would stay, with the rule that says so.</param>
/// <param name="IsHeld">Whether a legal hold lies on it.</param>
/// <param name="MarkedOn">Since when it is marked for erasure.</param>
/// <param name="Access">Who looked at it.</param>
public sealed record PrivacyCaseModel(
    string CaseId, string Name, string State, ErasurePlan Plan, IReadOnlyList<FactGroup> Erased, IReadOnlyList<FactGroup> Kept, IReadOnlyList<EndLine> Ends, bool IsHeld, DateOnly? MarkedOn, DateOnly? ErasedOn, IReadOnlyList<string> Against,
    AccessModel Access, string? Done, IReadOnlyList<Problem> Problems);

/// <summary>Reads what an erasure of a case would do, and why it may not be done.</summary>
internal sealed class PrivacyCaseReading(IqRuntime runtime, PrivacyReading privacy, ShowCase show)
{
    /// <returns>Null when there is no such case. The door was passed before.</returns>
    public async Task<PrivacyCaseModel?> RunAsync(Visit visit, string caseId, string? done, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(caseId, cancellationToken) is not { } shown || await new EraseCase(runtime).PlanAsync(caseId, cancellationToken) is not { } plan)
            return null;
        var text = new CaseReasonText(runtime.Rules, visit.Words.Language);
        return new PrivacyCaseModel(
            caseId, CaseFileModel.NameIn(shown.Facts), runtime.Rules.States.Find(shown.State)?.Name.In(visit.Words.Language) ?? shown.State, plan, Groups(visit, plan.Erased), Groups(visit, plan.Kept),
            [.. plan.Ends.Select(end => new EndLine(end, !end.Rule.IsOfWholeCase && !end.Rule.ByHand && end.EraseFrom <= visit.Today))],
            shown.Facts.Value("case.legal_hold") is true, shown.Facts.Value("case.erasure_marked_on") as DateOnly?, shown.Facts.Value("case.erased_on") as DateOnly?, [.. plan.Against.Select(text.Sentence)],
            await privacy.OfCaseAsync(caseId, null, cancellationToken), done, problems);
    }

    private List<FactGroup> Groups(Visit visit, IReadOnlyList<PlannedFact> facts) =>
    [
        .. facts.GroupBy(fact => (fact.Object.Kind, fact.Duty)).Select(group => new FactGroup(
            runtime.Rules.Facts.FindKind(group.Key.Kind)?.Label.In(visit.Words.Language) ?? group.Key.Kind, [.. group.Select(fact => fact.Field.Label.In(visit.Words.Language)).Distinct()], group.Key.Duty)),
    ];
}
