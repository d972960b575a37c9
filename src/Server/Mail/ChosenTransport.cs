using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Mail;

/// <summary>Sends by the mail server of the command line; where that names none, by the one that an operator named at the desk; else into the folder.</summary>
internal sealed class ChosenTransport(ServerOptions options, SettingBook settings, SecretSeal seal) : IMailTransport
{
    private readonly IMailTransport? _fixed = options.Smtp is { } smtp ? new SmtpTransport(smtp) : options.MailFolder is { } folder ? new FolderTransport(folder) : null;
    private readonly FolderTransport _folder = new(Path.Combine(options.DataFolder, "mail"));

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (_fixed is not null)
            return await _fixed.SendAsync(mail, cancellationToken);
        if (await settings.MailServerAsync(cancellationToken) is not { } text || StoredMailServer.Read(text) is not { } stored)
            return await _folder.SendAsync(mail, cancellationToken);
        var password = stored.Password is { } sealedPassword ? seal.Open(sealedPassword) : null;
        if (stored.Password is not null && password is null)
            return new Delivery.Deferred("The password of the mail server cannot be read any more: the keys of the house are others. Enter it again at the desk.");
        return await By(stored with { Password = password }, options).SendAsync(mail, cancellationToken);
    }

    /// <summary>A way to send by these settings, whose password is not sealed.</summary>
    public static IMailTransport By(StoredMailServer stored, ServerOptions options) => new WithSender(
        new SmtpTransport(new SmtpOptions
        {
            Host = stored.Host,
            Port = stored.Port,
            Security = stored.Security switch { "tls" => SmtpSecurity.Tls, "none" => SmtpSecurity.None, _ => SmtpSecurity.StartTls },
            User = stored.User,
            Password = stored.Password,
        }),
        NamesSender(options) ? null : new MailAddress(stored.FromName, stored.FromAddress));

    /// <summary>The options with the sender that an operator named at the desk, unless the command line names one.</summary>
    public static ServerOptions WithStoredSender(ServerOptions options, string? text) =>
        options is { Smtp: null, MailFolder: null } && !NamesSender(options) && text is not null && StoredMailServer.Read(text) is { } stored
            ? options with { Mail = options.Mail with { FromAddress = stored.FromAddress, FromName = stored.FromName } }
            : options;

    private static bool NamesSender(ServerOptions options) => options.Mail.FromAddress != new MailOptions().FromAddress;

    /// <summary>The sender counts at once; the mails that wait were written with the old one.</summary>
    private sealed class WithSender(SmtpTransport smtp, MailAddress? from) : IMailTransport
    {
        public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => smtp.SendAsync(from is null ? mail : mail with { From = from }, cancellationToken);
    }
}
