namespace IqWorkflows.Casework.Definitions;

/// <summary>Makes a new draft with the content of an older version.</summary>
public sealed class RevertDefinition(IqRuntime runtime)
{
    public Task<DefinitionAnswer> RunAsync(string definitionId, int version, CancellationToken cancellationToken) =>
        runtime.ChangeDefinitionsAsync((book, turn, now) => book.Revert(turn, definitionId, version, now), cancellationToken);
}
