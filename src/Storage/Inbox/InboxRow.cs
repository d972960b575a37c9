using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Inbox;

/// <summary>What is to be done with an item of the inbox.</summary>
public enum InboxKind
{
    /// <summary>Find who awaits it: triggers and instances.</summary>
    Publish,

    /// <summary>Give it to one instance.</summary>
    Deliver,

    /// <summary>Start an instance at a trigger.</summary>
    Trigger,

    /// <summary>Start a child.</summary>
    Child,

    /// <summary>Wake one bookmark of one instance.</summary>
    Wake,
}

/// <summary>Where an item of the inbox stands. What was delivered is no longer there.</summary>
public enum InboxState
{
    Pending,

    /// <summary>Nobody awaited it yet; it is kept until its time ends.</summary>
    Kept,

    /// <summary>Nobody awaited it in time. Shown until somebody removes it.</summary>
    Expired,

    /// <summary>Its delivery failed and would fail again. Shown, and may be tried again.</summary>
    Failed,
}

/// <summary>Something that must still reach somebody. It is consumed in the transaction of what it causes, so it causes it once.</summary>
public sealed class InboxRow : IEntityTypeConfiguration<InboxRow>
{
    /// <summary>Items are delivered in this order.</summary>
    public long Id { get; private set; }

    public InboxKind Kind { get; private set; }

    public InboxState State { get; private set; }

    /// <summary>Whom it is for: the instance that is woken, or for a child its own id. Null: whoever awaits it.</summary>
    public string? InstanceId { get; private set; }

    /// <summary>Hash of what it is, for matching; null where nothing is matched.</summary>
    public long? Hash { get; private set; }

    public string? StimulusKind { get; private set; }

    public string? StimulusText { get; private set; }

    public string? CorrelationId { get; private set; }

    /// <summary>Bookmark to wake, or where the parent waits for the child; else null.</summary>
    public int? Bookmark { get; private set; }

    /// <summary>Definition to start, else null.</summary>
    public string? DefinitionId { get; private set; }

    /// <summary>Trigger to start at, else null.</summary>
    public string? ActivityId { get; private set; }

    /// <summary>Who asks for the child, else null.</summary>
    public string? ParentId { get; private set; }

    /// <summary>Payload, or the child's input, as typed JSON.</summary>
    public byte[] Payload { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Until when it is kept if nobody awaits it; null: it is not kept at all.</summary>
    public DateTimeOffset? KeptUntil { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Why delivery failed, for people; else null.</summary>
    public string? Reason { get; private set; }

    void IEntityTypeConfiguration<InboxRow>.Configure(EntityTypeBuilder<InboxRow> table)
    {
        table.ToTable("inbox").HasKey(row => row.Id);
        table.HasIndex(row => new { row.State, row.Id });
        table.HasIndex(row => new { row.Hash, row.State }).HasFilter("hash is not null");
        table.HasIndex(row => new { row.State, row.KeptUntil });
    }
}
