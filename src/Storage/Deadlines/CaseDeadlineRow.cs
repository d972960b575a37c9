using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Deadlines;

/// <summary>How a deadline of a case stands.</summary>
public enum DeadlineState
{
    Running,

    /// <summary>It stands still, and nobody knows yet until when.</summary>
    Paused,

    /// <summary>It is over by law without having been kept or missed, for example by withdrawal.</summary>
    Ended,

    /// <summary>The procedure watches it no more: it was kept, or does not matter.</summary>
    Stopped,

    /// <summary>Something that it hangs on is not known.</summary>
    NotComputable,
}

/// <summary>A deadline of the catalogue that is watched for an object of a case. All its days are computed anew from the facts whenever they change.</summary>
public sealed class CaseDeadlineRow : IEntityTypeConfiguration<CaseDeadlineRow>
{
    public string Id { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>What it belongs to, for example <c>application:2</c>.</summary>
    public string Object { get; init; } = "";

    /// <summary>Code of the catalogue.</summary>
    public string Code { get; init; } = "";

    public DeadlineState State { get; init; }

    /// <summary>Day of the fact that set it in motion; null while it is not computable, like all days here.</summary>
    public DateOnly? StartOn { get; init; }

    /// <summary>Its last day before the weekend rule.</summary>
    public DateOnly? RawEndOn { get; init; }

    /// <summary>Its last day; of a paused one the earliest that is possible.</summary>
    public DateOnly? EndOn { get; init; }

    /// <summary>The day against which to warn.</summary>
    public DateOnly? WarnOn { get; init; }

    /// <summary>The instant at which it is over.</summary>
    public DateTimeOffset? OverAt { get; init; }

    /// <summary>A day that an authority announced and that does not count; null: none.</summary>
    public DateOnly? AnnouncedOn { get; init; }

    /// <summary>First day on which a paused one stood still; null when it runs.</summary>
    public DateOnly? PausedSince { get; init; }

    /// <summary>How it came about, as JSON.</summary>
    public string Derivation { get; init; } = "[]";

    /// <summary>What somebody should check, or why it cannot be computed: reasons as JSON.</summary>
    public string Flags { get; init; } = "[]";

    /// <summary>When the procedure began to watch it; the newest of a code and object counts.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its days or state last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    void IEntityTypeConfiguration<CaseDeadlineRow>.Configure(EntityTypeBuilder<CaseDeadlineRow> table)
    {
        table.ToTable("deadlines").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.Object, row.Code });
        table.HasIndex(row => new { row.State, row.EndOn });
        table.HasIndex(row => new { row.CaseId, row.EndOn, row.Code }, "ix_deadlines_running").HasFilter("state = 'Running'");
        table.HasIndex(row => new { row.CaseId, row.State, row.EndOn });
    }
}

/// <summary>A box that waits for a day that hangs on a deadline.</summary>
public sealed class DeadlineWaitRow : IEntityTypeConfiguration<DeadlineWaitRow>
{
    public string InstanceId { get; init; } = "";

    public int Bookmark { get; init; }

    public string CaseId { get; init; } = "";

    public string Code { get; init; } = "";

    public string Object { get; init; } = "";

    /// <summary>From the end, for example <c>+1 WD</c>.</summary>
    public string WaitFor { get; init; } = "";

    /// <summary>Morning on which it wakes; null while the deadline has no day.</summary>
    public DateTimeOffset? DueAt { get; init; }

    void IEntityTypeConfiguration<DeadlineWaitRow>.Configure(EntityTypeBuilder<DeadlineWaitRow> table)
    {
        table.ToTable("deadline_waits").HasKey(row => new { row.InstanceId, row.Bookmark });
        table.HasIndex(row => row.CaseId);
    }
}

/// <summary>A suspension or an extension that a procedure applied: which object of the case it comes from. Its days are read from that object's facts each time.</summary>
public sealed class DeadlineClockEventRow : IEntityTypeConfiguration<DeadlineClockEventRow>
{
    public string CaseId { get; init; } = "";

    /// <summary>What the deadline belongs to.</summary>
    public string Object { get; init; } = "";

    public string Code { get; init; } = "";

    /// <summary>The request, analysis or extension.</summary>
    public string CausedBy { get; init; } = "";

    /// <summary>Ground of a suspension; empty for an extension.</summary>
    public string Cause { get; init; } = "";

    public DateTimeOffset At { get; init; }

    void IEntityTypeConfiguration<DeadlineClockEventRow>.Configure(EntityTypeBuilder<DeadlineClockEventRow> table) =>
        table.ToTable("deadline_clock_events").HasKey(row => new { row.CaseId, row.Object, row.Code, row.CausedBy, row.Cause });
}
