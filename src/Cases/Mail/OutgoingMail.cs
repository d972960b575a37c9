namespace IqWorkflows.Cases.Mail;

/// <summary>An address of a mail. The name may be empty.</summary>
public sealed record MailAddress(string Name, string Address);

/// <summary>A mail as it is handed to a mail server.</summary>
public sealed record OutgoingMail
{
    /// <summary>With angle brackets; the same at every attempt, so that a receiver can see a duplicate as one.</summary>
    public required string MessageId { get; init; }

    /// <summary>Message-IDs of earlier messages of the thread, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public required MailAddress From { get; init; }

    public required MailAddress To { get; init; }

    public MailAddress? ReplyTo { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>Languages of its parts: <c>ar, de</c>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Calendar file.</summary>
    public string? Calendar { get; init; }
}
