using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>One instance as a database would keep it: state, open bookmarks, journal and log, carried on stimulus by stimulus under a clock that tests move.</summary>
internal sealed class TestInstance(WorkflowProgram program, EngineLimits? limits = null)
{
    public const string Id = "instance-1";

    private readonly WorkflowEngine _engine = new(limits ?? EngineLimits.Default);

    public WorkflowProgram Program => program;

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public Facts Facts { get; init; } = Facts.None;

    /// <summary>Published definitions, for children.</summary>
    public Func<string, WorkflowProgram?> Published { get; init; } = _ => null;

    public byte[]? State { get; private set; }

    /// <summary>The steps so far; one that nobody awaited is none.</summary>
    public List<Run> Runs { get; } = [];

    /// <summary>Bookmarks as storage would have them, by number.</summary>
    public SortedDictionary<int, Bookmark> Open { get; } = [];

    public InstanceView View => WorkflowEngine.View(program, State!); // asked for only after the start

    public IEnumerable<JournalEntry> Journal => Runs.SelectMany(run => Engine.Running.Journal.Read(program, run.Journal));

    public string Lines => string.Join(' ', Runs.SelectMany(run => run.Effects).OfType<Effect.WriteLine>().Select(line => line.Text));

    public string Started => string.Join(' ', Journal.Where(entry => entry.Event == JournalEvent.Started).Select(entry => entry.Activity.Id));

    public string Waiting => string.Join(' ', Open.Values.Select(bookmark => bookmark.ActivityId));

    public string Status => View.SubStatus.ToString();

    public Run Start() => Give(new Stimulus.Start([]));

    public Run Event(string name, object? payload = null) => Give(new Stimulus.Deliver(Engine.Activities.Primitives.Event.Key(name), payload));

    /// <summary>Wakes the first open bookmark of an activity.</summary>
    public Run Wake(string activityId, object? payload = null) => Give(new Stimulus.Wake(Open.Values.First(bookmark => bookmark.ActivityId == activityId).Number, payload));

    /// <summary>Moves the clock to the bookmark that is due next, and wakes it.</summary>
    public Run WakeNextDue()
    {
        var next = Open.Values.Where(bookmark => bookmark.DueAt is not null).MinBy(bookmark => bookmark.DueAt)!; // the caller knows that there is one
        Now = next.DueAt!.Value; // chosen by having one
        return Give(new Stimulus.Wake(next.Number));
    }

    public Run Give(Stimulus stimulus)
    {
        var run = Try(stimulus);
        if (!run.Happened)
            return run;
        State = run.State;
        Runs.Add(run);
        foreach (var number in run.Closed)
            Assert.True(Open.Remove(number), $"bookmark {number} was closed but not open");
        foreach (var bookmark in run.Opened)
            Open.Add(bookmark.Number, bookmark);
        return run;
    }

    /// <summary>What a stimulus would do; nothing is kept.</summary>
    public Run Try(Stimulus stimulus) => _engine.Run(program, Id, State, stimulus, Now, Facts, Published);

    /// <summary>Runs a step of this instance again from its log.</summary>
    public Run Replay(byte[]? before, Run run) => _engine.Replay(program, Id, before, InputLog.Read(run.Log));
}
