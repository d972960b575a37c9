using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>An instance to be started.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Program">What it runs.</param>
/// <param name="Stimulus">How it begins.</param>
/// <param name="ParentBookmark">Where its parent waits for its end, or null.</param>
/// <param name="IsIdNew">Whether the id was made just now, so that nobody can have it yet.</param>
internal sealed record NewInstance(string Id, WorkflowProgram Program, Stimulus.Start Stimulus, int? ParentBookmark = null, bool IsIdNew = false);

/// <summary>The single place where a run meets the database: takes an instance one step further within a turn, and whoever waits for its end.</summary>
internal sealed class Stepping(WorkflowEngine engine, ProgramCache programs, RunKeeping keeping, Func<FactSnapshots?> snapshots)
{
    /// <summary>Starts an instance, unless the definition's activation strategy forbids it now.</summary>
    public StartAnswer Start(Turn turn, NewInstance wanted, DateTimeOffset now)
    {
        if (!wanted.IsIdNew && InstanceTable.Exists(turn, wanted.Id))
            return new StartAnswer.Refused(new Obstacle("instance-exists", wanted.Id));
        if (ReasonAgainst(turn, wanted.Program, wanted.Stimulus.CorrelationId) is { } reason)
            return new StartAnswer.Refused(reason);

        var run = engine.Run(wanted.Program, wanted.Id, null, wanted.Stimulus, now, FactsOf(turn, wanted.Program, wanted.Stimulus.CorrelationId, now), id => programs.Published(turn, id));
        var ended = new Queue<EndedChild>();
        keeping.KeepNew(turn, wanted, run, now, ended);
        TellParents(turn, ended, now);
        return new StartAnswer.Started(wanted.Id, run.Status, run.SubStatus);
    }

    /// <summary>Gives a stimulus to an instance.</summary>
    /// <returns>Whether it was awaited; otherwise nothing has changed. An instance that does not exist awaits nothing.</returns>
    public bool Apply(Turn turn, string instanceId, Stimulus stimulus, DateTimeOffset now)
    {
        var ended = new Queue<EndedChild>();
        var happened = ApplyOnce(turn, instanceId, stimulus, now, ended);
        TellParents(turn, ended, now);
        return happened;
    }

    /// <summary>The same for an instance that was read in this turn.</summary>
    public void Apply(Turn turn, SteppingInstance before, Stimulus stimulus, DateTimeOffset now)
    {
        var ended = new Queue<EndedChild>();
        ApplyOnce(turn, before, stimulus, now, ended);
        TellParents(turn, ended, now);
    }

    /// <summary>Brings an instance the answer it waits for. One that has faulted cannot take it now: it is kept until somebody retries it.</summary>
    public void Answer(Turn turn, string instanceId, int bookmark, object? payload, DateTimeOffset now)
    {
        var ended = new Queue<EndedChild>();
        AnswerOnce(turn, instanceId, bookmark, payload, now, ended);
        TellParents(turn, ended, now);
    }

    /// <summary>A child could not be started: its parent goes on as if it had been cancelled.</summary>
    public void ChildRefused(Turn turn, string childId, string parentId, int bookmark, Obstacle reason, DateTimeOffset now)
    {
        var ended = new Queue<EndedChild>();
        keeping.Tell(turn, parentId, bookmark, EndedChild.NeverStarted(childId, reason), now, ended);
        TellParents(turn, ended, now);
    }

    /// <summary>Why no instance of the program may start now, or null.</summary>
    private static Obstacle? ReasonAgainst(Turn turn, WorkflowProgram program, string? correlationId)
    {
        var definitionId = program.Definition.DefinitionId;
        return program.Activation switch
        {
            ActivationStrategy.Singleton when InstanceTable.IsRunning(turn, definitionId) =>
                new Obstacle("already-running", definitionId),
            // Without a correlation id there is nothing that two instances could have in common.
            ActivationStrategy.CorrelatedSingleton when correlationId is not null && InstanceTable.IsRunning(turn, definitionId, correlationId) =>
                new Obstacle("already-running-correlated", definitionId, correlationId),
            ActivationStrategy.Correlation when correlationId is not null && InstanceTable.IsRunning(turn, null, correlationId) =>
                new Obstacle("already-running-correlated", definitionId, correlationId),
            _ => null,
        };
    }

    private bool ApplyOnce(Turn turn, string instanceId, Stimulus stimulus, DateTimeOffset now, Queue<EndedChild> ended) =>
        InstanceTable.Find(turn, instanceId) is { } before && ApplyOnce(turn, before, stimulus, now, ended);

    private bool ApplyOnce(Turn turn, SteppingInstance before, Stimulus stimulus, DateTimeOffset now, Queue<EndedChild> ended)
    {
        var program = programs.ByKey(turn, before.ProgramKey);
        var run = engine.Run(program, before.Id, before.State, stimulus, now, FactsOf(turn, program, before.CorrelationId, now), id => programs.Published(turn, id));
        if (!run.Happened)
            return false;
        keeping.Keep(turn, before, program, run, now, ended);
        return true;
    }

    private Engine.Running.Facts FactsOf(Turn turn, WorkflowProgram program, string? correlationId, DateTimeOffset now) =>
        snapshots()?.Of(turn, program, correlationId, now) ?? Engine.Running.Facts.None;

    /// <summary>A child's end and what its parent makes of it are one transaction: no crash can come in between. The parent may end by it, and so on upwards.</summary>
    private void TellParents(Turn turn, Queue<EndedChild> ended, DateTimeOffset now)
    {
        while (ended.TryDequeue(out var child))
            AnswerOnce(turn, child.ParentId, child.ParentBookmark, child.Answer, now, ended);
    }

    private void AnswerOnce(Turn turn, string instanceId, int bookmark, object? payload, DateTimeOffset now, Queue<EndedChild> ended)
    {
        if (!ApplyOnce(turn, instanceId, new Stimulus.Wake(bookmark, payload), now, ended) && InstanceTable.HasFaulted(turn, instanceId))
            keeping.KeepForRetry(turn, instanceId, bookmark, payload, now);
    }
}

/// <summary>A child that has ended and whose parent waits for that.</summary>
internal sealed record EndedChild(string ParentId, int ParentBookmark, ObjectValue Answer)
{
    /// <summary>What a parent learns of its child.</summary>
    public static ObjectValue AnswerOf(string instanceId, Run run) => new()
    {
        ["instanceId"] = instanceId,
        ["status"] = run.Status.ToString(),
        ["subStatus"] = run.SubStatus.ToString(),
        ["output"] = run.Outputs,
    };

    public static ObjectValue NeverStarted(string instanceId, Obstacle reason) => new()
    {
        ["instanceId"] = instanceId,
        ["status"] = nameof(InstanceStatus.Finished),
        ["subStatus"] = nameof(InstanceSubStatus.Cancelled),
        ["output"] = new ObjectValue(),
        ["reason"] = reason.ToString(),
    };
}
