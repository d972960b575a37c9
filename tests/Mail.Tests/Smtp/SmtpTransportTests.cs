using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Mail.Tests.Smtp;

public sealed class SmtpTransportTests
{
    private static readonly OutgoingMail s_mail = new()
    {
        MessageId = "<a.b@iq.example>",
        From = new MailAddress("IQ", "beratung@iq.example"),
        To = new MailAddress("Maria Santos", "maria@example.org"),
        Date = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
        Subject = "Grüße",
        Text = ".Punkt\n..\n.\nEnde\n",
        Html = "<p>Grüße</p>",
    };

    [Fact]
    public async Task A_good_dialogue_hands_the_mail_over_with_its_dots()
    {
        await using var peer = new FakeSmtpPeer();

        var delivery = await SendAsync(peer);

        Assert.Equal(new Delivery.Accepted("250 taken"), delivery);
        Assert.Equal(["EHLO [127.0.0.1]", "MAIL FROM:<beratung@iq.example>", "RCPT TO:<maria@example.org>", "DATA"], peer.Commands.Take(4));
        Assert.Contains("\r\n..Punkt\r\n...\r\n..\r\nEnde\r\n", Assert.Single(peer.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("greeting", "421 too busy", false)]
    [InlineData("greeting", "554 go away", true)]
    [InlineData("EHLO", "451 later", false)]
    [InlineData("MAIL", "451 later", false)]
    [InlineData("MAIL", "550 not from you", true)]
    [InlineData("RCPT", "450 greylisted", false)]
    [InlineData("RCPT", "550 no such user", true)]
    [InlineData("DATA", "452 disk full", false)]
    [InlineData("DATA", "554 no valid recipients", true)]
    [InlineData("end", "451 filter is down", false)]
    [InlineData("end", "554 looks like spam", true)]
    public async Task A_refusal_is_for_now_or_for_good_as_its_first_digit_says(string place, string reply, bool isForGood)
    {
        await using var peer = new FakeSmtpPeer { Replies = { [place] = reply } };

        var delivery = await SendAsync(peer);

        Assert.Equal(isForGood ? new Delivery.Refused(reply) : new Delivery.Deferred(reply), delivery);
        Assert.Empty(peer.Messages);
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData("body")]
    public async Task A_connection_cut_before_the_end_of_the_message_may_be_tried_again(string place)
    {
        await using var peer = new FakeSmtpPeer { ClosesAt = place };

        // A cut in the midst of the message is sometimes felt only behind it: then nobody can know, and it is said so.
        var delivery = await SendAsync(peer);

        Assert.True(delivery is Delivery.Deferred || (place == "body" && delivery is Delivery.Unsure), delivery.ToString());
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task A_connection_cut_after_the_final_dot_leaves_a_doubt()
    {
        await using var peer = new FakeSmtpPeer { ClosesAt = "end" };

        Assert.IsType<Delivery.Unsure>(await SendAsync(peer));
        Assert.Single(peer.Messages); // it has the mail, and we do not know
    }

    [Theory]
    [InlineData("greeting", false)]
    [InlineData("RCPT", false)]
    [InlineData("end", true)]
    public async Task A_server_that_falls_silent_is_not_waited_for_for_ever(string place, bool isDoubtful)
    {
        await using var peer = new FakeSmtpPeer { SilentAt = place };

        var delivery = await SendAsync(peer, answerPatience: TimeSpan.FromMilliseconds(100));

        Assert.Equal(isDoubtful, delivery is Delivery.Unsure);
        Assert.Contains("did not answer within", delivery.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_a_reason_to_try_later()
    {
        var peer = new FakeSmtpPeer();
        await peer.DisposeAsync();

        Assert.IsType<Delivery.Deferred>(await SendAsync(peer));
    }

    [Fact]
    public async Task What_is_no_mail_server_gets_nothing()
    {
        await using var peer = new FakeSmtpPeer { Replies = { ["greeting"] = "HTTP/1.1 400 Bad Request" } };

        Assert.Contains("no mail server", Assert.IsType<Delivery.Deferred>(await SendAsync(peer)).Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AGlxAGdlaGVpbQ==")]
    [InlineData("AUTH=PLAIN", "AUTH PLAIN AGlxAGdlaGVpbQ==")]
    [InlineData("AUTH LOGIN", "AUTH LOGIN")]
    public async Task It_signs_in_as_the_server_offers(string able, string said)
    {
        await using var peer = new FakeSmtpPeer { Able = able };

        await SendAsync(peer, user: "iq");

        Assert.Contains(said, peer.Commands);
    }

    [Fact]
    public async Task A_wrong_password_makes_mails_wait_and_fails_none()
    {
        await using var peer = new FakeSmtpPeer { Able = "AUTH PLAIN", Replies = { ["AUTH"] = "535 wrong" } };

        Assert.IsType<Delivery.Deferred>(await SendAsync(peer, user: "iq"));
        Assert.DoesNotContain(peer.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_said_in_the_open_where_protection_is_wanted()
    {
        await using var peer = new FakeSmtpPeer();

        Assert.Contains("no STARTTLS", Assert.IsType<Delivery.Deferred>(await SendAsync(peer, user: "iq", security: SmtpSecurity.StartTls)).Reply, StringComparison.Ordinal);
        Assert.Equal(["EHLO [127.0.0.1]"], peer.Commands);
    }

    [Theory]
    [InlineData("jürgen@example.org", "SMTPUTF8", "RCPT TO:<jürgen@example.org>")]
    [InlineData("maria@köln.example", "", "RCPT TO:<maria@xn--kln-sna.example>")]
    public async Task Addresses_in_any_script_are_said_as_the_server_can_take_them(string address, string able, string said)
    {
        await using var peer = new FakeSmtpPeer { Able = able };

        Assert.IsType<Delivery.Accepted>(await SendAsync(peer, to: address));
        Assert.Contains(said, peer.Commands);
        Assert.Equal(able.Length > 0, peer.Commands[1].EndsWith(" SMTPUTF8", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("jürgen@example.org")] // the server cannot take it
    [InlineData("no address")]
    [InlineData("a@b>\r\nDATA")]
    [InlineData("@example.org")]
    [InlineData("a@")]
    public async Task An_address_that_cannot_be_said_is_refused_before_anything_is_sent(string address)
    {
        await using var peer = new FakeSmtpPeer();

        Assert.IsType<Delivery.Refused>(await SendAsync(peer, to: address));
        Assert.Equal(["EHLO [127.0.0.1]"], peer.Commands);
    }

    private static Task<Delivery> SendAsync(
        FakeSmtpPeer peer, string to = "maria@example.org", string? user = null, SmtpSecurity security = SmtpSecurity.None, TimeSpan? answerPatience = null) =>
        new SmtpTransport(new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = peer.Port,
            Security = security,
            User = user,
            Password = "geheim",
            AnswerPatience = answerPatience ?? TimeSpan.FromSeconds(20),
        }).SendAsync(s_mail with { To = new MailAddress("Maria Santos", to) }, CancellationToken.None);
}
