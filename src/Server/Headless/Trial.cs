using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Databases;
using Microsoft.EntityFrameworkCore;
using Event = IqWorkflows.Engine.Activities.Primitives.Event;
using RunTask = IqWorkflows.Engine.Activities.Primitives.RunTask;

namespace IqWorkflows.Server.Headless;

/// <summary>Workflows tried out in a database that lives in memory, under a clock that stands still. Everything else is as in the server.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private static int s_trials;

    private readonly VirtualClock _clock = new();
    private readonly IqRuntime _runtime;
    private readonly DeliverInbox _inbox;
    private readonly FireDueTimers _timers;
    private readonly ShowInstance _show;
    private readonly List<string> _lines = [];
    private string? _mainId;

    public Trial(FlowchartMode mode)
    {
        // Dates in scripts must not depend on the machine either.
        var compiler = new ProgramCompiler(IqActivities.Catalog, mode, TimeZoneInfo.Utc);
        _runtime = new IqRuntime(
            Database.InMemory($"trial-{Interlocked.Increment(ref s_trials)}"), compiler, new WorkflowEngine(EngineLimits.Default), _clock, new RuntimeOptions(), WriteLine);
        _inbox = new DeliverInbox(_runtime);
        _timers = new FireDueTimers(_runtime);
        _show = new ShowInstance(_runtime);
    }

    /// <summary>Takes a definition in.</summary>
    /// <param name="json">The file.</param>
    /// <param name="publish">Whether it may start. Activities that are wrong then fault when they are reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<DefinitionAnswer> LoadAsync(ReadOnlyMemory<byte> json, bool publish, CancellationToken cancellationToken) =>
        new ImportDefinition(_runtime).RunAsync(json, publish ? PublishCare.WhateverRuns : null, cancellationToken);

    /// <summary>Starts the instance under trial and runs it until nothing is left to do but wait.</summary>
    /// <returns>Why it was not started, or null.</returns>
    public async Task<Obstacle?> StartAsync(string definitionId, ObjectValue input, string? correlationId, CancellationToken cancellationToken)
    {
        var answer = await new StartInstance(_runtime).RunAsync(new StartRequest(definitionId, input, correlationId, InstanceId: "trial"), cancellationToken);
        if (answer is StartAnswer.Refused refused)
            return refused.Reason;
        _mainId = ((StartAnswer.Started)answer).InstanceId;
        await _inbox.DrainAsync(cancellationToken);
        return null;
    }

    /// <summary>Publishes an event. If nothing was started before, the first instance it starts is the one under trial.</summary>
    public async Task<PublishAnswer> PublishEventAsync(string name, object? payload, string? correlationId, CancellationToken cancellationToken)
    {
        var answer = await new PublishEvent(_runtime).RunAsync(name, payload, correlationId, requestKey: null, cancellationToken);
        await _inbox.DrainAsync(cancellationToken);
        _mainId ??= answer.Started.Count > 0 ? answer.Started[0] : null;
        return answer;
    }

    /// <summary>Lets time pass at one stroke; then everything that is due fires in the order in which it fell due.</summary>
    public async Task AdvanceAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _clock.Advance(duration);
        while (await _timers.RunAsync(cancellationToken) + await _inbox.DrainAsync(cancellationToken) > 0)
        {
        }
    }

    /// <summary>Reports the task that an activity handed out.</summary>
    /// <remarks>An activity that waits for none is left as it is.</remarks>
    public async Task CompleteTaskAsync(string activityId, object? result, CancellationToken cancellationToken)
    {
        string? taskId;
        await using (var db = await _runtime.Database.Contexts.CreateDbContextAsync(cancellationToken))
        {
            taskId = await db.Bookmarks.Where(row => row.ActivityId == activityId && row.Kind == RunTask.Kind).OrderBy(row => row.Id)
                .Join(db.Tasks, row => new { row.InstanceId, Bookmark = row.Number }, task => new { task.InstanceId, task.Bookmark }, (_, task) => task.Id)
                .FirstOrDefaultAsync(cancellationToken);
        }
        if (taskId is null)
            return;
        await new CompleteTask(_runtime).RunAsync(taskId, result, cancellationToken);
        await _inbox.DrainAsync(cancellationToken);
    }

    /// <summary>Wakes the first open bookmark of an activity, in whichever instance.</summary>
    /// <remarks>An activity that has none is left as it is.</remarks>
    public async Task ResumeAsync(string activityId, ObjectValue? input, CancellationToken cancellationToken)
    {
        await using (var db = await _runtime.Database.Contexts.CreateDbContextAsync(cancellationToken))
        {
            var found = await db.Bookmarks.Where(row => row.ActivityId == activityId).OrderBy(row => row.Id).Select(row => new { row.InstanceId, row.Number }).FirstOrDefaultAsync(cancellationToken);
            if (found is null)
                return;
            await new ResumeBookmark(_runtime).RunAsync(found.InstanceId, found.Number, null, input, cancellationToken);
        }
        await _inbox.DrainAsync(cancellationToken);
    }

    /// <summary>Wakes every bookmark of the instance under trial, again and again, until it is finished or waits for nothing.</summary>
    /// <param name="order">Activity ids in the order in which they are resumed; those not named come first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ResumeEverythingAsync(List<string> order, CancellationToken cancellationToken)
    {
        const int MostRounds = 50; // a loop that waits would go on for ever
        for (var round = 0; round < MostRounds && _mainId is { } id; round++)
        {
            if (await _show.RunAsync(id, cancellationToken) is not { View: { Status: InstanceStatus.Running, Bookmarks: { Count: > 0 } bookmarks } })
                return;
            foreach (var bookmark in bookmarks.OrderBy(bookmark => order.IndexOf(bookmark.ActivityId)))
            {
                await new ResumeBookmark(_runtime).RunAsync(id, bookmark.Number, null, null, cancellationToken);
                await _inbox.DrainAsync(cancellationToken);
            }
        }
    }

    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        if (_mainId is null)
            return;
        await new CancelInstance(_runtime).RunAsync(_mainId, cancellationToken);
        await _inbox.DrainAsync(cancellationToken);
    }

    public async Task<bool> IsPublishedAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = await _runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Definitions.AnyAsync(row => row.DefinitionId == definitionId && row.IsPublished, cancellationToken);
    }

    /// <summary>Start triggers of everything published: activity id and kind, sorted.</summary>
    public async Task<IReadOnlyList<(string ActivityId, string Kind)>> TriggersAsync(CancellationToken cancellationToken)
    {
        await using var db = await _runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Triggers.Select(row => new { row.ActivityId, row.Kind }).Distinct().ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.ActivityId, row.Kind)).Order()];
    }

    public async Task<Observation> ObserveAsync(CancellationToken cancellationToken)
    {
        List<string> ids;
        await using (var db = await _runtime.Database.Contexts.CreateDbContextAsync(cancellationToken))
        {
            ids = await db.Instances.Select(row => row.Id).ToListAsync(cancellationToken);
            // A timer may have started it.
            _mainId ??= await db.Instances.Where(row => row.ParentId == null).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        }
        ObservedInstance? main = null;
        var others = new List<ObservedInstance>();
        foreach (var id in ids)
        {
            var instance = await ObserveAsync(id, cancellationToken);
            if (id == _mainId)
                main = instance;
            else
                others.Add(instance);
        }
        lock (_lines)
            return new Observation(main, others, [.. _lines]);
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private async Task<ObservedInstance> ObserveAsync(string id, CancellationToken cancellationToken)
    {
        var shown = await _show.RunAsync(id, cancellationToken) ?? throw new InvalidOperationException($"Instance {id} has gone while it was looked at.");
        var journal = await _show.JournalAsync(id, cancellationToken);
        var tasks = await TasksAsync(shown, cancellationToken);
        return new ObservedInstance
        {
            Id = id,
            DefinitionId = shown.Row.DefinitionId,
            ParentId = shown.Row.ParentId,
            Status = shown.View.Status,
            SubStatus = shown.View.SubStatus,
            Name = shown.View.Name,
            CorrelationId = shown.View.CorrelationId,
            Outputs = shown.View.Outputs,
            Bookmarks = [.. shown.View.Bookmarks.Select(bookmark => Seen(bookmark, tasks))],
            Incidents = shown.View.Incidents,
            ExecutedActivityIds = ExecutedActivities.Of(journal.SelectMany(step => step.Entries)),
        };
    }

    private async Task<Dictionary<int, string>> TasksAsync(ShownInstance shown, CancellationToken cancellationToken)
    {
        if (!shown.View.Bookmarks.Any(bookmark => bookmark.Key.Kind == RunTask.Kind))
            return [];
        await using var db = await _runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tasks.Where(row => row.InstanceId == shown.Row.Id).ToDictionaryAsync(row => row.Bookmark, row => row.Name, cancellationToken);
    }

    private static ObservedBookmark Seen(Bookmark bookmark, Dictionary<int, string> tasks) => new(
        bookmark.Number,
        bookmark.ActivityId,
        bookmark.Key.Kind,
        bookmark.Key.Kind == Event.Kind ? bookmark.Key.Text : null,
        tasks.GetValueOrDefault(bookmark.Number),
        bookmark.DueAt - VirtualClock.Beginning);

    private void WriteLine(string instanceId, string text)
    {
        lock (_lines)
            _lines.AddRange(text.ReplaceLineEndings("\n").Split('\n'));
    }
}
