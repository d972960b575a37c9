using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Desk;

/// <summary>A list of cases that somebody wants to see again: the filters and the order, as they stand in the address.</summary>
public sealed class SavedViewRow : IEntityTypeConfiguration<SavedViewRow>
{
    public long Id { get; init; }

    /// <summary>Whose it is; only they take it away.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The centre that sees it too; null: nobody else does.</summary>
    public string? CentreId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>What follows the question mark.</summary>
    public string Query { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    void IEntityTypeConfiguration<SavedViewRow>.Configure(EntityTypeBuilder<SavedViewRow> table)
    {
        table.ToTable("saved_views").HasKey(row => row.Id);
        table.HasIndex(row => row.AccountId);
        table.HasIndex(row => row.CentreId).HasFilter("centre_id is not null");
    }

    public static long CountOf(Turn turn, string accountId) => turn.Number("select count(*) from saved_views where account_id = @account_id", accountId) ?? 0;

    public static void Insert(Turn turn, SavedViewRow row) => turn.Execute(
        "insert into saved_views (account_id, centre_id, name, query, created_at) values (@account_id, @centre_id, @name, @query, @created_at)", row.AccountId, row.CentreId, row.Name, row.Query, row.CreatedAt);

    public static bool Delete(Turn turn, long id, string accountId) => turn.Execute("delete from saved_views where id = @id and account_id = @account_id", id, accountId) > 0;
}
