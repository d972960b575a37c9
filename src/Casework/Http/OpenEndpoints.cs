using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Http;

/// <summary>Reads which HTTP endpoints are open now: triggers of published definitions, and instances that wait for a request.</summary>
public sealed class OpenEndpoints(IqRuntime runtime)
{
    /// <summary>Method and path template of each, as the key's text has them: <c>post orders/{id}</c>.</summary>
    public async Task<IReadOnlySet<string>> TemplatesAsync(CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var texts = await db.Triggers.Where(row => row.Kind == HttpEndpoint.Kind).Select(row => row.Text).Distinct().ToListAsync(cancellationToken);
        texts.AddRange(await db.Bookmarks.Where(row => row.Kind == HttpEndpoint.Kind).Select(row => row.Text).Distinct().ToListAsync(cancellationToken));
        return texts.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The activities that a request with this key would reach.</summary>
    public Task<List<HttpEndpoint>> AwaitingAsync(StimulusKey key, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Triggers(turn, key).Concat(Bookmarks(turn, key)).Select(box => box.Activity).OfType<HttpEndpoint>().ToList(), cancellationToken);

    private IEnumerable<Box> Triggers(Turn turn, StimulusKey key) =>
        from trigger in runtime.Programs.Triggers(turn, key)
        let program = runtime.Programs.Published(turn, trigger.DefinitionId)
        where program is not null
        from box in program.Boxes
        where box.Id == trigger.ActivityId
        select box;

    private IEnumerable<Box> Bookmarks(Turn turn, StimulusKey key) =>
        from instanceId in BookmarkTable.Awaiting(turn, key, correlationId: null)
        let row = InstanceTable.Find(turn, instanceId)
        where row is not null
        let program = runtime.Programs.ByKey(turn, row.ProgramKey)
        let waiting = WorkflowEngine.View(program, row.State).Bookmarks.Where(bookmark => bookmark.Key == key).Select(bookmark => bookmark.ActivityId).ToHashSet()
        from box in program.Boxes
        where waiting.Contains(box.Id)
        select box;
}
