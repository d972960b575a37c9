using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Mail;

/// <summary>One attempt to send a message. It is on the disk before the dialogue with the mail server begins.</summary>
public sealed class MessageAttemptRow : IEntityTypeConfiguration<MessageAttemptRow>
{
    public string MessageId { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, and for ever when the process died.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Accepted, Refused, Deferred, Unsure or Lost; null while it runs.</summary>
    public string? Outcome { get; init; }

    /// <summary>What the mail server said, or what went wrong.</summary>
    public string? Reply { get; init; }

    void IEntityTypeConfiguration<MessageAttemptRow>.Configure(EntityTypeBuilder<MessageAttemptRow> table) =>
        table.ToTable("message_attempts").HasKey(row => new { row.MessageId, row.Number });
}
