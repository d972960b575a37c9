using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Chaos.Tests;

/// <summary>What the check of mails must find.</summary>
public sealed class MailCheckTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(MessageState.Sent, 1)]
    [InlineData(MessageState.Failed, 0)]
    [InlineData(MessageState.Unknown, 0)] // the named window: nobody can know, and it is said
    [InlineData(MessageState.Unknown, 1)]
    public void Nothing_is_found_where_a_mail_was_handed_over_once_or_its_fate_is_told(MessageState state, int taken) => Assert.Empty(Found(state, taken));

    [Theory]
    [InlineData(MessageState.Sent, 2, "doubled-mail")]
    [InlineData(MessageState.Unknown, 2, "doubled-mail")]
    [InlineData(MessageState.Sent, 0, "never-handed-over")]
    [InlineData(MessageState.Failed, 1, "handed-over")]
    [InlineData(MessageState.Queued, 0, "mail-left")]
    [InlineData(MessageState.Claimed, 1, "mail-left")]
    public void A_mail_that_was_handed_over_twice_never_or_otherwise_than_it_is_told_is_found(MessageState state, int taken, string code) => Assert.Equal([code], Found(state, taken));

    [Fact]
    public void A_mail_that_is_in_no_outbox_is_found() => Assert.Equal(["mail-from-nowhere"], Codes(MailCheck.Run([], ["<one@iq.example>"])));

    [Fact]
    public void Nothing_is_found_where_each_client_was_written_to_once()
    {
        var history = Opened("maria", "IQ-NW-2026-0001");
        history.Send(new ChaosRequest(Asked.Case, "never answered", ""));

        Assert.Empty(MailCheck.Written(history, [Mail("one", "maria", "IQ-NW-2026-0001")]));
    }

    [Fact]
    public void A_client_whose_case_was_acknowledged_and_lost_is_found() => Assert.Equal(["lost-Case"], Codes(MailCheck.Written(Opened("maria", "IQ-NW-2026-0001"), [])));

    [Fact]
    public void A_client_whose_case_was_opened_twice_is_found() => Assert.Equal(
        ["doubled-Case"],
        Codes(MailCheck.Written(Opened("maria", "IQ-NW-2026-0001"), [Mail("one", "maria", "IQ-NW-2026-0001"), Mail("two", "maria", "IQ-NW-2026-0002")])));

    [Fact]
    public void An_answer_that_names_another_case_is_found() => Assert.Equal(
        ["other-case"], Codes(MailCheck.Written(Opened("maria", "IQ-NW-2026-0002"), [Mail("one", "maria", "IQ-NW-2026-0001")])));

    private static ChaosHistory Opened(string client, string caseId)
    {
        var history = new ChaosHistory();
        history.Send(new ChaosRequest(Asked.Case, client, ""));
        history.Acknowledge(client, caseId);
        return history;
    }

    private static IEnumerable<string> Found(MessageState state, int taken)
    {
        var mail = Mail("one", "maria", "IQ-NW-2026-0001", state);
        return Codes(MailCheck.Run([mail], Enumerable.Repeat(mail.MessageId, taken)));
    }

    private static IEnumerable<string> Codes(IEnumerable<Finding> findings) => findings.Select(finding => finding.Code);

    private static MessageRow Mail(string id, string client, string caseId, MessageState state = MessageState.Sent) => new()
    {
        Id = id,
        CaseId = caseId,
        Occasion = ChaosDefinitions.MailOccasion,
        Recipient = "client",
        State = state,
        Level = "NEUTRAL",
        Languages = "de",
        Address = ChaosHistory.AddressOf(client),
        MessageId = $"<{id}@iq.example>",
        CreatedAt = s_now,
    };
}
