using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Definitions;

namespace IqWorkflows.Casework.Definitions;

/// <summary>A definition with what is wrong or doubtful about its latest version.</summary>
public sealed record CheckedDefinition(string DefinitionId, string? Name, int Version, bool IsPublished, IReadOnlyList<Problem> Problems);

/// <summary>Finds what is wrong with definitions as they are now, drafts included.</summary>
public sealed class CheckDefinition(IqRuntime runtime)
{
    /// <returns>Null when there is no such definition.</returns>
    public Task<CheckedDefinition?> RunAsync(string definitionId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (DefinitionTable.Versions(turn, definitionId).Find(version => version.IsLatest) is not { } latest)
                return null;
            var reading = WorkflowDefinition.Read(DefinitionTable.Document(turn, latest.Id) ?? "");
            var problems = reading.Definition is { } definition ? reading.Problems.Concat(runtime.Programs.Check(turn, definition)).Distinct().ToList() : reading.Problems;
            return new CheckedDefinition(definitionId, reading.Definition?.Name, latest.Version, latest.IsPublished, problems);
        },
        cancellationToken);
}
