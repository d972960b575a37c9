using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Jobs;

/// <summary>A recurring job that somebody has halted. Taken away when it goes on.</summary>
public sealed class PausedJobRow : IEntityTypeConfiguration<PausedJobRow>
{
    public string Job { get; init; } = "";

    public DateTimeOffset PausedAt { get; init; }

    /// <summary>Id of the account.</summary>
    public string PausedBy { get; init; } = "";

    void IEntityTypeConfiguration<PausedJobRow>.Configure(EntityTypeBuilder<PausedJobRow> table) => table.ToTable("paused_jobs").HasKey(row => row.Job);
}
