using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Jobs;

/// <summary>One run of a recurring job: what ran, when, how it ended.</summary>
public sealed class JobRunRow : IEntityTypeConfiguration<JobRunRow>
{
    public long Id { get; private set; }

    public string Job { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Null while it runs, and for ever if the process died meanwhile.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How much it did, in the job's own unit.</summary>
    public int Items { get; private set; }

    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; private set; }

    void IEntityTypeConfiguration<JobRunRow>.Configure(EntityTypeBuilder<JobRunRow> table)
    {
        table.ToTable("job_runs").HasKey(row => row.Id);
        table.HasIndex(row => new { row.Job, row.StartedAt });
    }
}
