using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Casework.Mail;

/// <summary>How a mail leaves the house.</summary>
public interface IMailTransport
{
    /// <summary>Tries once. Does not throw for what a network or a mail server may do.</summary>
    Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>How an attempt to hand over a mail ended. Exactly one of these.</summary>
/// <param name="Reply">What the mail server said, or what went wrong; never the mail's own text.</param>
public abstract record Delivery(string Reply)
{
    /// <summary>The mail server has taken it.</summary>
    public sealed record Accepted(string Reply) : Delivery(Reply);

    /// <summary>It was not taken and never will be (5xx).</summary>
    public sealed record Refused(string Reply) : Delivery(Reply);

    /// <summary>It was not taken, but may be later: nobody answered, the connection ended before the message did, or 4xx.</summary>
    public sealed record Deferred(string Reply) : Delivery(Reply);

    /// <summary>All of it was handed over, but the answer never came: nobody knows.</summary>
    public sealed record Unsure(string Reply) : Delivery(Reply);
}
