using IqWorkflows.Casework.Mail;

namespace IqWorkflows.Desk.Hosting;

/// <summary>What the server tells its desk.</summary>
/// <param name="KeyFolder">Where earlier versions kept the keys with which cookies are sealed; they move into the database.</param>
/// <param name="AcceptsKey">Whether this is the key of the server: the first administrator may come from another machine with it only.</param>
public sealed record DeskOptions(string KeyFolder, Func<string, bool> AcceptsKey)
{
    /// <summary>Where the desk is reached as long as no operator has said it.</summary>
    public Func<string> Address { get; init; } = () => "http://localhost";

    /// <summary>The mail server that the server was started with, as people read it; null: it may be named at the desk.</summary>
    public string? FixedMailServer { get; init; }

    /// <summary>Makes a way to send by these settings, to try them; null: mails cannot be sent from here.</summary>
    public Func<StoredMailServer, IMailTransport>? MailBy { get; init; }
}
