using IqWorkflows.Casework.Instances;

namespace IqWorkflows.Casework.Tests.Instances;

public sealed class ActivationTests
{
    [Theory]
    [InlineData("AllowAlwaysStrategy", "c1", "w", "c1", true)]
    [InlineData("SingletonStrategy", "c1", "w", "c2", false)]
    [InlineData("SingletonStrategy", "c1", "v", "c1", true)] // of another definition
    [InlineData("CorrelatedSingletonStrategy", "c1", "w", "c1", false)]
    [InlineData("CorrelatedSingletonStrategy", "c1", "w", "c2", true)]
    [InlineData("CorrelatedSingletonStrategy", "c1", "v", "c1", true)]
    [InlineData("CorrelationStrategy", "c1", "v", "c1", false)]
    [InlineData("CorrelationStrategy", "c1", "v", "c2", true)]
    [InlineData("CorrelationStrategy", null, "v", null, true)] // nothing in common
    public async Task A_second_instance_starts_only_if_the_strategy_allows_it(string strategy, string? firstCorrelation, string second, string? secondCorrelation, bool starts)
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Activation(strategy).Event("e", "X").ToString());
        await scenario.PublishAsync(new Drawing("v").Activation(strategy).Event("e", "X").ToString());
        await scenario.StartAsync("w", firstCorrelation);

        var answer = await new StartInstance(scenario.Runtime).RunAsync(new StartRequest(second, [], secondCorrelation), CancellationToken.None);

        Assert.Equal(starts, answer is StartAnswer.Started);
        Assert.Equal(starts ? 2 : 1, await scenario.NumberAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task After_the_first_has_ended_a_singleton_starts_again()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Activation("SingletonStrategy").Event("e", "X").ToString());
        await scenario.StartAsync("w");
        await scenario.EventAsync("X");

        await scenario.StartAsync("w");

        Assert.Equal(2, await scenario.NumberAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task Of_many_that_want_to_start_a_singleton_at_once_one_does()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Activation("SingletonStrategy").Event("e", "X").ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => new StartInstance(scenario.Runtime).RunAsync(new StartRequest("w", []), CancellationToken.None)));

        Assert.Single(answers.OfType<StartAnswer.Started>());
        Assert.All(answers.OfType<StartAnswer.Refused>(), refused => Assert.Equal("already-running", refused.Reason.Code));
    }

    [Fact]
    public async Task What_is_not_published_does_not_start()
    {
        await using var scenario = Scenario.InMemory();

        var answer = await new StartInstance(scenario.Runtime).RunAsync(new StartRequest("nothing", []), CancellationToken.None);

        Assert.Equal("not-published", Assert.IsType<StartAnswer.Refused>(answer).Reason.Code);
    }

    [Fact]
    public async Task A_start_sent_again_with_its_key_starts_nothing_and_is_answered_alike()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").ToString());
        var request = new StartRequest("w", [], RequestKey: "k1");

        var first = await new StartInstance(scenario.Runtime).RunAsync(request, CancellationToken.None);
        await scenario.RestartAsync();
        var again = await new StartInstance(scenario.Runtime).RunAsync(request, CancellationToken.None);

        Assert.Equal(first, again);
        Assert.Equal(1, await scenario.NumberAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task An_event_sent_again_with_its_key_wakes_nobody_a_second_time()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").Line("m", "m").Event("f", "X").Line("z", "z").ToString());
        await scenario.StartAsync("w");
        var publish = new Casework.Inbox.PublishEvent(scenario.Runtime);

        var first = await publish.RunAsync("X", null, null, "k1", CancellationToken.None);
        var again = await publish.RunAsync("X", null, null, "k1", CancellationToken.None);

        Assert.Equal(first.Resumed, again.Resumed);
        Assert.Equal(["m"], scenario.Lines);
    }
}
