namespace IqWorkflows.Casework.Definitions;

/// <summary>Takes the published version back: nothing new starts, what runs goes on.</summary>
public sealed class RetractDefinition(IqRuntime runtime)
{
    public Task<DefinitionAnswer> RunAsync(string definitionId, CancellationToken cancellationToken) =>
        runtime.ChangeDefinitionsAsync((book, turn, now) => book.Retract(turn, definitionId, now), cancellationToken);
}
