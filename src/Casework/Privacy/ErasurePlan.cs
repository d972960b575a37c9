using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Casework.Privacy;

/// <summary>What an erasure of a case would do today.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Against">Why it may not be done; empty: it may.</param>
/// <param name="Erased">Facts that would go, in everything that was ever recorded of them.</param>
/// <param name="Kept">Personal facts that would stay, each with the rule that says so.</param>
/// <param name="Messages">How many messages would lose recipient and content.</param>
/// <param name="Instances">How many instances would go with state, journal and input log.</param>
/// <param name="Files">How many uploaded files would go.</param>
/// <param name="Ends">All rules of retention that apply, with the first day on which what they speak of may not be kept any more.</param>
public sealed record ErasurePlan(
    string CaseId, IReadOnlyList<Cases.Reason> Against, IReadOnlyList<PlannedFact> Erased, IReadOnlyList<PlannedFact> Kept, int Messages, int Instances, int Files, IReadOnlyList<RetentionEnd> Ends)
{
    public bool IsAllowed => Against.Count == 0;
}

/// <summary>A fact that is known of a case, and what an erasure does with it.</summary>
/// <param name="Object">What it is a fact of.</param>
/// <param name="Field">The fact.</param>
/// <param name="Duty">The rule for which it must be kept; null: it goes, or it stays for statistics.</param>
public sealed record PlannedFact(ObjectRef Object, FactField Field, RetentionEnd? Duty);
