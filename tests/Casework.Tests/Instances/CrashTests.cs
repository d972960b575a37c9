using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Tests.Instances;

/// <summary>The disk fails before any statement of a step, one after the other, until the step gets through: nothing of it may be there before, and all of it afterwards.</summary>
public sealed class CrashTests // elsa-core 7726
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_start_is_there_as_a_whole_or_not_at_all()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Event("e", "X").ToString());
        await scenario.PublishAsync(new Drawing("w").Line("a", "a").Task("t", "Look").Delay("d", s_hour).Dispatch("c", "child", waits: false).Execute("x", "child")
            .Connect("a", "t").Connect("a", "d").Connect("a", "c").Connect("a", "x").ToString());

        await FailBeforeEach(scenario, () => scenario.StartAsync("w"));

        Assert.Equal(["a"], scenario.Lines);
        Assert.Equal(2, await scenario.NumberAsync("select count(*) from instances"));
        Assert.Equal(4, await scenario.NumberAsync("select count(*) from bookmarks"));
        Assert.Equal(1, await scenario.NumberAsync("select count(*) from timers"));
        Assert.Equal(1, await scenario.NumberAsync("select count(*) from tasks"));
        Assert.Equal(1, await scenario.NumberAsync("select count(*) from inbox"));
    }

    [Fact]
    public async Task A_bookmark_never_parts_from_its_state()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").Line("m", "m").Event("f", "Y").ToString());
        var id = await scenario.StartAsync("w");

        await FailBeforeEach(scenario, () => scenario.EventAsync("X"));

        Assert.Equal(["m"], scenario.Lines);
        var bookmark = Assert.Single((await scenario.ShowAsync(id)).View.Bookmarks);
        Assert.Equal(bookmark.Number, await scenario.NumberAsync("select number from bookmarks"));
    }

    [Fact]
    public async Task The_end_of_a_child_never_parts_from_what_its_parents_make_of_it()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("grandchild").Event("e", "X").ToString());
        await scenario.PublishAsync(new Drawing("child").Dispatch("d", "grandchild", waits: true).ToString());
        await scenario.PublishAsync(new Drawing("parent").Dispatch("d", "child", waits: true).Line("z", "z").ToString());
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();

        await FailBeforeEach(scenario, () => scenario.EventAsync("X"));

        Assert.Equal(["z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }

    [Fact]
    public async Task An_item_of_the_inbox_never_parts_from_what_it_causes()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Line("c", "c").ToString());
        await scenario.PublishAsync(new Drawing("parent").Bulk("b", "child", 3, waits: true).Line("z", "z").ToString());
        var parent = await scenario.StartAsync("parent");

        // A drain is many transactions, so what is there after a failure is more than before, but never half of anything.
        await FailBeforeEach(scenario, scenario.DrainAsync, isOneTransaction: false);

        Assert.Equal(["c", "c", "c", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
        Assert.Equal(4, await scenario.NumberAsync("select count(*) from instances where status = 'Finished'"));
    }

    [Fact]
    public async Task A_timer_never_parts_from_what_it_wakes()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Delay("d", s_hour).Line("z", "z").ToString());
        await scenario.PublishAsync(new Drawing("t").Timer("t", s_hour).Line("s", "s").ToString());
        await scenario.StartAsync("w");
        scenario.Clock.Advance(s_hour);

        await FailBeforeEach(scenario, () => scenario.AdvanceAsync(TimeSpan.Zero), isOneTransaction: false);

        Assert.Equal(["s", "z"], scenario.Lines.Order());
    }

    internal static async Task FailBeforeEach(Scenario scenario, Func<Task> act, bool isOneTransaction = true)
    {
        for (var good = 0; ; good++)
        {
            Assert.InRange(good, 0, 1000);
            var left = good;
            var before = TestDatabase.Rows(scenario.Runtime.Database);
            scenario.Runtime.Database.BeforeStatement = _ =>
            {
                if (left-- == 0)
                    throw TestDatabase.Gone();
            };
            try
            {
                await act();
                Assert.True(good > 0, "Not one statement was run.");
                return;
            }
            catch (DatabaseUnavailableException)
            {
                if (isOneTransaction)
                    Assert.Equal(before, TestDatabase.Rows(scenario.Runtime.Database));
            }
            finally
            {
                scenario.Runtime.Database.BeforeStatement = null;
            }
        }
    }
}
