namespace IqWorkflows.Casework.Definitions;

/// <summary>Makes a version the one that runs; its triggers are set up in the same transaction.</summary>
public sealed class PublishDefinition(IqRuntime runtime)
{
    /// <param name="definitionId">The definition.</param>
    /// <param name="versionId">Id of the version; null: the latest.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<DefinitionAnswer> RunAsync(string definitionId, string? versionId, CancellationToken cancellationToken) =>
        runtime.ChangeDefinitionsAsync((book, turn, now) => book.Publish(turn, definitionId, versionId, now), cancellationToken);
}
