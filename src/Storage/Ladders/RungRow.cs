using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Ladders;

/// <summary>What has become of a rung.</summary>
public enum RungState
{
    /// <summary>Still ahead. Without a moment it waits for a day that nobody can say yet.</summary>
    Planned,

    /// <summary>Done as the table says.</summary>
    Done,

    /// <summary>Somebody was asked to write or call instead.</summary>
    Asked,

    /// <summary>Left out; its reason says why.</summary>
    LeftOut,

    /// <summary>It failed again and again; somebody must see to it.</summary>
    Failed,
}

/// <summary>One rung of a ladder of a case. Whoever does rungs asks for planned ones whose moment has come, nothing else.</summary>
public sealed class RungRow : IEntityTypeConfiguration<RungRow>
{
    public long Id { get; init; }

    public long LadderId { get; init; }

    public string CaseId { get; init; } = "";

    public string Occasion { get; init; } = "";

    /// <summary>What its ladder is about.</summary>
    public string About { get; init; } = "";

    /// <summary>Name of the rung within its occasion.</summary>
    public string Rung { get; init; } = "";

    public int Round { get; init; }

    /// <summary>Mail, Task, Escalation, Draft or Event.</summary>
    public string Form { get; init; } = "";

    public string Recipient { get; init; } = "";

    /// <summary>L0 to L4, A1 to A4, or null.</summary>
    public string? Level { get; init; }

    /// <summary>Its day; null: nobody can say yet.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>When it is looked at; null when it is not planned any more or has no day.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public RungState State { get; init; }

    public int Attempts { get; init; }

    /// <summary>When it was done or left out.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was done, asked for or left out, as JSON; null while it is planned.</summary>
    public string? Reason { get; init; }

    /// <summary>The message or the task that it made.</summary>
    public string? Made { get; init; }

    void IEntityTypeConfiguration<RungRow>.Configure(EntityTypeBuilder<RungRow> table)
    {
        table.ToTable("rungs").HasKey(row => row.Id);
        table.HasIndex(row => row.DueAt).HasFilter("due_at is not null");
        table.HasIndex(row => row.LadderId);
        table.HasIndex(row => new { row.CaseId, row.DueAt });
        table.HasIndex(row => new { row.LadderId, row.Rung, row.Round, row.Day }).IsUnique().HasFilter("state in ('Planned', 'Done', 'Asked')");
    }
}
