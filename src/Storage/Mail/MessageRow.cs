using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Mail;

/// <summary>What has become of a message.</summary>
public enum MessageState
{
    /// <summary>A letter to an authority or another third party that a counsellor must release first.</summary>
    Draft,

    /// <summary>Waits for its time and a free sender.</summary>
    Queued,

    /// <summary>A sender has it: its attempt is on the disk, its outcome is not.</summary>
    Claimed,

    /// <summary>Accepted by the mail server, or marked as sent by a person.</summary>
    Sent,

    /// <summary>Refused for good, or given up after many attempts. Nothing happens by itself any more.</summary>
    Failed,

    /// <summary>Nobody knows whether the mail server has it: the connection or the process ended after the message was handed over. Never sent again by itself.</summary>
    Unknown,

    /// <summary>A letter on paper, to be printed and posted.</summary>
    ToPrint,

    Cancelled,
}

/// <summary>One message to one recipient. The row is the only truth about it: whoever wants something sent writes a row, in the transaction of what caused it.</summary>
public sealed class MessageRow : IEntityTypeConfiguration<MessageRow>
{
    /// <summary>Made from case, occasion, object, recipient and day, so that the same message cannot be written twice; also the left part of the Message-ID.</summary>
    public string Id { get; init; } = "";

    /// <summary>Null for lists to staff, which are about many cases.</summary>
    public string? CaseId { get; init; }

    public string Occasion { get; init; } = "";

    /// <summary>What it is about, for example <c>application:2</c>.</summary>
    public string Object { get; init; } = "";

    /// <summary>Kind of recipient: <c>client</c>, <c>counsellor</c>, <c>authority</c> …</summary>
    public string Recipient { get; init; } = "";

    /// <summary>The rung that caused it, if one did.</summary>
    public string? RungId { get; init; }

    public MessageState State { get; init; }

    /// <summary>On paper.</summary>
    public bool IsLetter { get; init; }

    /// <summary>NEUTRAL or INHALT.</summary>
    public string Level { get; init; } = "";

    /// <summary>Languages of its parts, the recipient's first: <c>ar de</c>.</summary>
    public string Languages { get; init; } = "";

    /// <summary>Hash of the texts it was made of.</summary>
    public string TemplateHash { get; init; } = "";

    /// <summary>Why it was written: code of the reason.</summary>
    public string ReasonCode { get; init; } = "";

    /// <summary>What the reason names, as a JSON list.</summary>
    public string ReasonArgs { get; init; } = "[]";

    public string? Name { get; init; }

    /// <summary>Mail address; null for a letter.</summary>
    public string? Address { get; init; }

    /// <summary>Postal address, one line each; null for a mail.</summary>
    public string? PostalAddress { get; init; }

    public string? ReplyName { get; init; }

    public string? ReplyAddress { get; init; }

    /// <summary>Null once the retention time of contents is over.</summary>
    public string? Subject { get; init; }

    /// <summary>The parts as JSON: language, heading and Markdown of each. The letter is drawn from them.</summary>
    public string? Parts { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Calendar file, if an appointment goes with it.</summary>
    public string? Calendar { get; init; }

    /// <summary>With angle brackets.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Message-ID of the first message to this recipient of this case; null for the first itself.</summary>
    public string? Thread { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When sending may be tried; null when nobody shall.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>The process that has it.</summary>
    public string? ClaimedBy { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What went wrong last, in the mail server's words.</summary>
    public string? LastError { get; init; }

    /// <summary>A counsellor recorded that it came back.</summary>
    public DateOnly? ReturnedOn { get; init; }

    /// <summary>A counsellor recorded that it was answered.</summary>
    public DateOnly? AnsweredOn { get; init; }

    void IEntityTypeConfiguration<MessageRow>.Configure(EntityTypeBuilder<MessageRow> table)
    {
        table.ToTable("messages").HasKey(row => row.Id);
        table.HasIndex(row => new { row.State, row.NextTryAt });
        table.HasIndex(row => new { row.CaseId, row.CreatedAt });
        table.HasIndex(row => row.CreatedAt);
        table.HasIndex(row => new { row.CaseId, row.CreatedAt }, "ix_messages_not_arrived").HasFilter("state in ('Failed', 'Unknown')");
        table.HasIndex(row => new { row.State, row.CreatedAt });
        table.HasIndex(row => row.CaseId).HasFilter("state = 'Failed'");
        table.HasIndex(row => row.SentAt).HasFilter("sent_at is not null");
    }
}
