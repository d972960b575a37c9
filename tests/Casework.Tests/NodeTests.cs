using System.Text;
using IqWorkflows.Activities;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;
using Drawing = IqWorkflows.TestKit.Drawing;

namespace IqWorkflows.Casework.Tests;

/// <summary>Two nodes on one PostgreSQL database: what one saves the other goes by, and what is due is done once.</summary>
public sealed class NodeTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private TestDatabase _kept = null!;
    private IqRuntime _one = null!;
    private IqRuntime _other = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.WhyNot is not null)
            return; // the tests are skipped
        _kept = TestDatabase.OnPostgres();
        _one = await OpenAsync();
        _other = await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.WhyNot is not null)
            return;
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        _kept.Dispose();
    }

    [PostgresFact]
    public async Task What_one_publishes_the_other_starts()
    {
        await PublishAsync(_one, "first");
        Assert.Equal("first", await LineOfAsync(_other));

        await PublishAsync(_one, "second");
        Assert.Equal("second", await LineOfAsync(_other));

        await PublishAsync(_other, "third");
        Assert.Equal("third", await LineOfAsync(_one));
    }

    [PostgresFact]
    public async Task The_time_that_nodes_go_by_is_the_servers_as_of_the_group_and_never_ahead_of_it()
    {
        const string BegunAt = "select (extract(epoch from now()) * 1000000)::bigint";
        const string Now = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";
        var clock = Assert.IsType<TimeProvider>(_one.Database.Clock, exactMatch: false);

        var (begun, now, later) = await _one.Writer.WriteAsync(turn => (turn.Number(BegunAt), clock.GetUtcNow(), turn.Number(Now)), CancellationToken.None);

        Assert.InRange((now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, begun!.Value, later!.Value); // the server said both
    }

    [PostgresFact]
    public async Task Timers_that_both_knock_for_fire_once()
    {
        await PublishDefinitionAsync(_one, new Drawing("w").Delay("d", TimeSpan.FromMinutes(5)).Line("z", "z").Connect("d", "z").ToString());
        for (var i = 0; i < 60; i++)
            await StartAsync(i % 2 == 0 ? _one : _other);
        _clock.Advance(TimeSpan.FromMinutes(6));

        await Task.WhenAll(new[] { _one, _other }.Select(node => new FireDueTimers(node).RunAsync(CancellationToken.None)));

        Assert.Equal((60L, 0L), (await NumberAsync("select count(*) from instances where status = 'Finished' and steps = 2"), await NumberAsync("select count(*) from timers")));
    }

    [PostgresFact]
    public async Task An_item_of_the_inbox_that_both_deliver_is_consumed_once()
    {
        await PublishDefinitionAsync(_one, new Drawing("child").Line("z", "z").ToString());
        await PublishDefinitionAsync(_one, new Drawing("parent").Bulk("b", "child", 100, waits: true).Line("end", "end").Connect("b", "end", "Completed").ToString());
        await StartAsync(_one, "parent");

        await Task.WhenAll(new[] { _one, _other }.Select(node => new DeliverInbox(node).DrainAsync(CancellationToken.None)));

        Assert.Equal((100L, 0L), (await NumberAsync("select count(*) from instances where definition_id = 'child'"), await NumberAsync("select count(*) from inbox where state = 'Pending'")));
        Assert.Equal(1, await NumberAsync("select count(*) from instances where definition_id = 'parent' and status = 'Finished'"));
    }

    [PostgresFact]
    public async Task A_mail_is_handed_over_by_one_node_only()
    {
        await _one.Writer.WriteAsync(turn => Enumerable.Range(0, 40).ToList().ForEach(i => MessageTable.Insert(turn, Mail($"m{i}"))), CancellationToken.None);
        var (here, there) = (new CountingTransport(), new CountingTransport());

        await Task.WhenAll(new DeliverOutbox(_one, CaseScenario.Rules, here).RunAsync(CancellationToken.None), new DeliverOutbox(_other, CaseScenario.Rules, there).RunAsync(CancellationToken.None));

        Assert.Equal(40, here.Sent.Concat(there.Sent).Distinct().Count());
        Assert.Equal(40, here.Sent.Count + there.Sent.Count);
        Assert.Equal(40, await NumberAsync("select count(*) from messages where state = 'Sent' and attempts = 1"));
    }

    [PostgresFact]
    public async Task The_mail_of_a_node_that_is_silent_is_in_doubt_only_after_the_longest_time_that_sending_takes()
    {
        await _one.Writer.WriteAsync(turn => MessageTable.Insert(turn, Mail("m")), CancellationToken.None);
        var slow = new SlowTransport();
        var sending = new DeliverOutbox(_one, CaseScenario.Rules, slow).RunAsync(CancellationToken.None);
        await slow.Began;
        var others = new CountingTransport();
        var other = new DeliverOutbox(_other, CaseScenario.Rules, others);

        await other.RunAsync(CancellationToken.None);
        Assert.Equal(1, await NumberAsync("select count(*) from messages where state = 'Claimed'"));
        _clock.Advance(_one.Options.Mail.LongestSending);
        await other.RunAsync(CancellationToken.None);
        Assert.Equal(1, await NumberAsync("select count(*) from messages where state = 'Unknown'"));

        slow.End();
        await sending;
        Assert.Equal(1, await NumberAsync("select count(*) from messages where state = 'Unknown'")); // a person has been asked meanwhile
        Assert.Empty(others.Sent);
    }

    [PostgresFact]
    public async Task A_recurring_job_is_done_by_one_node_until_that_one_leaves_or_dies()
    {
        var plan = new RecurringJobPlan("timers", TimeSpan.FromSeconds(1), true);
        var (here, there) = (new JobBoard(_one, [plan]), new JobBoard(_other, [plan]));

        Assert.True(await here.MayRunAsync(plan, CancellationToken.None));
        Assert.False(await there.MayRunAsync(plan, CancellationToken.None));
        Assert.True(await here.MayRunAsync(plan, CancellationToken.None));
        await here.LeaveAsync(CancellationToken.None);
        Assert.True(await there.MayRunAsync(plan, CancellationToken.None));
        Assert.False(await here.MayRunAsync(plan, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await here.MayRunAsync(plan, CancellationToken.None));
    }

    [PostgresFact]
    public async Task Rules_that_were_changed_on_one_node_count_on_the_other_before_its_next_step()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "workflows");
        var (here, there) = (new RuleShelf(_one, folder, []), new RuleShelf(_other, folder, []));
        here.FollowOthers();
        there.FollowOthers();
        var file = here.DeliveredFiles("mail").First(name => name.EndsWith(".de.md", StringComparison.Ordinal));
        var text = here.Delivered(file, "")!;

        Assert.IsType<RuleAnswer.Done>(await here.SaveAsync(file, "", text.TrimEnd() + "\n\nNoch ein Satz.\n", 0, "anna", CancellationToken.None));
        Assert.NotEqual(_one.Rules.Hash, _other.Rules.Hash);
        await _other.Writer.WriteAsync(_ => true, CancellationToken.None);

        Assert.Equal(_one.Rules.Hash, _other.Rules.Hash);
        Assert.IsType<RuleAnswer.Changed>(await there.SaveAsync(file, "", text, 0, "ben", CancellationToken.None));
    }

    [PostgresFact]
    public async Task Whoever_looks_at_a_case_on_one_node_hears_that_it_was_changed_on_the_other()
    {
        using var end = new CancellationTokenSource();
        var hearing = _other.HearOthersAsync(end.Token);
        await using var news = _other.News.ListenAsync(end.Token).GetAsyncEnumerator();
        var next = news.MoveNextAsync().AsTask();
        // Until the other node listens, nobody hears: it is told again and again.
        while (!next.IsCompleted)
        {
            await _one.Writer.WriteAsync(turn => _one.News.Tell(turn, "IQ-NW-2026-0001"), CancellationToken.None);
        }

        Assert.True(await next);
        Assert.Equal("IQ-NW-2026-0001", news.Current);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
    }

    private async Task<IqRuntime> OpenAsync() => new(
        await _kept.OpenAsync(), new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.Utc), new WorkflowEngine(EngineLimits.Default), _clock, new RuntimeOptions(), null, CaseScenario.Rules);

    private static Task PublishAsync(IqRuntime node, string text) => PublishDefinitionAsync(node, new Drawing("w").Correlate("c", text).Line("l", text).Connect("c", "l").ToString());

    private static async Task PublishDefinitionAsync(IqRuntime node, string json) =>
        Assert.IsType<DefinitionAnswer.Done>(await new ImportDefinition(node).RunAsync(Encoding.UTF8.GetBytes(json), PublishCare.NoErrors, CancellationToken.None));

    private static async Task<string> StartAsync(IqRuntime node, string definitionId = "w") =>
        Assert.IsType<StartAnswer.Started>(await new StartInstance(node).RunAsync(new StartRequest(definitionId, [], null), CancellationToken.None)).InstanceId;

    private static async Task<string?> LineOfAsync(IqRuntime node)
    {
        var id = await StartAsync(node);
        return await node.Writer.WriteAsync(turn => turn.Text("select correlation_id from instances where id = @id", id), CancellationToken.None);
    }

    private Task<long?> NumberAsync(string sql) => _one.Writer.WriteAsync(turn => turn.Number(sql), CancellationToken.None);

    private MessageRow Mail(string id) => new()
    {
        Id = id,
        Occasion = "M05",
        Object = "case",
        Recipient = "client",
        State = MessageState.Queued,
        Level = "A",
        Languages = "de",
        Address = "maria@example.org",
        Subject = "s",
        Text = "t",
        Html = "h",
        MessageId = $"<{id}@iq.example>",
        CreatedAt = _clock.GetUtcNow(),
        NextTryAt = _clock.GetUtcNow(),
    };

    private sealed class CountingTransport : IMailTransport
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _sent = new();

        public System.Collections.Concurrent.ConcurrentQueue<string> Sent => _sent;

        public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            _sent.Enqueue(mail.MessageId);
            return Task.FromResult<Delivery>(new Delivery.Accepted("250 ok"));
        }
    }

    private sealed class SlowTransport : IMailTransport
    {
        private readonly TaskCompletionSource _began = new();
        private readonly TaskCompletionSource<Delivery> _ended = new();

        public Task Began => _began.Task;

        public void End() => _ended.SetResult(new Delivery.Accepted("250 ok"));

        public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            _began.TrySetResult();
            return _ended.Task;
        }
    }
}
