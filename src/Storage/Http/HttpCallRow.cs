using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Http;

/// <summary>An outgoing HTTP request that has not been answered. It goes when its answer has woken the instance, in the same transaction.</summary>
public sealed class HttpCallRow : IEntityTypeConfiguration<HttpCallRow>
{
    /// <summary>The request's id, sent as Idempotency-Key with every attempt.</summary>
    public string Id { get; private set; } = "";

    public string InstanceId { get; private set; } = "";

    /// <summary>Where the instance waits for the answer.</summary>
    public int Bookmark { get; private set; }

    public string Method { get; private set; } = "";

    public string Url { get; private set; } = "";

    /// <summary>Content, its type and the headers as typed JSON: an object with <c>contentType</c>, <c>headers</c> (name, value, name, value …) and <c>content</c>.</summary>
    public byte[] Request { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>How often sending began.</summary>
    public int Attempts { get; private set; }

    /// <summary>A sender that took it has until then; after that it is taken for dead. Null: nobody has it.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    void IEntityTypeConfiguration<HttpCallRow>.Configure(EntityTypeBuilder<HttpCallRow> table)
    {
        table.ToTable("http_calls").HasKey(row => row.Id);
        table.HasIndex(row => new { row.InstanceId, row.Bookmark });
        table.HasIndex(row => row.ClaimedUntil);
    }
}
