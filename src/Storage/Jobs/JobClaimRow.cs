using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Jobs;

/// <summary>Which of several nodes does a recurring job, so that they do not all go through the same rows. It saves work only: each row is looked at again in the turn that changes it.</summary>
public sealed class JobClaimRow : IEntityTypeConfiguration<JobClaimRow>
{
    public string Job { get; init; } = "";

    public string Node { get; init; } = "";

    /// <summary>From then on another node may do it.</summary>
    public DateTimeOffset Until { get; init; }

    void IEntityTypeConfiguration<JobClaimRow>.Configure(EntityTypeBuilder<JobClaimRow> table) => table.ToTable("job_claims").HasKey(row => row.Job);

    /// <summary>Takes or keeps a job for a node. What is claimed for long enough is not written again.</summary>
    /// <returns>False when another node has it.</returns>
    public static bool Take(Turn turn, string job, string node, DateTimeOffset now, TimeSpan duration)
    {
        if (turn.Number("select 1 from job_claims where job = @job and node = @node and until > @enough", job, node, now + (duration / 2)) is not null)
            return true;
        if (turn.Number("select 1 from job_claims where job = @job and node <> @node and until > @now", job, node, now) is not null)
            return false;
        turn.Execute(
            "insert into job_claims (job, node, until) values (@job, @node, @until) on conflict (job) do update set node = excluded.node, until = excluded.until", job, node, now + duration);
        return true;
    }

    /// <summary>The node does no more jobs.</summary>
    public static int Release(Turn turn, string node) => turn.Execute("delete from job_claims where node = @node", node);
}
