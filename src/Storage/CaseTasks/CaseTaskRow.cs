using IqWorkflows.Storage.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.CaseTasks;

/// <summary>Something for a person to do about a case: asked by a box of a procedure, a rung of a ladder, or the clock.</summary>
public sealed class CaseTaskRow : IEntityTypeConfiguration<CaseTaskRow>
{
    public string Id { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>The instance that waits for the outcome; null when none does.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Where it waits; null when nothing does.</summary>
    public int? Bookmark { get; init; }

    /// <summary>Id of the box in its definition; null when no box asked.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The box within the whole program, whose form and outcomes hold; null when no box asked.</summary>
    public string? NodeId { get; init; }

    /// <summary>German; made of the box's or the occasion's words, never of a person's.</summary>
    public string Title { get; init; } = "";

    /// <summary>English.</summary>
    public string TitleEn { get; init; } = "";

    /// <summary>What to do, German; null when the title says all.</summary>
    public string? Instructions { get; init; }

    /// <summary>What to do, English.</summary>
    public string? InstructionsEn { get; init; }

    /// <summary>COUNSELLOR, LEAD, OFFICE or COORDINATION.</summary>
    public string Role { get; init; } = "";

    /// <summary>L1 to L4 or A1 to A4 when it is an escalation, else null.</summary>
    public string? Level { get; init; }

    /// <summary>What it is about, for example <c>application:2</c>; null: the case.</summary>
    public string? Object { get; init; }

    /// <summary>The occasion it comes from, or null.</summary>
    public string? Occasion { get; init; }

    /// <summary>Why it is there, as a reason with code and arguments in JSON; null when the title says all.</summary>
    public string? Why { get; init; }

    /// <summary>What else it points to, for example a message or a rung; null: nothing.</summary>
    public string? About { get; init; }

    /// <summary>Names what there must be one task for, ever; null when there may be many.</summary>
    public string? OnceKey { get; init; }

    /// <summary>Last day on which it is in time; null when it has none.</summary>
    public DateOnly? DueOn { get; init; }

    public TaskState State { get; init; }

    /// <summary>How it was done; null while it is open or when it was dropped.</summary>
    public string? Outcome { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done or dropped; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who did it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it was withdrawn, as reasons in JSON; null when it was done, or when the procedure went on without it.</summary>
    public string? EndReason { get; init; }

    void IEntityTypeConfiguration<CaseTaskRow>.Configure(EntityTypeBuilder<CaseTaskRow> table)
    {
        table.ToTable("case_tasks").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.State });
        table.HasIndex(row => new { row.State, row.DueOn });
        table.HasIndex(row => new { row.CaseId, row.Role, row.DueOn }, "ix_case_tasks_open").HasFilter("state = 'Open'");
        table.HasIndex(row => row.DueOn).HasFilter("role = 'LEAD' and state = 'Open'");
        table.HasIndex(row => new { row.InstanceId, row.Bookmark }).HasFilter("instance_id is not null");
        table.HasIndex(row => row.OnceKey).IsUnique().HasFilter("once_key is not null");
    }
}
