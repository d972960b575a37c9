namespace IqWorkflows.Server.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Not at all. Only for a mail server on the same machine.</summary>
    None,

    /// <summary>It begins in the open and must be protected before anything is said (port 587).</summary>
    StartTls,

    /// <summary>Protected from the first octet (port 465).</summary>
    Tls,
}

/// <summary>The mail server that takes our mails.</summary>
internal sealed record SmtpOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Null: it takes our mails without signing in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>PEM file of the authority that signed the mail server's certificate, when it is none that this machine trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Longest that connecting may take.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest that one answer may take. The last one is waited for five times as long: filters look at a mail then (RFC 5321, 4.5.3.2.6).</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(60);
}
