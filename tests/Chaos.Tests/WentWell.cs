using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Storage.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Chaos.Tests;

/// <summary>An errand and a notice as they run when nobody is killed, with what their caller wrote down: something to corrupt.</summary>
internal sealed class WentWell : IAsyncDisposable
{
    public const string Name = "errand-1";

    private WentWell(Scenario scenario) => Scenario = scenario;

    public Scenario Scenario { get; }

    public ChaosHistory History { get; } = new();

    public string ErrandId { get; private set; } = "";

    /// <summary>Begun, and waiting for its papers.</summary>
    public static async Task<WentWell> AsFarAsThePapersAsync()
    {
        var story = new WentWell(Scenario.InMemory());
        foreach (var definition in ChaosDefinitions.All)
            await story.Scenario.PublishAsync(definition);
        story.ErrandId = await story.Scenario.StartAsync(ChaosDefinitions.Errand, Name);
        story.Note(new ChaosRequest(Asked.Start, Name, Name), story.ErrandId);
        await using var db = await story.Scenario.Runtime.Database.Contexts.CreateDbContextAsync();
        var task = await db.Tasks.SingleAsync(row => row.State == TaskState.Open);
        Assert.Null(await story.Scenario.CompleteAsync(task.Id, $"{Name}-task"));
        story.Note(new ChaosRequest(Asked.Task, $"{Name}-task", Name));
        return story;
    }

    /// <summary>To its end.</summary>
    public static async Task<WentWell> ToTheEndAsync()
    {
        var story = await AsFarAsThePapersAsync();
        for (var paper = 1; paper <= ChaosDefinitions.Papers; paper++)
            await story.PaperAsync(paper);
        await story.Scenario.DrainAsync();
        await story.Scenario.AdvanceAsync(TimeSpan.FromSeconds(1)); // the child's moment
        await story.Scenario.AdvanceAsync(TimeSpan.FromSeconds(1)); // its own
        var notice = await story.Scenario.EventAsync(ChaosDefinitions.NoticeEvent, "notice-1");
        story.Note(new ChaosRequest(Asked.Notice, "notice-1", ""), notice.Started.Single());
        return story;
    }

    public async Task PaperAsync(int paper)
    {
        await Scenario.EventAsync(ChaosDefinitions.PaperEvent, $"{Name}-paper-{paper}", Name);
        Note(new ChaosRequest(Asked.Paper, $"{Name}-paper-{paper}", Name));
    }

    public void Note(ChaosRequest request, string answer = "")
    {
        History.Send(request);
        History.Acknowledge(request.Token, answer);
    }

    /// <summary>Changes the database behind the engine's back.</summary>
    public Task CorruptAsync(string sql, params object?[] values) => Scenario.Runtime.Writer.WriteAsync(turn => Assert.NotEqual(0, turn.Execute(sql, values)), CancellationToken.None);

    public async Task<byte[]> StateAsync() => (await Scenario.ShowAsync(ErrandId)).Row.State;

    public Task<StoredState> StoredAsync() => StoredState.ReadAsync(Scenario.Runtime, CancellationToken.None);

    /// <summary>Codes of what the checker finds.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync() =>
        [.. HistoryCheck.Run(History, await StoredAsync(), new WorkflowEngine(EngineLimits.Default)).Select(finding => finding.Code).Distinct()];

    public ValueTask DisposeAsync() => Scenario.DisposeAsync();
}
