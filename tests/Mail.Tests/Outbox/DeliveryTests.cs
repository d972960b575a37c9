using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Mail.Tests.Outbox;

public sealed class DeliveryTests
{
    [Fact]
    public async Task A_mail_is_sent_once()
    {
        await using var post = await Post.BeginAsync();
        var transport = new ScriptedTransport();
        await post.WriteAsync("M05");

        Assert.Equal(1, await post.SendAsync(transport));
        Assert.Equal(0, await post.SendAsync(transport));

        var row = await post.RowAsync();
        Assert.Equal((MessageState.Sent, 1, post.Clock.GetUtcNow()), (row.State, row.Attempts, row.SentAt));
        Assert.Equal(row.MessageId, Assert.Single(transport.Given).MessageId);
    }

    [Fact]
    public async Task What_failed_for_now_is_tried_again_later_and_later()
    {
        await using var post = await Post.BeginAsync();
        var transport = new ScriptedTransport(new Delivery.Deferred("451 busy"), new Delivery.Deferred("nobody there"), new Delivery.Accepted("250 ok"));
        await post.WriteAsync("M05");
        var begun = post.Clock.GetUtcNow();

        await post.SendAsync(transport);
        Assert.Equal((MessageState.Queued, begun.AddMinutes(1), "451 busy"), Of(await post.RowAsync()));
        Assert.Equal(0, await post.SendAsync(transport));
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        await post.SendAsync(transport);
        Assert.Equal((MessageState.Queued, begun.AddMinutes(3), "nobody there"), Of(await post.RowAsync()));
        post.Clock.Advance(TimeSpan.FromMinutes(2));
        await post.SendAsync(transport);

        Assert.Equal((MessageState.Sent, null, null), Of(await post.RowAsync()));
        Assert.Single(transport.Given.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Sending_is_given_up_after_many_attempts_and_can_be_asked_for_again()
    {
        await using var post = await Post.BeginAsync();
        var most = new MailOptions().MostAttempts;
        var transport = new ScriptedTransport(Enumerable.Repeat(new Delivery.Deferred("down"), most));
        await post.WriteAsync("M05");

        for (var i = 0; i < most + 3; i++)
        {
            await post.SendAsync(transport);
            post.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal((MessageState.Failed, most), ((await post.RowAsync()).State, (await post.RowAsync()).Attempts));
        Assert.Equal(1, await post.Care().SendFailedAgainAsync(CancellationToken.None));
        await post.SendAsync(transport);
        Assert.Equal(MessageState.Sent, (await post.RowAsync()).State);
    }

    [Fact]
    public async Task What_was_refused_for_good_is_not_tried_again_and_somebody_calls()
    {
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M05");

        await post.SendAsync(new ScriptedTransport(new Delivery.Refused("550 no such user")));
        post.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(0, await post.SendAsync(new ScriptedTransport()));
        Assert.Equal((MessageState.Failed, null, "550 no such user"), Of(await post.RowAsync()));
        var task = Assert.Single(await post.Scenario.TasksAsync(post.CaseId));
        Assert.Equal(("L1", new DateOnly(2026, 3, 3)), (task.Level, task.DueOn)); // within one working day
    }

    [Fact]
    public async Task What_may_have_arrived_is_never_sent_again_by_itself()
    {
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M05");

        await post.SendAsync(new ScriptedTransport(new Delivery.Unsure("connection lost")));
        post.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(0, await post.SendAsync(new ScriptedTransport()));
        Assert.Equal(0, await post.Care().SendFailedAgainAsync(CancellationToken.None));
        var row = await post.RowAsync();
        Assert.Equal((MessageState.Unknown, null, "connection lost"), Of(row));
        Assert.Contains("The message may not have arrived: mark it as sent or send it again", await post.TasksAsync());
        Assert.True(await post.Care().MarkSentAsync(row.Id, CancellationToken.None));
        Assert.False(await post.Care().SendAgainAsync(row.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_person_may_send_again_what_may_have_arrived_and_a_receiver_can_tell()
    {
        await using var post = await Post.BeginAsync();
        var transport = new ScriptedTransport(new Delivery.Unsure("connection lost"));
        await post.WriteAsync("M05");
        await post.SendAsync(transport);

        Assert.True(await post.Care().SendAgainAsync((await post.RowAsync()).Id, CancellationToken.None));
        await post.SendAsync(transport);

        Assert.Equal(MessageState.Sent, (await post.RowAsync()).State);
        Assert.Equal(2, transport.Given.Count);
        Assert.Equal(transport.Given[0].MessageId, transport.Given[1].MessageId);
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_marking_leaves_the_message_doubtful()
    {
        await using var post = await Post.BeginAsync(onFile: true);
        await post.WriteAsync("M05");
        var dying = new DyingTransport();
        _ = post.SendAsync(dying);
        await dying.Given;
        await post.Scenario.Base.RestartAsync();
        if (post.Scenario.Runtime.Database.IsShared)
            post.Clock.Advance(post.Scenario.Runtime.Options.Mail.LongestSending); // it might be another node that is alive

        Assert.Equal(0, await post.SendAsync(new ScriptedTransport()));

        var row = await post.RowAsync();
        Assert.Equal((MessageState.Unknown, 1, DeliverOutbox.Lost), (row.State, row.Attempts, row.LastError));
        Assert.Equal("Lost", await post.TurnAsync(turn => turn.Text("select outcome from message_attempts where message_id = @id and number = 1", row.Id)));
    }

    [Fact]
    public async Task A_fault_of_the_way_out_leaves_its_message_doubtful_and_says_what_it_was()
    {
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M05");

        Assert.Equal(1, await post.SendAsync(new FaultyTransport("no such header")));

        Assert.Equal((MessageState.Unknown, null, "no such header"), Of(await post.RowAsync()));
    }

    [Fact]
    public async Task A_message_can_be_called_off_until_it_has_gone()
    {
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M05");
        var id = (await post.RowAsync()).Id;

        Assert.True(await post.Care().CancelAsync(id, CancellationToken.None));
        Assert.Equal(0, await post.SendAsync(new ScriptedTransport()));
        Assert.False(await post.Care().SendAgainAsync(id, CancellationToken.None));
        Assert.False(await post.Care().CancelAsync("no such message", CancellationToken.None));
    }

    [Fact]
    public async Task After_a_return_somebody_calls_and_the_next_message_is_a_letter()
    {
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M05");
        await post.SendAsync(new ScriptedTransport());
        var id = (await post.RowAsync()).Id;

        Assert.True(await post.Care().RecordReturnedAsync(id, new DateOnly(2026, 3, 2), CancellationToken.None));
        Assert.False(await post.Care().RecordReturnedAsync(id, new DateOnly(2026, 3, 2), CancellationToken.None));
        var next = await post.WriteAsync("M09");

        Assert.IsType<MessageAnswer.ToPrint>(next);
        Assert.Contains("The message did not arrive: call or write a letter", await post.TasksAsync());
        Assert.True(await post.Care().RecordAnsweredAsync(id, new DateOnly(2026, 3, 3), CancellationToken.None));
        var row = (await post.RowsAsync()).Single(row => row.Id == id);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)), (row.ReturnedOn, row.AnsweredOn));
    }

    [Fact]
    public async Task What_messages_said_is_forgotten_after_a_year_but_not_that_they_were_sent()
    {
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M05");
        await post.SendAsync(new ScriptedTransport());
        post.Clock.Advance(TimeSpan.FromDays(367));

        Assert.Equal(1, await post.Care().ForgetContentsAsync(CancellationToken.None));

        var row = await post.RowAsync();
        Assert.Equal((MessageState.Sent, null, null, null), (row.State, row.Subject, row.Text, row.Parts));
    }

    private static (MessageState, DateTimeOffset?, string?) Of(MessageRow row) => (row.State, row.NextTryAt, row.LastError);
}
