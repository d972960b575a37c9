using System.Data.Common;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Drafts;

/// <summary>What somebody has typed into a form of a case and not sent yet. Nobody else sees it, and it counts for nothing.</summary>
public sealed class CaseDraftRow : IEntityTypeConfiguration<CaseDraftRow>
{
    public string AccountId { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>Which form: the task, the event or the kind of facts.</summary>
    public string Form { get; init; } = "";

    /// <summary>Name and text of each field, as JSON.</summary>
    public string Fields { get; init; } = "{}";

    public DateTimeOffset SavedAt { get; init; }

    void IEntityTypeConfiguration<CaseDraftRow>.Configure(EntityTypeBuilder<CaseDraftRow> table)
    {
        table.ToTable("case_drafts").HasKey(row => new { row.AccountId, row.CaseId, row.Form });
        table.HasIndex(row => row.CaseId);
        table.HasIndex(row => row.SavedAt);
    }

    public static void Save(Turn turn, CaseDraftRow row) => turn.Execute(
        """
        insert into case_drafts (account_id, case_id, form, fields, saved_at) values (@account_id, @case_id, @form, @fields, @saved_at)
        on conflict (account_id, case_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at
        """,
        row.AccountId,
        row.CaseId,
        row.Form,
        row.Fields,
        row.SavedAt);

    /// <summary>All drafts of one person in a case.</summary>
    public static List<CaseDraftRow> Of(Turn turn, string accountId, string caseId) =>
        turn.Read("select account_id, case_id, form, fields, saved_at from case_drafts where account_id = @account_id and case_id = @case_id order by form", Row, accountId, caseId);

    public static bool Delete(Turn turn, string accountId, string caseId, string form) =>
        turn.Execute("delete from case_drafts where account_id = @account_id and case_id = @case_id and form = @form", accountId, caseId, form) == 1;

    /// <summary>Drafts that nobody has touched for long are forgotten: they may name people.</summary>
    public static int Forget(Turn turn, DateTimeOffset before) => turn.Execute("delete from case_drafts where saved_at < @before", before);

    private static CaseDraftRow Row(DbDataReader row) => new()
    {
        AccountId = row.GetString(0),
        CaseId = row.GetString(1),
        Form = row.GetString(2),
        Fields = row.GetString(3),
        SavedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
    };
}
