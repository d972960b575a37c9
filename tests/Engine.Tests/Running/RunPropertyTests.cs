using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>What holds for every drawing and whatever happens to its instances.</summary>
public sealed class RunPropertyTests
{
    private static readonly EngineLimits s_limits = new(Activities: 400, StateBytes: 1024 * 1024);

    [Fact]
    public void No_drawing_crashes_or_hangs_and_nothing_is_suspended_silently() => ForAnyRun(instance =>
    {
        var view = instance.View;
        if (view.Status == InstanceStatus.Running)
            Assert.True(view.Bookmarks.Count > 0 || view.Incidents.Any(incident => !incident.IsResolved), "suspended without bookmark and incident");
        Assert.Equal(view.Incidents.Count(incident => !incident.IsResolved), instance.Runs[^1].OpenIncidents);
        Assert.Equal((view.Status, view.SubStatus), (instance.Runs[^1].Status, instance.Runs[^1].SubStatus));
    });

    [Fact]
    public void Opened_and_closed_bookmarks_add_up_to_what_the_state_says() => ForAnyRun(instance =>
    {
        Assert.Equal(instance.Open.Values, instance.View.Bookmarks.OrderBy(bookmark => bookmark.Number));
    });

    [Fact]
    public void Replaying_the_log_gives_the_same_bytes() => ForAnyWorkflow((instance, random) =>
    {
        var before = new List<byte[]?> { null };
        for (var step = 0; Happens(instance, random, step); step++)
            before.Add(instance.State);

        for (var step = 0; step < instance.Runs.Count; step++)
        {
            var (run, again) = (instance.Runs[step], instance.Replay(step == 0 ? null : instance.Runs[step - 1].State, instance.Runs[step]));
            AssertSame(run, again);
        }
    });

    [Fact]
    public void The_same_step_twice_gives_the_same_bytes() => ForAnyWorkflow((instance, random) =>
    {
        for (var step = 0; ; step++)
        {
            if (Next(instance, random, step) is not { } stimulus)
                return;
            var first = instance.Try(stimulus);
            AssertSame(first, instance.Give(stimulus));
        }
    });

    [Fact]
    public void A_state_read_and_written_again_is_the_same() => ForAnyRun(instance =>
    {
        var burst = new Burst();
        StateReader.Read(burst, instance.Program, instance.State);

        Assert.Equal(Text(instance.State!), Text(new StateJson().Write(burst.State))); // it has started
    });

    [Fact]
    public void What_nobody_awaits_changes_nothing() => ForAnyRun(instance =>
    {
        foreach (var stimulus in (Stimulus[])[new Stimulus.Deliver(Event.Key("Nobody"), "x"), new Stimulus.Wake(99_999), new Stimulus.Retry(99_999), new Stimulus.Skip(99_999), new Stimulus.Start([])])
        {
            var run = instance.Try(stimulus);
            Assert.False(run.Happened);
            Assert.Same(instance.State, run.State);
            Assert.Empty(run.Opened);
            Assert.Empty(run.Closed);
            Assert.Empty(run.Effects);
        }
    });

    [Fact]
    public void The_journal_tells_of_every_start_at_most_one_end() => ForAnyRun(instance =>
    {
        var isOpen = new Dictionary<int, bool>();
        foreach (var entry in instance.Journal)
        {
            switch (entry.Event)
            {
                case JournalEvent.Started:
                    Assert.False(isOpen.GetValueOrDefault(entry.Execution), $"{entry.Activity} began twice");
                    isOpen[entry.Execution] = true;
                    break;
                case JournalEvent.Completed or JournalEvent.Canceled:
                    Assert.True(isOpen[entry.Execution] || HasFaulted(instance, entry), $"{entry.Activity} ended twice");
                    isOpen[entry.Execution] = false;
                    break;
                case JournalEvent.Faulted:
                    isOpen[entry.Execution] = false;
                    break;
                case JournalEvent.Suspended or JournalEvent.Resumed:
                    Assert.True(isOpen.ContainsKey(entry.Execution), $"{entry.Activity} waits without having begun");
                    break;
            }
        }
    });

    // A fault may be skipped (Completed) or its container may end (Canceled).
    private static bool HasFaulted(TestInstance instance, JournalEntry entry) =>
        instance.Journal.Any(other => other.Event == JournalEvent.Faulted && other.Execution == entry.Execution);

    /// <summary>Checks after each step of a run.</summary>
    private static void ForAnyRun(Action<TestInstance> check) => ForAnyWorkflow((instance, random) =>
    {
        for (var step = 0; Happens(instance, random, step); step++)
            check(instance);
    });

    private static void ForAnyWorkflow(Action<TestInstance, Random> check) =>
        Prop.ForAll(RandomDrawing.Workflows, workflow => check(new TestInstance(workflow.Program(), s_limits), new Random(workflow.Seed))).Check(Repetitions.Of(400));

    /// <returns>False when the story is over.</returns>
    private static bool Happens(TestInstance instance, Random random, int step)
    {
        if (Next(instance, random, step) is not { } stimulus)
            return false;
        instance.Give(stimulus);
        return true;
    }

    private static Stimulus? Next(TestInstance instance, Random random, int step)
    {
        if (step == 0)
            return new Stimulus.Start(new ObjectValue { ["Name"] = "x" }, CorrelationId: "case");
        if (step > 14)
            return null;
        instance.Now += TimeSpan.FromMinutes(random.Next(30));
        var open = instance.Open.Values.ToList();
        var incidents = instance.View.Incidents.Where(incident => !incident.IsResolved).ToList();
        return random.Next(12) switch
        {
            <= 4 when open.Count > 0 => new Stimulus.Wake(open[random.Next(open.Count)].Number, random.Next(2) == 0 ? null : new ObjectValue { ["a"] = 1 }),
            5 or 6 when incidents.Count > 0 => new Stimulus.Retry(incidents[random.Next(incidents.Count)].Number),
            7 or 8 when incidents.Count > 0 => new Stimulus.Skip(incidents[random.Next(incidents.Count)].Number, random.Next(2) == 0 ? null : "Yes"),
            9 when random.Next(6) == 0 => new Stimulus.Cancel(),
            _ => new Stimulus.Deliver(Event.Key(((string[])["A", "B", "C"])[random.Next(3)]), step),
        };
    }

    private static void AssertSame(Run one, Run other)
    {
        Assert.Equal(one.Happened, other.Happened);
        Assert.Equal(Text(one.State), Text(other.State));
        Assert.Equal(one.Journal, other.Journal);
        Assert.Equal(Text(one.Log), Text(other.Log));
        Assert.Equal(one.Opened, other.Opened);
        Assert.Equal(one.Closed, other.Closed);
        Assert.Equal(one.Effects.Count, other.Effects.Count);
    }

    private static string Text(byte[] utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
