using System.Globalization;
using System.Text;
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
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.TestKit;

/// <summary>The whole runtime on a database of its own, with a clock that stands still. Background work is done when asked for, never by itself.</summary>
public sealed class Scenario : IAsyncDisposable
{
    private static int s_last;
    private readonly TestDatabase? _kept;

    private readonly RuleBook? _rules;

    private Scenario(TestDatabase? kept, TestClock clock, RuntimeOptions options, RuleBook? rules)
    {
        _kept = kept;
        _rules = rules;
        Clock = clock;
        Options = options;
    }

    public TestClock Clock { get; }

    public RuntimeOptions Options { get; }

    /// <summary>The database file; only of a scenario on a file.</summary>
    public string Path => _kept?.Path ?? throw new InvalidOperationException("This scenario has no file.");

    public IqRuntime Runtime { get; private set; } = null!; // opened by those who make scenarios

    /// <summary>Every line a workflow wrote, in the order of the commits.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>On a database in memory; on PostgreSQL if the tests run on that.</summary>
    /// <param name="options">What the operator set; null: the defaults.</param>
    /// <param name="rules">The rules of cases; null: workflows only.</param>
    public static Scenario InMemory(RuntimeOptions? options = null, RuleBook? rules = null)
    {
        if (TestDatabase.IsPostgres)
            return OnFileAsync(options, rules).GetAwaiter().GetResult();
        var scenario = new Scenario(null, new TestClock(), options ?? new RuntimeOptions(), rules);
        scenario.Runtime = scenario.Open(Database.InMemory(string.Create(CultureInfo.InvariantCulture, $"scenario-{Interlocked.Increment(ref s_last)}")));
        return scenario;
    }

    /// <summary>On a file, which is deleted at the end; on PostgreSQL if the tests run on that.</summary>
    /// <param name="options">What the operator set; null: the defaults.</param>
    /// <param name="rules">The rules of cases; null: workflows only.</param>
    public static async Task<Scenario> OnFileAsync(RuntimeOptions? options = null, RuleBook? rules = null)
    {
        var scenario = new Scenario(TestDatabase.New(), new TestClock(), options ?? new RuntimeOptions(), rules);
        scenario.Runtime = scenario.Open(await scenario._kept!.OpenAsync()); // just given
        return scenario;
    }

    /// <summary>On a SQLite file whatever the tests run on, for those that look into the file.</summary>
    /// <param name="rules">The rules of cases; null: workflows only.</param>
    public static async Task<Scenario> OnSqliteAsync(RuleBook? rules = null)
    {
        var scenario = new Scenario(TestDatabase.OnFile(), new TestClock(), new RuntimeOptions(), rules);
        scenario.Runtime = scenario.Open(await scenario._kept!.OpenAsync()); // just given
        return scenario;
    }

    /// <summary>The process ends and another begins on the same file.</summary>
    public async Task RestartAsync()
    {
        await Runtime.DisposeAsync();
        Runtime = Open(await _kept!.OpenAsync()); // only what is kept can be opened again
    }

    /// <summary>Takes the definition in and publishes it.</summary>
    public async Task PublishAsync(string json)
    {
        var answer = await new ImportDefinition(Runtime).RunAsync(Encoding.UTF8.GetBytes(json), PublishCare.NoErrors, CancellationToken.None);
        if (answer is DefinitionAnswer.Faulty { Problems: var problems })
            throw new InvalidOperationException(string.Join('\n', problems));
    }

    /// <summary>Starts an instance, without the background work that it asks for.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(string definitionId, string? correlationId = null, ObjectValue? input = null)
    {
        var answer = await new StartInstance(Runtime).RunAsync(new StartRequest(definitionId, input ?? [], correlationId), CancellationToken.None);
        return answer is StartAnswer.Started started ? started.InstanceId : throw new InvalidOperationException(answer.ToString());
    }

    public Task<PublishAnswer> EventAsync(string name, object? payload = null, string? correlationId = null) =>
        new PublishEvent(Runtime).RunAsync(name, payload, correlationId, null, CancellationToken.None);

    public Task<Obstacle?> CompleteAsync(string taskId, object? result = null) => new CompleteTask(Runtime).RunAsync(taskId, result, CancellationToken.None);

    /// <summary>Does all background work that was asked for.</summary>
    public Task<int> DrainAsync() => new DeliverInbox(Runtime).DrainAsync(CancellationToken.None);

    /// <summary>Moves the clock, then fires what is due and does the background work.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        while (await new FireDueTimers(Runtime).RunAsync(CancellationToken.None) + await DrainAsync() > 0)
        {
        }
    }

    public async Task<ShownInstance> ShowAsync(string instanceId) =>
        await new ShowInstance(Runtime).RunAsync(instanceId, CancellationToken.None) ?? throw new InvalidOperationException($"There is no instance {instanceId}.");

    public async Task<InstanceSubStatus> SubStatusAsync(string instanceId) => (await ShowAsync(instanceId)).Row.SubStatus;

    /// <summary>A number out of the database.</summary>
    public Task<long?> NumberAsync(string sql) => Runtime.Writer.WriteAsync(turn => turn.Number(sql), CancellationToken.None);

    /// <summary>Ids of all instances, oldest first.</summary>
    public async Task<List<string>> InstancesAsync()
    {
        await using var db = await Runtime.Database.Contexts.CreateDbContextAsync();
        return await db.Instances.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        _kept?.Dispose();
    }

    private IqRuntime Open(Database database) => new(
        database,
        new ProgramCompiler(_rules is null ? ActivityCatalog.Elsa : IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.Utc, _rules is null ? null : _rules.Names.Problems),
        new WorkflowEngine(EngineLimits.Default),
        Clock,
        Options,
        (_, text) => Lines.Add(text),
        _rules);
}
