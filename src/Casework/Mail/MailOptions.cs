namespace IqWorkflows.Casework.Mail;

/// <summary>What the operator decides about mail, whatever carries it.</summary>
public sealed record MailOptions
{
    /// <summary>The role address that mails come from.</summary>
    public string FromAddress { get; init; } = "beratung@iq.example";

    public string FromName { get; init; } = "IQ Anerkennungsberatung";

    /// <summary>Right part of Message-IDs. Not to be changed once mails were sent, or their threads break.</summary>
    public string MessageIdDomain => FromAddress[(FromAddress.LastIndexOf('@') + 1)..];

    /// <summary>Whether the case number may be put behind a plus in the counsellor's address for answers (<c>anna+IQ-NW-2026-1@…</c>). Not every mail server delivers such addresses; without it the number stands in the name.</summary>
    public bool ReplyPlus { get; init; }

    /// <summary>How many mails are sent at the same time.</summary>
    public int MostAtOnce { get; init; } = 4;

    /// <summary>How long sending one mail may take with a slow mail server. Where several nodes share the database, the mail of one that died is taken to be in doubt after this.</summary>
    public TimeSpan LongestSending { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After how many failed attempts sending is given up.</summary>
    public int MostAttempts { get; init; } = 16;
}
