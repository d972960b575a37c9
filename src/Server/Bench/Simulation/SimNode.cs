using IqWorkflows.Casework;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>The process that was asked is gone; whether it did what it was asked for, nobody here knows.</summary>
internal sealed class NodeGoneException() : Exception("The node is gone.");

/// <summary>A process of the server: the real use cases on the shared database, with a writer, a memory and a life of its own.</summary>
internal sealed class SimNode
{
    private const int Busy = 5; // SQLite's number for a database that another holds

    private readonly SimWorld _world;
    private readonly SimLine _line;
    private readonly List<Action> _calls = [];
    private readonly bool _sendsMail;

    public SimNode(SimWorld world, Database database, bool sendsMail)
    {
        (_world, _sendsMail) = (world, sendsMail);
        Runtime = new IqRuntime(database, new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc), new WorkflowEngine(EngineLimits.Default), world.Scheduler.Clock, new RuntimeOptions(), writeLine: null);
        _line = world.Scheduler.NewLine();
        var deliver = new DeliverInbox(Runtime);
        if (world.Fault != SimFault.LostWakeUp)
            _line.Run(() => AgainAndAgainAsync(() => deliver.ListenAsync(CancellationToken.None)));
        _line.Run(() => KnockAsync(deliver));
    }

    public IqRuntime Runtime { get; }

    public bool IsAlive => !_line.IsCut;

    public bool HasTurns => IsAlive && Runtime.Writer.Waiting > 0;

    /// <summary>Asks the node for something, as a request does.</summary>
    /// <exception cref="NodeGoneException">It died meanwhile.</exception>
    public Task<T> AskAsync<T>(Func<IqRuntime, Task<T>> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!IsAlive)
            return Task.FromException<T>(new NodeGoneException());
        _calls.Add(() => answer.TrySetException(new NodeGoneException()));
        _line.Run(async () =>
        {
            try
            {
                answer.TrySetResult(await work(Runtime));
            }
            catch (DatabaseUnavailableException exception)
            {
                answer.TrySetException(exception);
            }
        });
        return answer.Task;
    }

    /// <summary>Lets the writer take some turns; now and then the disk, or the whole process, fails over it.</summary>
    public void TakeGroup()
    {
        var (random, most) = (_world.Scheduler.Random, 1 + _world.Scheduler.Random.Next(6));
        var (fate, countdown) = (_world.IsCalm ? int.MaxValue : random.Next(240), random.Next(60));
        var dies = false;
        void DieSoon()
        {
            dies |= countdown-- <= 0;
            if (dies)
                throw new NodeGoneException();
        }
        void FailOnce()
        {
            if (countdown-- == 0)
                throw new SqliteException("The simulated disk is busy.", Busy);
        }
        Runtime.Database.BeforeStatement = fate switch
        {
            < 4 => _ => DieSoon(),
            < 7 => _ => FailOnce(),
            _ => null,
        };
        // After the commit, before anybody hears of it.
        if (fate is >= 7 and < 11)
            _line.Cut();
        Runtime.Writer.TakeGroup(most);
        Runtime.Database.BeforeStatement = null;
        _world.Scheduler.Note(fate, most);
        if (dies || _line.IsCut)
            _world.Kill(this);
    }

    /// <summary>Ends it as a kill ends a process. What was committed stands.</summary>
    public void Die()
    {
        _line.Cut();
        Runtime.Writer.Kill();
        foreach (var call in _calls)
            call();
        _calls.Clear();
    }

    /// <summary>What Quartz does: knocks for what is due, a little late, and now and then twice.</summary>
    private async Task KnockAsync(DeliverInbox deliver)
    {
        var (timers, outbox) = (new FireDueTimers(Runtime), new DeliverOutbox(Runtime, SimWorld.Rules, _world.Transport));
        while (true)
        {
            await _world.Scheduler.DelayAsync(1_500);
            await OnceAsync(async () =>
            {
                var firings = _world.Scheduler.Random.Next(10) == 0 ? [timers.RunAsync(CancellationToken.None), timers.RunAsync(CancellationToken.None)] : new[] { timers.RunAsync(CancellationToken.None) };
                foreach (var firing in firings)
                    await firing;
                if (_world.Fault != SimFault.LostWakeUp)
                    await deliver.DrainAsync(CancellationToken.None);
                if (_sendsMail)
                    await outbox.RunAsync(CancellationToken.None);
            });
        }
    }

    private async Task AgainAndAgainAsync(Func<Task> listen)
    {
        while (true)
        {
            await OnceAsync(listen);
            await _world.Scheduler.DelayAsync(1_000);
        }
    }

    /// <summary>As the host does: an unavailable database is met again later, everything else must not be.</summary>
    private async Task OnceAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DatabaseUnavailableException)
        {
            // At the next knock.
        }
        catch (Exception exception) // whatever it was, it is a finding and not the end of the simulation
        {
            _world.Failed(exception);
        }
    }
}
