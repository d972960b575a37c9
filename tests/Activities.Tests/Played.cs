using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Tests.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Activities.Tests;

/// <summary>An instance whose every step is run once more from its log, and whose state is read again, to see that both give the same.</summary>
internal sealed class Played
{
    private readonly TestInstance _instance;

    public Played(WorkflowProgram program, params (string Fact, object? Value)[] facts) =>
        _instance = new TestInstance(program) { Facts = Known(facts) };

    public Played(JsonObject root, FlowchartMode mode = FlowchartMode.Counter, bool continues = false)
        : this(Boxes.Compiled(root, mode, continues))
    {
    }

    public Played(WorkflowDefinition definition)
        : this(Boxes.Compiled(definition))
    {
    }

    public string Status => _instance.Status;

    public string Lines => _instance.Lines;

    public string Waiting => _instance.Waiting;

    public string Started => _instance.Started;

    public IReadOnlyList<Run> Runs => _instance.Runs;

    public IEnumerable<JournalEntry> Journal => _instance.Journal;

    public IReadOnlyDictionary<int, Bookmark> Open => _instance.Open;

    public InstanceView View => _instance.View;

    public int StateBytes => _instance.State!.Length; // asked for only after the start

    /// <summary>What the boxes asked for so far.</summary>
    public IEnumerable<CaseEffect> Effects => _instance.Runs.SelectMany(run => run.Effects).OfType<CaseEffect>();

    public Played Start() => Give(new Stimulus.Start([], CorrelationId: "IQ-NW-2026-000001"));

    public Played Event(string name, object? payload = null) => Give(new Stimulus.Deliver(Engine.Activities.Primitives.Event.Key(name), payload));

    public Played Record(string eventName, CaseAnswer? answer = null) => Give(new Stimulus.Deliver(Asking.AwaitEvent.Key(eventName), answer?.ToPayload()));

    public Played Wake(string activityId, object? payload = null) =>
        Give(new Stimulus.Wake(_instance.Open.Values.First(bookmark => bookmark.ActivityId == activityId).Number, payload));

    public Played Give(Stimulus stimulus)
    {
        var before = _instance.State;
        var run = _instance.Give(stimulus);
        Assert.True(run.Happened, $"nobody awaited {stimulus}");

        var again = _instance.Replay(before, run);
        Assert.Equal(run.State, again.State);
        Assert.Equal(run.Journal, again.Journal);
        Assert.Equal(run.Log, again.Log);
        Assert.Equal(run.Closed, again.Closed);
        if (run.Status == InstanceStatus.Running)
            Assert.Equal(_instance.Open.Values, _instance.View.Bookmarks.OrderBy(bookmark => bookmark.Number));
        return this;
    }

    public bool IsAwaited(Stimulus stimulus) => _instance.Try(stimulus).Happened;

    public static Facts Known(params (string Fact, object? Value)[] facts) => new(facts.Select(fact => new Fact(fact.Fact, fact.Value, IsPersonal: false)), "rules-1");
}
