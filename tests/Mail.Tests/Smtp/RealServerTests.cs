using System.Runtime.Versioning;
using IqWorkflows.Mail.Tests.Outbox;
using IqWorkflows.Server.Mail;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Mail.Tests.Smtp;

[Collection(RealSmtpServer.Program)]
[UnsupportedOSPlatform("windows")]
public sealed class RealServerTests
{
    [RealSmtpFact]
    public async Task A_real_server_takes_the_mails_of_a_case_and_they_can_be_read_back()
    {
        await using var server = await RealSmtpServer.StartAsync();
        await using var post = await Post.BeginAsync(language: "ar");
        await post.ConsentAsync("EMAIL_INHALT");
        await post.FactsAsync("appointment", true, ("appointment.at", "2026-03-09T10:00+01:00"), ("appointment.place", "Straße 5, Tür „grün“"));
        await post.WriteAsync("M01");
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        await post.WriteAsync("M02", "appointment:1");

        Assert.Equal(2, await post.SendAsync(new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None })));
        var mails = (await server.MailsAsync(2)).OrderBy(mail => mail["References"].Length).ToList();

        Assert.All(await post.RowsAsync(), row => Assert.Equal(MessageState.Sent, row.State));
        var (first, second) = (mails[0], mails[1]);
        Assert.Equal("IQ Anerkennungsberatung", first["From"].Split('"')[1]);
        Assert.Contains("<maria@example.org>", first["To"], StringComparison.Ordinal);
        Assert.Contains("<anna@beratung.example>", first["Reply-To"], StringComparison.Ordinal);
        Assert.Contains(post.CaseId, first["Reply-To"], StringComparison.Ordinal);
        Assert.Equal("auto-generated", first["Auto-Submitted"]);
        Assert.Equal("ar, de", first["Content-Language"]);
        Assert.Equal($"وصلنا طلبكم ({post.CaseId}) / Wir haben Ihre Anfrage bekommen ({post.CaseId})", first["Subject"]);
        Assert.Equal(first["Message-ID"], second["References"]);
        Assert.Equal("", first["List-Unsubscribe"]);

        Assert.Contains("شكرًا على رسالتكم", first.Part("text/plain").Text, StringComparison.Ordinal);
        Assert.Contains("vielen Dank für Ihre Anfrage", first.Part("text/plain").Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", first.Part("text/html").Text, StringComparison.Ordinal);
        Assert.Contains("Straße 5, Tür „grün“", second.Part("text/plain").Text, StringComparison.Ordinal);
        Assert.Contains("Straße 5, Tür „grün“", second.Part("text/html").Text, StringComparison.Ordinal);
        Assert.Contains("method=REQUEST", second.Part("text/calendar")["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260309T090000Z\n", second.Part("text/calendar").Text, StringComparison.Ordinal);
        Assert.Contains("Straße 5\\, Tür „grün“", second.Part("text/calendar").Text.Replace("\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
