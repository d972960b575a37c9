using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Calendars;

/// <summary>The link under which a calendar program fetches somebody's dates without signing in. Only the hash of its secret is kept.</summary>
public sealed class CalendarLinkRow : IEntityTypeConfiguration<CalendarLinkRow>
{
    public string AccountId { get; init; } = "";

    public string SecretHash { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    void IEntityTypeConfiguration<CalendarLinkRow>.Configure(EntityTypeBuilder<CalendarLinkRow> table)
    {
        table.ToTable("calendar_links").HasKey(row => row.AccountId);
        table.HasIndex(row => row.SecretHash).IsUnique();
    }

    /// <summary>Puts a link in place of the one there was.</summary>
    public static void Replace(Turn turn, CalendarLinkRow row)
    {
        Delete(turn, row.AccountId);
        turn.Execute("insert into calendar_links (account_id, secret_hash, made_at) values (@account_id, @secret_hash, @made_at)", row.AccountId, row.SecretHash, row.MadeAt);
    }

    /// <returns>False when there was none.</returns>
    public static bool Delete(Turn turn, string accountId) => turn.Execute("delete from calendar_links where account_id = @account_id", accountId) > 0;

    /// <returns>Whose it is; null: nobody's.</returns>
    public static string? AccountOf(Turn turn, string secretHash) => turn.Text("select account_id from calendar_links where secret_hash = @secret_hash", secretHash);
}
