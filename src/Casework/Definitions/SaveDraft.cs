using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Casework.Definitions;

/// <summary>Saves what a designer has drawn, without publishing it.</summary>
public sealed class SaveDraft(IqRuntime runtime)
{
    /// <param name="json">The document, UTF-8. Without a definition id it becomes a new definition.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<DefinitionAnswer> RunAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var reading = WorkflowDefinition.Read(json.Span);
        return runtime.ChangeDefinitionsAsync((book, turn, now) => book.Save(turn, reading, publish: null, now), cancellationToken);
    }
}
