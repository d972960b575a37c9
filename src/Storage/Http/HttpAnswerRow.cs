using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Http;

/// <summary>A workflow's answer to a request that another node holds open. That node takes it, or it is forgotten.</summary>
public sealed class HttpAnswerRow : IEntityTypeConfiguration<HttpAnswerRow>
{
    public string Handle { get; init; } = "";

    /// <summary>Status, headers and content.</summary>
    public byte[] Answer { get; init; } = [];

    public DateTimeOffset At { get; init; }

    void IEntityTypeConfiguration<HttpAnswerRow>.Configure(EntityTypeBuilder<HttpAnswerRow> table) => table.ToTable("http_answers").HasKey(row => row.Handle);

    /// <summary>The first answer counts, as it does on one node.</summary>
    public static void Insert(Turn turn, string handle, byte[] answer, DateTimeOffset now) =>
        turn.Execute("insert into http_answers (handle, answer, at) values (@handle, @answer, @at) on conflict (handle) do nothing", handle, answer, now);

    /// <returns>Null when there is none (yet).</returns>
    public static byte[]? Take(Turn turn, string handle) => turn.First("delete from http_answers where handle = @handle returning answer", row => row.GetFieldValue<byte[]>(0), handle);

    /// <summary>Forgets those that nobody came for.</summary>
    public static int Forget(Turn turn, DateTimeOffset before) => turn.Execute("delete from http_answers where at < @before", before);
}
