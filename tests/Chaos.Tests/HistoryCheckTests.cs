using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Storage.Instances;

namespace IqWorkflows.Chaos.Tests;

/// <summary>A checker that finds nothing proves nothing, unless it finds what was broken on purpose.</summary>
public sealed class HistoryCheckTests
{
    private const string StepsOfTheErrand = "instance_id = @id and number = @number";

    [Fact]
    public async Task Nothing_is_found_where_all_went_well()
    {
        await using var story = await WentWell.ToTheEndAsync();

        Assert.Empty(await story.FindingsAsync());
        Assert.Equal(InstanceSubStatus.Finished, await story.Scenario.SubStatusAsync(story.ErrandId));
    }

    [Fact]
    public async Task Nothing_is_found_where_a_caller_gave_up_and_the_errand_waits()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        await story.PaperAsync(1);
        story.History.Send(new ChaosRequest(Asked.Paper, "never heard of again", WentWell.Name));

        Assert.Empty(await story.FindingsAsync());
    }

    [Fact]
    public async Task Nothing_is_found_where_a_paper_came_early_and_the_caller_gave_up()
    {
        await using var story = await WentWell.AsFarAsTheTaskAsync();
        await story.PaperAsync(1);

        Assert.Empty(await story.FindingsAsync());
    }

    [Fact]
    public async Task A_paper_kept_from_an_errand_that_awaits_it_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        await story.Scenario.EventAsync(ChaosDefinitions.PaperEvent, "kept", "nobody");
        story.Note(new ChaosRequest(Asked.Paper, "kept", WentWell.Name));
        await story.CorruptAsync("update inbox set correlation_id = @errand", WentWell.Name);

        Assert.Equal(["inbox-left"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_lost_start_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync("delete from instances where id = @id", story.ErrandId);

        Assert.Contains("lost-Start", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_doubled_start_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.Scenario.StartAsync(ChaosDefinitions.Errand, WentWell.Name);

        Assert.Contains("doubled-Start", await story.FindingsAsync());
    }

    [Fact]
    public async Task An_answer_that_names_another_instance_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        var other = await story.Scenario.StartAsync(ChaosDefinitions.Errand, "errand-2");
        story.Note(new ChaosRequest(Asked.Start, "errand-2", "errand-2"), story.ErrandId);

        Assert.NotEqual(story.ErrandId, other);
        Assert.Contains("other-instance", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_lost_event_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        story.Note(new ChaosRequest(Asked.Paper, "acknowledged and lost", WentWell.Name));

        Assert.Equal(["lost-Paper"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_doubled_event_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        await story.PaperAsync(1);
        await story.PaperAsync(1);

        Assert.Equal(["doubled-Paper"], await story.FindingsAsync());
    }

    [Fact]
    public async Task An_event_that_reached_another_errand_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        await story.Scenario.EventAsync(ChaosDefinitions.PaperEvent, "for somebody else", WentWell.Name);
        story.Note(new ChaosRequest(Asked.Paper, "for somebody else", "errand-2"));

        Assert.Equal(["other-errand"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_lost_task_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        story.Note(new ChaosRequest(Asked.Task, "acknowledged and lost", WentWell.Name));

        Assert.Contains("lost-Task", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_notice_that_started_two_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.Scenario.EventAsync(ChaosDefinitions.NoticeEvent, "notice-1");

        Assert.Equal(["doubled-Notice"], await story.FindingsAsync());
    }

    [Fact]
    public async Task An_effect_that_nobody_asked_for_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.Scenario.EventAsync(ChaosDefinitions.NoticeEvent, "out of the blue");

        Assert.Equal(["never-sent"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_torn_state_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        var before = await story.StateAsync();
        await story.PaperAsync(1);
        await story.CorruptAsync("update instances set state = @state where id = @id", before, story.ErrandId);

        Assert.Contains("torn-state", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_state_that_differs_in_one_value_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync(
            "update instances set state = cast(replace(cast(state as text), @three, @two) as blob) where id = @id and cast(state as text) like @with",
            "\"total\":3", "\"total\":2", story.ErrandId, "%\"total\":3%");

        var found = await story.FindingsAsync();

        Assert.Contains("torn-state", found);
        Assert.Contains("miscounted", found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task A_missing_step_is_found(int number)
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync($"delete from steps where {StepsOfTheErrand}", story.ErrandId, number);

        Assert.Contains("step-missing", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_journal_that_tells_of_another_step_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync($"update steps set journal = (select journal from steps where instance_id = @id and number = 1) where {StepsOfTheErrand}", story.ErrandId, 2);

        Assert.Contains("other-journal", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_timer_that_fired_twice_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var errand = (await story.StoredAsync()).Instances.Single(instance => instance.Row.Id == story.ErrandId);
        var fired = errand.Steps.Last(step => step.Given.Stimulus is Stimulus.Wake { Payload: null }).Row.Number;
        await story.CorruptAsync(
            "insert into steps (instance_id, number, at, journal, log, note) select instance_id, @next, at, journal, log, note from steps where instance_id = @id and number = @number",
            errand.Row.Steps + 1, story.ErrandId, fired);
        await story.CorruptAsync("update instances set steps = steps + 1 where id = @id", story.ErrandId);

        var found = await story.FindingsAsync();

        Assert.Contains("woken-twice", found);
        Assert.Contains("step-without-effect", found);
    }

    [Fact]
    public async Task A_timer_left_behind_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync("insert into timers (due_at, instance_id, bookmark) values (@due, @id, @bookmark)", story.Scenario.Clock.GetUtcNow(), story.ErrandId, 5);

        Assert.Equal(["other-timers"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_bookmark_that_nobody_can_find_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        await story.CorruptAsync("delete from bookmarks where instance_id = @id", story.ErrandId);

        Assert.Equal(["other-bookmarks"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_row_that_stands_otherwise_than_its_state_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync("update instances set sub_status = 'Cancelled' where id = @id", story.ErrandId);

        Assert.Contains("other-status", await story.FindingsAsync());
    }

    [Fact]
    public async Task A_lost_child_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync("delete from instances where parent_id = @id", story.ErrandId);

        Assert.Equal(["children"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_second_child_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync("update instances set parent_id = @errand where definition_id = @notice", story.ErrandId, ChaosDefinitions.Notice);

        Assert.Equal(["children"], await story.FindingsAsync());
    }

    [Fact]
    public async Task An_errand_that_does_not_come_to_its_end_is_found()
    {
        await using var story = await WentWell.AsFarAsThePapersAsync();
        for (var paper = 1; paper <= ChaosDefinitions.Papers; paper++)
            await story.PaperAsync(paper);
        await story.Scenario.DrainAsync();

        Assert.Equal(["stuck"], await story.FindingsAsync());
    }

    [Fact]
    public async Task An_event_left_in_the_inbox_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.Scenario.EventAsync("nobody awaits this");

        Assert.Equal(["inbox-left"], await story.FindingsAsync());
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        await story.CorruptAsync($"update steps set journal = @junk where {StepsOfTheErrand}", Packing.Pack([9, 9, 9]), story.ErrandId, 2);

        Assert.Contains("unreadable", await story.FindingsAsync());
    }

    [Fact]
    public async Task An_API_that_shows_something_else_is_found()
    {
        await using var story = await WentWell.ToTheEndAsync();
        var stored = await story.StoredAsync();
        var shown = stored.Instances.ToDictionary(
            instance => instance.Row.Id,
            instance => new ShownErrand(instance.Row.Id, instance.Row.SubStatus.ToString(), [], instance.Row.Id == story.ErrandId ? ChaosDefinitions.Papers : null));

        Assert.Empty(new ShownState(shown).Differences(stored));

        shown[story.ErrandId] = shown[story.ErrandId] with { Total = 2 };
        Assert.Equal(["other-answer"], new ShownState(shown).Differences(stored).Select(finding => finding.Code));

        shown.Remove(story.ErrandId);
        Assert.Equal(["not-shown"], new ShownState(shown).Differences(stored).Select(finding => finding.Code));
    }
}
