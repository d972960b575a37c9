using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Accounts;

/// <summary>What somebody had typed into a form when their sign-in ended, sealed, until they have it back.</summary>
public sealed class KeptFormRow : IEntityTypeConfiguration<KeptFormRow>
{
    public string Id { get; init; } = "";

    public string AccountId { get; init; } = "";

    public string Content { get; init; } = "";

    public DateTimeOffset EndsAt { get; init; }

    void IEntityTypeConfiguration<KeptFormRow>.Configure(EntityTypeBuilder<KeptFormRow> table)
    {
        table.ToTable("kept_forms").HasKey(row => row.Id);
        table.HasIndex(row => row.EndsAt);
    }

    /// <summary>Keeps one, and forgets all whose time is over.</summary>
    public static void Insert(Turn turn, KeptFormRow row, DateTimeOffset now)
    {
        turn.Execute("delete from kept_forms where ends_at <= @now", now);
        turn.Execute("insert into kept_forms (id, account_id, content, ends_at) values (@id, @account_id, @content, @ends_at)", row.Id, row.AccountId, row.Content, row.EndsAt);
    }

    /// <returns>Null when there is none, it is somebody else's, or its time is over.</returns>
    public static string? ContentOf(Turn turn, string id, string accountId, DateTimeOffset now) =>
        turn.Text("select content from kept_forms where id = @id and account_id = @account_id and ends_at > @now", id, accountId, now);
}
