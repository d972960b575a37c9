using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Casework.Definitions;

/// <summary>Takes a definition from a file: into the draft of its definition, or published at once. Its version id is kept if it is free.</summary>
public sealed class ImportDefinition(IqRuntime runtime)
{
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="publish">Publishes it if it is right enough; null: it stays a draft.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<DefinitionAnswer> RunAsync(ReadOnlyMemory<byte> json, PublishCare? publish, CancellationToken cancellationToken)
    {
        var reading = WorkflowDefinition.Read(json.Span);
        return runtime.ChangeDefinitionsAsync((book, turn, now) => book.Save(turn, reading, publish, now), cancellationToken);
    }
}
