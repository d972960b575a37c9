using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Http;

/// <summary>An outgoing HTTP request that has not been answered. It goes when its answer has woken the instance, in the same transaction.</summary>
public sealed class HttpCallRow : IEntityTypeConfiguration<HttpCallRow>
{
    /// <summary>The request's id, sent as Idempotency-Key with every attempt.</summary>
    public string Id { get; init; } = "";

    public string InstanceId { get; init; } = "";

    /// <summary>Where the instance waits for the answer.</summary>
    public int Bookmark { get; init; }

    public string Method { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary>Content, its type and the headers as typed JSON: an object with <c>contentType</c>, <c>headers</c> (name, value, name, value …) and <c>content</c>.</summary>
    public byte[] Request { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often sending began.</summary>
    public int Attempts { get; init; }

    /// <summary>A sender that took it has until then; after that it is taken for dead. Null: nobody has it.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    void IEntityTypeConfiguration<HttpCallRow>.Configure(EntityTypeBuilder<HttpCallRow> table)
    {
        table.ToTable("http_calls").HasKey(row => row.Id);
        table.HasIndex(row => new { row.InstanceId, row.Bookmark });
        table.HasIndex(row => row.ClaimedUntil);
    }
}
