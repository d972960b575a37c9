using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Casework.Definitions;

/// <summary>What became of a change to a definition. Exactly one of these.</summary>
public abstract record DefinitionAnswer
{
    private DefinitionAnswer()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="DefinitionId">Stable across versions.</param>
    /// <param name="Version">The version that was written; null when one was deleted.</param>
    /// <param name="Problems">What should be looked at; on a draft also what keeps it from being published.</param>
    public sealed record Done(string DefinitionId, VersionRow? Version, IReadOnlyList<Problem> Problems) : DefinitionAnswer;

    /// <summary>Nothing was changed, because of what is wrong with the definition.</summary>
    public sealed record Faulty(IReadOnlyList<Problem> Problems) : DefinitionAnswer;

    /// <summary>Nothing was changed: <c>definition-unknown</c>, <c>version-unknown</c>, <c>not-published</c>, <c>version-in-use</c>.</summary>
    public sealed record Refused(Obstacle Reason) : DefinitionAnswer;
}
