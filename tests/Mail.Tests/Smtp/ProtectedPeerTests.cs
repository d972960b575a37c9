using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>A mail server that takes nothing in the open and nothing from strangers, with a certificate of an authority that no machine knows by itself.</summary>
public sealed class ProtectedPeerTests : IDisposable
{
    private const string Credentials = "\0iq\0Schlüssel: ganz geheim";

    private static readonly OutgoingMail s_mail = new()
    {
        MessageId = "<a.b@iq.example>",
        From = new MailAddress("IQ", "beratung@iq.example"),
        To = new MailAddress("Maria Santos", "maria@example.org"),
        Date = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
        Subject = "Grüße",
        Text = "Grüße aus Köln\n",
        Html = "<p>Grüße aus Köln</p>",
    };

    private readonly TestAuthority _authority = new("Eigene Zertifizierungsstelle");
    private readonly X509Certificate2 _certificate;

    public ProtectedPeerTests() => _certificate = _authority.IssueFor(IPAddress.Loopback);

    [Fact]
    public async Task STARTTLS_succeeds_with_the_authority_that_was_named_and_signs_in_behind_it()
    {
        var peer = Peer();
        await using (peer) // what was said is complete only when the peer has stopped
            Assert.IsType<Delivery.Accepted>(await SendAsync(peer, _authority.Pem));

        Assert.Equal(["EHLO [127.0.0.1]", "STARTTLS", .. peer.Protected], peer.Commands); // nothing else in the open
        Assert.StartsWith("AUTH PLAIN ", peer.Protected[1], StringComparison.Ordinal);
        Assert.Equal(["MAIL FROM:<beratung@iq.example>", "RCPT TO:<maria@example.org>", "DATA"], peer.Protected.Skip(2).Take(3));
        Assert.Equal("Grüße aus Köln", ReceivedMail.Read(Encoding.UTF8.GetBytes(Assert.Single(peer.Messages))).Part("text/plain").Text.TrimEnd('\n'));
    }

    [Fact]
    public async Task A_server_whose_authority_nobody_named_gets_nothing()
    {
        await using var peer = Peer();

        var delivery = await SendAsync(peer, authority: null);

        Assert.Contains("certificate", Assert.IsType<Delivery.Deferred>(delivery).Reply, StringComparison.Ordinal);
        Assert.Empty(peer.Protected);
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task A_server_signed_by_another_authority_gets_nothing()
    {
        using var other = new TestAuthority("Andere Zertifizierungsstelle");
        await using var peer = Peer();

        var delivery = await SendAsync(peer, other.Pem);

        Assert.Contains("certificate", Assert.IsType<Delivery.Deferred>(delivery).Reply, StringComparison.Ordinal);
        Assert.Empty(peer.Protected);
    }

    [Fact]
    public async Task A_certificate_for_another_address_is_none()
    {
        using var elsewhere = _authority.IssueFor(IPAddress.Parse("192.0.2.1"));
        await using var peer = new FakeSmtpPeer { Certificate = elsewhere, Able = "AUTH PLAIN" };

        Assert.Contains("certificate", Assert.IsType<Delivery.Deferred>(await SendAsync(peer, _authority.Pem)).Reply, StringComparison.Ordinal);
        Assert.Empty(peer.Protected);
    }

    [Fact]
    public async Task A_wrong_password_makes_the_mail_wait()
    {
        await using var peer = Peer();

        var delivery = await SendAsync(peer, _authority.Pem, password: "falsch");

        Assert.Equal("Signing in as iq: 535 who are you?", Assert.IsType<Delivery.Deferred>(delivery).Reply);
        Assert.Empty(peer.Messages);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _authority.Dispose();
    }

    private FakeSmtpPeer Peer() => new() { Certificate = _certificate, Credentials = Credentials, Able = "AUTH PLAIN" };

    private static Task<Delivery> SendAsync(FakeSmtpPeer peer, string? authority, string password = "Schlüssel: ganz geheim") => new SmtpTransport(new SmtpOptions
    {
        Host = "127.0.0.1",
        Port = peer.Port,
        Security = SmtpSecurity.StartTls,
        User = "iq",
        Password = password,
        AuthorityFile = authority,
    }).SendAsync(s_mail, CancellationToken.None);
}
