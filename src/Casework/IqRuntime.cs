using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework;

/// <summary>What all use cases share: the writer, the engine, the programs, the clock. One per process and database.</summary>
public sealed class IqRuntime : IAsyncDisposable
{
    /// <param name="database">Where everything is kept; disposed with this.</param>
    /// <param name="compiler">Makes programs of definitions.</param>
    /// <param name="engine">Runs them.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">What the operator set.</param>
    /// <param name="writeLine">Gets instance id and text of every line that a workflow writes, after the commit, on the writer's thread; it must be quick. Null: nobody wants them.</param>
    public IqRuntime(
        Database database, ProgramCompiler compiler, WorkflowEngine engine, TimeProvider clock, RuntimeOptions options, Action<string, string>? writeLine)
    {
        Database = database;
        Clock = clock;
        Options = options;
        Programs = new ProgramCache(compiler);
        Writer = new StepWriter(database, Programs.ForgetAll);
        var effects = new EffectKeeping(options, Inbox, Calls, Requests, writeLine);
        Stepping = new Stepping(engine, Programs, new RunKeeping(Programs, effects));
        Publishing = new Publishing(Stepping, Programs, Inbox);
    }

    public Database Database { get; }

    public TimeProvider Clock { get; }

    public RuntimeOptions Options { get; }

    /// <summary>The only way to write: also for what has nothing to do with workflows.</summary>
    public StepWriter Writer { get; }

    /// <summary>HTTP requests waiting for a workflow's answer.</summary>
    public HeldRequests Requests { get; } = new();

    internal InboxDoor Inbox { get; } = new();

    /// <summary>Rings when there is an outgoing request to send.</summary>
    internal Doorbell Calls { get; } = new();

    internal ProgramCache Programs { get; }

    internal Stepping Stepping { get; }

    internal Publishing Publishing { get; }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    internal Task<DefinitionAnswer> ChangeDefinitionsAsync(Func<DefinitionBook, Turn, DateTimeOffset, DefinitionAnswer> change, CancellationToken cancellationToken) =>
        Writer.WriteAsync(turn => change(new DefinitionBook(Programs), turn, Now), cancellationToken);

    /// <summary>Takes no more steps, finishes those under way, and closes the database. What is left in the inbox goes on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Database.Dispose();
    }
}
