using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Server.Conformance;

/// <summary>What a case in one mode counts as.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    public sealed record Passed : Verdict;

    public sealed record Failed(string Why) : Verdict;

    /// <summary>Otherwise than recorded, as listed.</summary>
    public sealed record Deviates(string Reason) : Verdict;

    public static Verdict Of(ConformanceCase tested, FlowchartMode mode, CaseResult result, DeviationList deviations)
    {
        if (deviations.Find(tested.Name, mode) is not { } listed)
            return result.Difference is null ? new Passed() : new Failed(result.Difference);
        if (result.Difference is null)
            return new Failed($"listed as a deviation ({listed.Reason}), but passes: take it from the list");
        // A deviation must not hide what breaks later.
        return listed.Instead.Length == 0 || listed.Instead == DeviationList.Shown(result.Instead)
            ? new Deviates(listed.Reason)
            : new Failed($"deviates ({listed.Reason}), but otherwise than listed: expected {listed.Instead}, found {DeviationList.Shown(result.Instead)}");
    }
}
