using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.Versioning;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Server.Commands;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>
/// The case of the nurse from the Philippines (C01), almost two years of it, whose mails go through a real mail server; she chose Arabic and has consented to content from the beginning.
/// </summary>
[Collection(RealSmtpServer.Program)]
[UnsupportedOSPlatform("windows")]
public sealed class PlayedCaseTests
{
    private static readonly PlayScene s_scene = RulesFolder.Scene(null);

    [RealSmtpFact]
    public async Task Every_mail_of_a_case_arrives_as_it_was_written()
    {
        await using var server = await RealSmtpServer.StartAsync();
        var handed = new Listening(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None }));

        var played = await new PlayScript(s_scene, handed).RunAsync(Script(), CancellationToken.None);

        Assert.All(handed.Mails, sent => Assert.IsType<Delivery.Accepted>(sent.Delivery));
        var mailed = played.Timeline.OfType<TimelineEntry.Sent>().Where(sent => sent.Form == "mail").ToList();
        Assert.Superset(
            new HashSet<string>(["M01", "M02", "M03", "M07", "M08", "M09", "M12", "M13", "M17", "M21", "M24", "M25", "M26", "M30", "M36", "M37"]),
            mailed.Select(sent => sent.Occasion).ToHashSet());
        var arrived = (await server.MailsAsync(handed.Mails.Count)).ToDictionary(mail => mail["Message-ID"]);
        Assert.Equal(handed.Mails.Count, arrived.Count);
        Assert.All(handed.Mails, sent => AssertArrived(sent.Mail, arrived[sent.Mail.MessageId]));

        var clients = arrived.Values.Where(mail => mail["To"].Contains("maria.santos@example.org", StringComparison.Ordinal)).ToList();
        Assert.Equal(mailed.Count(sent => sent.Recipient == "client"), clients.Count);
        Assert.All(clients, mail =>
        {
            Assert.Contains($"({played.CaseId})", mail["Reply-To"], StringComparison.Ordinal);
            Assert.Contains("beratung@iq.example", mail["Reply-To"], StringComparison.Ordinal);
            Assert.Contains(played.CaseId!, mail["Subject"], StringComparison.Ordinal); // it was opened
        });
        var first = clients.Single(mail => mail["Message-ID"].Contains(".m01.", StringComparison.Ordinal));
        Assert.Equal("", first["References"]);
        Assert.All(clients.Where(mail => mail != first), mail => Assert.Equal(first["Message-ID"], mail["References"]));
    }

    [RealSmtpFact]
    public async Task A_client_who_chose_Arabic_reads_it_from_the_right_and_finds_the_appointment_as_a_file()
    {
        await using var server = await RealSmtpServer.StartAsync();
        var handed = new Listening(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None }));

        await new PlayScript(s_scene, handed).RunAsync(Script(), CancellationToken.None);
        var arrived = await server.MailsAsync(handed.Mails.Count);

        var enquiry = Of(arrived, "m01");
        Assert.Equal("ar, de", enquiry["Content-Language"]);
        Assert.Contains("شكرًا على رسالتكم", enquiry.Part("text/plain").Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", enquiry.Part("text/html").Text, StringComparison.Ordinal);
        Assert.Contains("vielen Dank für Ihre Anfrage", enquiry.Part("text/plain").Text, StringComparison.Ordinal);
        Assert.Contains("vielen Dank für Ihre Anfrage", enquiry.Part("text/html").Text, StringComparison.Ordinal);

        var appointment = Of(arrived, "m02");
        Assert.Contains("Mittwoch, 21. Januar 2026, um 10:00 Uhr", appointment.Part("text/plain").Text, StringComparison.Ordinal);
        Assert.Contains("method=REQUEST", appointment.Part("text/calendar")["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260121T090000Z\n", appointment.Part("text/calendar").Text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:Beratungsstelle\\, Raum 2\n", appointment.Part("text/calendar").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_IDs_are_the_same_whenever_the_case_is_played()
    {
        var (once, again) = (new Listening(null), new Listening(null));

        await new PlayScript(s_scene, once).RunAsync(Script(), CancellationToken.None);
        await new PlayScript(s_scene, again).RunAsync(Script(), CancellationToken.None);

        Assert.NotEmpty(once.Mails);
        Assert.Equal(once.Mails.Select(sent => sent.Mail.MessageId).Order(), again.Mails.Select(sent => sent.Mail.MessageId).Order());
        Assert.Equal(once.Mails.Count, once.Mails.Select(sent => sent.Mail.MessageId).Distinct().Count());
    }

    private static CaseScript Script()
    {
        var script = ScriptFile.Read(Path.Combine(RulesFolder.Shipped, "cases", "c01.yaml"));
        var open = (ScriptStep.Open)script.Steps[0];
        var given = open.Given with { Values = new Dictionary<string, string>(open.Given.Values) { ["person.language"] = "ar" } };
        return script with { Steps = [open with { Given = given, Consents = [.. open.Consents, "EMAIL_INHALT"] }, .. script.Steps.Skip(1)] };
    }

    private static void AssertArrived(OutgoingMail sent, ReceivedMail mail)
    {
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Equal(sent.Subject, mail["Subject"]);
        Assert.Equal(string.Join(' ', sent.References), mail["References"]);
        Assert.Contains(sent.To.Address, mail["To"], StringComparison.Ordinal);
        Assert.Equal(sent.Date, DateTimeOffset.Parse(mail["Date"], CultureInfo.InvariantCulture)); // the day of the story, not of the test
        Assert.Equal(sent.Text.TrimEnd('\n'), mail.Part("text/plain").Text.TrimEnd('\n'));
        Assert.Equal(sent.Html.TrimEnd('\n'), mail.Part("text/html").Text.TrimEnd('\n'));
    }

    private static ReceivedMail Of(IEnumerable<ReceivedMail> mails, string occasion) => mails.Single(mail => mail["Message-ID"].Contains($".{occasion}.", StringComparison.Ordinal));

    /// <summary>Hears the mails of the case and hands them on. The daily lists of the staff, hundreds in two years, go nowhere.</summary>
    private sealed class Listening(IMailTransport? behind) : IMailTransport
    {
        public ConcurrentQueue<(OutgoingMail Mail, Delivery Delivery)> Mails { get; } = new();

        public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            if (!mail.MessageId.StartsWith("<iq-", StringComparison.Ordinal))
                return new Delivery.Accepted("a list");
            var delivery = behind is null ? new Delivery.Accepted("heard") : await behind.SendAsync(mail, cancellationToken);
            Mails.Enqueue((mail, delivery));
            return delivery;
        }
    }
}
