namespace IqWorkflows.Casework.CaseLife;

/// <summary>What a step wants is not allowed in its case. The whole turn is dropped; the caller hears the reasons.</summary>
public sealed class CaseRefusedException(string caseId, params IReadOnlyList<Cases.Reason> reasons)
    : Exception($"Case {caseId} refuses the step: {string.Join("; ", reasons)}.")
{
    public string CaseId => caseId;

    public IReadOnlyList<Cases.Reason> Reasons => reasons;
}
