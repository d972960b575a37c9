namespace IqWorkflows.Casework.Definitions;

/// <summary>Deletes a definition with all its versions; those that an instance runs or ran are only hidden.</summary>
public sealed class DeleteDefinition(IqRuntime runtime)
{
    /// <param name="definitionId">The definition.</param>
    /// <param name="who">The account, or null.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<DefinitionAnswer> RunAsync(string definitionId, string? who, CancellationToken cancellationToken) =>
        runtime.ChangeDefinitionsAsync((book, turn, now) => book.DeleteAll(turn, definitionId, now), cancellationToken, who);
}
