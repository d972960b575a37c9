using System.Text.RegularExpressions;

namespace IqWorkflows.Casework.Mail;

/// <summary>What a mail server's words about a message come down to, for people who do not speak its language.</summary>
public enum MailTroubleKind
{
    /// <summary>There is no such mailbox.</summary>
    NoMailbox,

    /// <summary>The mailbox is full.</summary>
    MailboxFull,

    /// <summary>It is taken for unwanted, or a rule of the receiver is against it.</summary>
    NotWelcome,

    /// <summary>Nobody answered, or the line broke.</summary>
    NoAnswer,

    /// <summary>It was handed over and nobody knows whether it was taken.</summary>
    Doubtful,

    /// <summary>Something else; the server's own words must do.</summary>
    Other,
}

/// <summary>Reads the answers of mail servers by their status codes (RFC 3463), and by the few words that come without one.</summary>
public static partial class MailTrouble
{
    public static MailTroubleKind Of(string reply)
    {
        if (reply == DeliverOutbox.Lost)
            return MailTroubleKind.Doubtful;
        if (Status().Match(reply) is { Success: true } status)
        {
            return (status.Groups["subject"].Value, status.Groups["detail"].Value) switch
            {
                ("1", "1" or "2" or "3" or "6" or "10") => MailTroubleKind.NoMailbox,
                ("2", "2") => MailTroubleKind.MailboxFull,
                ("2", "1") => MailTroubleKind.NoMailbox,
                ("7", _) => MailTroubleKind.NotWelcome,
                ("4", _) => MailTroubleKind.NoAnswer,
                _ => MailTroubleKind.Other,
            };
        }
        if (Basic().Match(reply) is { Success: true } basic)
        {
            return basic.Groups["code"].Value switch
            {
                "550" or "551" or "553" => MailTroubleKind.NoMailbox,
                "552" or "452" => MailTroubleKind.MailboxFull,
                "554" or "571" => MailTroubleKind.NotWelcome,
                _ => MailTroubleKind.Other,
            };
        }
        return MailTroubleKind.NoAnswer; // without a code no server spoke
    }

    /// <summary>The same words without any mail address, for those who may not know whose it is.</summary>
    public static string WithoutAddresses(string reply) => Address().Replace(reply, "…@…");

    [GeneratedRegex(@"\b[245]\.(?<subject>\d{1,3})\.(?<detail>\d{1,3})\b")]
    private static partial Regex Status();

    [GeneratedRegex(@"^\s*(?<code>[2-5]\d\d)\b")]
    private static partial Regex Basic();

    [GeneratedRegex(@"[^\s<>@,;:""']+@[^\s<>@,;:""']+")]
    private static partial Regex Address();
}
