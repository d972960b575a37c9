namespace IqWorkflows.Casework.Definitions;

/// <summary>Deletes a version that no instance runs or ran.</summary>
public sealed class DeleteVersion(IqRuntime runtime)
{
    public Task<DefinitionAnswer> RunAsync(string definitionId, int version, CancellationToken cancellationToken) =>
        runtime.ChangeDefinitionsAsync((book, turn, now) => book.Delete(turn, definitionId, version, now), cancellationToken);
}
