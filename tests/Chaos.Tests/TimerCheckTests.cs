using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Server.Bench.Chaos.Nodes;

namespace IqWorkflows.Chaos.Tests;

/// <summary>What the check of timers must find.</summary>
public sealed class TimerCheckTests
{
    [Fact]
    public async Task Nothing_is_found_where_every_timer_fired_once_and_late()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var stored = await story.StoredAsync();

        Assert.Equal(2, Fired(stored).Count); // the child's and its parent's
        Assert.Empty(TimerCheck.Run(stored, Fired(stored)));
        Assert.Empty(stored.Instances.SelectMany(TimerCheck.Early));
    }

    [Fact]
    public async Task A_timer_that_fired_early_by_the_servers_clock_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var stored = await story.StoredAsync();
        var fired = Fired(stored);
        fired[0] = fired[0] with { FiredAt = fired[0].DueAt.AddTicks(-1) };

        Assert.Equal(["early"], Codes(TimerCheck.Run(stored, fired)));
    }

    [Fact]
    public async Task A_step_that_says_it_happened_before_its_timer_was_due_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var errand = (await story.StoredAsync()).Instances.Single(instance => instance.Row.Id == story.ErrandId);
        var early = errand with { Steps = [.. errand.Steps.Select(step => IsFired(step) ? step with { Given = step.Given with { Now = step.Given.Now.AddHours(-1) } } : step)] };

        Assert.Equal(["early"], Codes(TimerCheck.Early(early)));
    }

    [Fact]
    public async Task A_timer_that_fired_twice_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var stored = await story.StoredAsync();

        Assert.Equal(["fired-twice"], Codes(TimerCheck.Run(stored, [.. Fired(stored), Fired(stored)[0]])));
    }

    [Fact]
    public async Task A_timer_that_is_gone_without_waking_anything_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var stored = await story.StoredAsync();

        Assert.Equal(["lost-timer"], Codes(TimerCheck.Run(stored, [.. Fired(stored), Fired(stored)[0] with { Bookmark = 99 }])));
    }

    [Fact]
    public async Task An_instance_that_was_woken_by_no_timer_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var stored = await story.StoredAsync();

        Assert.Equal(["woken-by-nothing"], Codes(TimerCheck.Run(stored, Fired(stored)[1..])));
    }

    private static List<FiredTimer> Fired(StoredState stored) =>
    [
        .. stored.Instances.SelectMany(instance => instance.Steps.Where(IsFired).Select(
            step => new FiredTimer(instance.Row.Id, ((Stimulus.Wake)step.Given.Stimulus).Bookmark, step.Given.Now, step.Given.Now))),
    ];

    private static bool IsFired(StoredStep step) => step.Given.Stimulus is Stimulus.Wake { Payload: null };

    private static IEnumerable<string> Codes(IEnumerable<Finding> findings) => findings.Select(finding => finding.Code);
}
