using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Ladders;

/// <summary>How a ladder stands.</summary>
public enum LadderState
{
    Running,

    /// <summary>Everything it had to do is done, and nothing can make it begin anew.</summary>
    Done,

    /// <summary>Something ended it; its reason says what.</summary>
    Stopped,
}

/// <summary>An occasion that runs for an object of a case.</summary>
public sealed class LadderRow : IEntityTypeConfiguration<LadderRow>
{
    public long Id { get; init; }

    public string CaseId { get; init; } = "";

    /// <summary>Code of the table of occasions.</summary>
    public string Occasion { get; init; } = "";

    /// <summary>What it is about, for example <c>application:2</c>.</summary>
    public string About { get; init; } = "";

    /// <summary>The deadline it hangs on; null: none.</summary>
    public string? DeadlineId { get; init; }

    /// <summary>The day it began.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>Whether somebody named that day; otherwise it follows the fact that the occasion names.</summary>
    public bool HasNamedDay { get; init; }

    /// <summary>The day it counts from: that of the beginning, or of the last thing the client did.</summary>
    public DateOnly CountsFrom { get; init; }

    /// <summary>How often it began anew.</summary>
    public int Round { get; init; }

    /// <summary>All days it hangs on, as one text: as long as this stays the same, nothing has to be planned anew.</summary>
    public string Basis { get; init; } = "";

    /// <summary>A task was made because the client does not want mail any more.</summary>
    public bool SomebodyWasAsked { get; init; }

    public LadderState State { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was stopped, as JSON; null while it was not.</summary>
    public string? Reason { get; init; }

    void IEntityTypeConfiguration<LadderRow>.Configure(EntityTypeBuilder<LadderRow> table)
    {
        table.ToTable("ladders").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.State });
        table.HasIndex(row => new { row.CaseId, row.Occasion, row.About }).IsUnique().HasFilter("state = 'Running'");
    }
}
