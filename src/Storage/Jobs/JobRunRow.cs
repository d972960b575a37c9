using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Jobs;

/// <summary>One run of a recurring job: what ran, when, how it ended.</summary>
public sealed class JobRunRow : IEntityTypeConfiguration<JobRunRow>
{
    public long Id { get; init; }

    public string Job { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, and for ever if the process died meanwhile.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How much it did, in the job's own unit.</summary>
    public int Items { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; init; }

    void IEntityTypeConfiguration<JobRunRow>.Configure(EntityTypeBuilder<JobRunRow> table)
    {
        table.ToTable("job_runs").HasKey(row => row.Id);
        table.HasIndex(row => new { row.Job, row.StartedAt });
        table.HasIndex(row => row.StartedAt).HasFilter("failure is not null");
    }
}
