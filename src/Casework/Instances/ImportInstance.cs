using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>An instance as another server of this kind gave it out.</summary>
public sealed record ImportedInstance(string Id, string VersionId, byte[] State, DateTimeOffset CreatedAt);

/// <summary>Takes in an instance that was exported: it goes on here where it stood there. What had happened before, its journal, stays there.</summary>
public sealed class ImportInstance(IqRuntime runtime)
{
    /// <returns>Null: it is here. Else why not: <c>instance-exists</c>, <c>version-unknown</c>, <c>instance-of-case</c>, <c>state-unreadable</c>.</returns>
    public Task<Obstacle?> RunAsync(ImportedInstance wanted, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => Import(turn, wanted), cancellationToken);

    private Obstacle? Import(Turn turn, ImportedInstance wanted)
    {
        if (InstanceTable.Exists(turn, wanted.Id))
            return new Obstacle("instance-exists", wanted.Id);
        if (DefinitionTable.Document(turn, wanted.VersionId) is null || runtime.Programs.Compile(turn, Definitions.ProgramCache.Definition(turn, wanted.VersionId)).Program is not { } program)
            return new Obstacle("version-unknown", wanted.VersionId);
        InstanceView view;
        try
        {
            view = WorkflowEngine.View(program, wanted.State);
        }
        catch (InvalidDataException)
        {
            return new Obstacle("state-unreadable", wanted.Id);
        }
        // What is written beside the state says nothing of what the instance would do.
        if (view.CorrelationId is { } caseId && turn.Number("select 1 from cases where id = @id", caseId) is not null)
            return new Obstacle("instance-of-case", wanted.Id);
        if (view.Bookmarks.DistinctBy(bookmark => bookmark.Number).Count() != view.Bookmarks.Count)
            return new Obstacle("state-unreadable", wanted.Id);
        runtime.Programs.Keep(turn, program);
        var isEnded = view.Status == InstanceStatus.Finished;
        InstanceTable.Insert(turn, new InstanceRow
        {
            Id = wanted.Id,
            DefinitionId = program.Definition.DefinitionId,
            VersionId = program.Definition.Id,
            ProgramKey = program.Key,
            Status = view.Status,
            SubStatus = view.SubStatus,
            CorrelationId = view.CorrelationId,
            Name = view.Name,
            State = wanted.State,
            CreatedAt = wanted.CreatedAt,
            UpdatedAt = runtime.Now,
            FinishedAt = isEnded ? runtime.Now : null,
            OpenIncidents = view.Incidents.Count(incident => !incident.IsResolved),
            Steps = 0,
        });
        if (!isEnded)
        {
            foreach (var bookmark in view.Bookmarks)
                BookmarkTable.Insert(turn, wanted.Id, bookmark, view.CorrelationId);
        }
        return null;
    }
}
