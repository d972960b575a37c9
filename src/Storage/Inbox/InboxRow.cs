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
    public long Id { get; init; }

    public InboxKind Kind { get; init; }

    public InboxState State { get; init; }

    /// <summary>Whom it is for: the instance that is woken, or for a child its own id. Null: whoever awaits it.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Whether it is for that instance and no other, kept or not.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Hash of what it is, for matching; null where nothing is matched.</summary>
    public long? Hash { get; init; }

    public string? StimulusKind { get; init; }

    public string? StimulusText { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Bookmark to wake, or where the parent waits for the child; else null.</summary>
    public int? Bookmark { get; init; }

    /// <summary>Definition to start, else null.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Trigger to start at, else null.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Who asks for the child, else null.</summary>
    public string? ParentId { get; init; }

    /// <summary>Payload, or the child's input, as typed JSON.</summary>
    public byte[] Payload { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it is kept if nobody awaits it; null: it is not kept at all.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    public int Attempts { get; init; }

    /// <summary>Why delivery failed, for people; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>The day on which happened what caused it; null: that was the day on which it was put here.</summary>
    public DateOnly? HappenedOn { get; init; }

    void IEntityTypeConfiguration<InboxRow>.Configure(EntityTypeBuilder<InboxRow> table)
    {
        table.ToTable("inbox").HasKey(row => row.Id);
        table.HasIndex(row => new { row.State, row.Id });
        table.HasIndex(row => new { row.Hash, row.State }).HasFilter("hash is not null");
        table.HasIndex(row => new { row.State, row.KeptUntil });
        table.HasIndex(row => row.InstanceId).HasFilter("instance_id is not null");
    }
}
