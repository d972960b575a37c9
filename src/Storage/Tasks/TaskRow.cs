using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Tasks;

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    Open,
    Done,

    /// <summary>The instance went on without it.</summary>
    Dropped,
}

/// <summary>A task that an instance handed out.</summary>
public sealed class TaskRow : IEntityTypeConfiguration<TaskRow>
{
    public string Id { get; init; } = "";

    public string InstanceId { get; init; } = "";

    /// <summary>Where the instance waits for the result.</summary>
    public int Bookmark { get; init; }

    /// <summary>What is to be done.</summary>
    public string Name { get; init; } = "";

    /// <summary>Details as typed JSON.</summary>
    public byte[] Payload { get; init; } = [];

    public TaskState State { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done or dropped; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    void IEntityTypeConfiguration<TaskRow>.Configure(EntityTypeBuilder<TaskRow> table)
    {
        table.ToTable("tasks").HasKey(row => row.Id);
        table.HasIndex(row => new { row.InstanceId, row.Bookmark });
        table.HasIndex(row => new { row.State, row.CreatedAt });
    }
}
