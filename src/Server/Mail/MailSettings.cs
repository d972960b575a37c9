using System.CommandLine;
using System.Net;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Mail;

/// <summary>What the operator says about mail on the command line.</summary>
internal sealed class MailSettings
{
    private readonly Option<string?> _folder = new("--mail-folder") { Description = "Folder that mails are put into as .eml files while no mail server is named. Default: mail, below the data folder.", HelpName = "DIR" };
    private readonly Option<string?> _host = new("--smtp-host") { Description = "Mail server that takes our mails. Without it they stay in the folder.", HelpName = "HOST" };
    private readonly Option<int?> _port = new("--smtp-port") { Description = "Its port. Default: 587; 465 with tls; 25 with none.", HelpName = "PORT" };
    private readonly Option<string> _security = new("--smtp-security") { Description = "starttls, tls (from the first octet) or none (only on this machine).", HelpName = "WORD", DefaultValueFactory = _ => "starttls" };
    private readonly Option<string?> _user = new("--smtp-user") { Description = "Name to sign in with.", HelpName = "NAME" };
    private readonly Option<string?> _passwordFile = new("--smtp-password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };
    private readonly Option<string?> _authority = new("--smtp-ca") { Description = "PEM file of the authority that signed the mail server's certificate, if this machine does not know it.", HelpName = "FILE" };
    private readonly Option<double> _patience = new("--smtp-timeout") { Description = "Longest that one answer of the mail server may take, in seconds.", HelpName = "SECONDS", DefaultValueFactory = _ => 60 };
    private readonly Option<string> _from = new("--mail-from") { Description = "Address that mails come from. Its domain is part of every Message-ID.", HelpName = "ADDRESS", DefaultValueFactory = _ => new MailOptions().FromAddress };
    private readonly Option<string> _fromName = new("--mail-from-name") { Description = "Name that mails come from.", HelpName = "NAME", DefaultValueFactory = _ => new MailOptions().FromName };
    private readonly Option<bool> _plus = new("--mail-reply-plus") { Description = "Puts the case number behind a plus into the counsellor's address for answers. Only where the mail server delivers such addresses." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _folder, _host, _port, _security, _user, _passwordFile, _authority, _patience, _from, _fromName, _plus })
            command.Options.Add(option);
    }

    public string? FolderIn(ParseResult parsed) => parsed.GetValue(_folder);

    /// <exception cref="CommandRefusedException">It makes no sense; the message says what does.</exception>
    public MailOptions MailIn(ParseResult parsed)
    {
        var from = parsed.GetRequiredValue(_from);
        if (from.Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
            throw new CommandRefusedException($"--mail-from: {from} is no mail address. Write for example beratung@traeger.de.");
        return new MailOptions { FromAddress = from, FromName = parsed.GetRequiredValue(_fromName), ReplyPlus = parsed.GetValue(_plus) };
    }

    /// <returns>Null when no mail server is named.</returns>
    /// <exception cref="CommandRefusedException">It makes no sense; the message says what does.</exception>
    public SmtpOptions? SmtpIn(ParseResult parsed)
    {
        if (parsed.GetValue(_host) is not { Length: > 0 } host)
            return new Option[] { _port, _user, _passwordFile, _authority }.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } useless
                ? throw new CommandRefusedException($"{useless.Name} says nothing without --smtp-host.")
                : null;

        var security = parsed.GetRequiredValue(_security) switch
        {
            "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" => SmtpSecurity.None,
            var word => throw new CommandRefusedException($"--smtp-security: {word} is unknown. Write starttls, tls or none."),
        };
        var user = parsed.GetValue(_user);
        if (security == SmtpSecurity.None && !(host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))))
            throw new CommandRefusedException($"--smtp-security none would send what clients are told in the open to {host}. Write starttls or tls; none is for a mail server on this machine.");
        if (user is null != (parsed.GetValue(_passwordFile) is null))
            throw new CommandRefusedException("--smtp-user and --smtp-password-file go together.");
        var patience = parsed.GetRequiredValue(_patience);
        if (patience is not (>= 1 and <= 600))
            throw new CommandRefusedException("--smtp-timeout: write seconds between 1 and 600.");
        return new SmtpOptions
        {
            Host = host,
            Port = parsed.GetValue(_port) ?? security switch { SmtpSecurity.Tls => 465, SmtpSecurity.None => 25, _ => 587 },
            Security = security,
            User = user,
            Password = parsed.GetValue(_passwordFile) is { } file ? FirstLine("--smtp-password-file", file) : null,
            AuthorityFile = parsed.GetValue(_authority) is { } authority ? Existing("--smtp-ca", authority) : null,
            AnswerPatience = TimeSpan.FromSeconds(patience),
        };
    }

    private static string FirstLine(string option, string file) =>
        File.ReadLines(Existing(option, file)).FirstOrDefault() is { Length: > 0 } line ? line : throw new CommandRefusedException($"{option}: the first line of {file} is empty.");

    private static string Existing(string option, string file) => File.Exists(file) ? file : throw new CommandRefusedException($"{option}: {file} is not there.");
}
