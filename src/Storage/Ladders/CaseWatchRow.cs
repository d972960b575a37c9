using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Ladders;

/// <summary>The day on which a case must be looked at if nothing happens until then. Kept with every change of the case, so that nobody has to look through all of them.</summary>
public sealed class CaseWatchRow : IEntityTypeConfiguration<CaseWatchRow>
{
    /// <summary>It may stall.</summary>
    public const string Stalled = "stalled";

    /// <summary>Something of it may not be kept much longer.</summary>
    public const string Retention = "retention";

    public string CaseId { get; init; } = "";

    public string Kind { get; init; } = "";

    public DateOnly CheckOn { get; init; }

    void IEntityTypeConfiguration<CaseWatchRow>.Configure(EntityTypeBuilder<CaseWatchRow> table)
    {
        table.ToTable("case_watches").HasKey(row => new { row.CaseId, row.Kind });
        table.HasIndex(row => new { row.Kind, row.CheckOn });
    }

    /// <summary>Sets or takes away the day; null: nothing to watch.</summary>
    public static void Set(Turn turn, string caseId, string kind, DateOnly? checkOn)
    {
        if (checkOn is { } day)
            turn.Execute(
                """
                insert into case_watches (case_id, kind, check_on) values (@case_id, @kind, @check_on)
                on conflict (case_id, kind) do update set check_on = excluded.check_on where case_watches.check_on <> excluded.check_on
                """,
                caseId,
                kind,
                day);
        else
            turn.Execute("delete from case_watches where case_id = @case_id and kind = @kind", caseId, kind);
    }

    /// <summary>Cases that must be looked at, the oldest day first. One that could not be looked at rests until it is tried again.</summary>
    public static List<string> Due(Turn turn, string kind, DateOnly today, DateTimeOffset now, int most) => turn.Read(
        """
        select case_id from case_watches w where kind = @kind and check_on <= @today
            and not exists (select 1 from failed_items f where f.job = @kind and f.item = w.case_id and (f.next_try_at is null or f.next_try_at > @now))
        order by check_on, case_id limit @most
        """,
        row => row.GetString(0),
        kind,
        today,
        now,
        most);
}
