using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Desk;

/// <summary>Many cases that were given to one person at once.</summary>
public sealed class HandOverRow : IEntityTypeConfiguration<HandOverRow>
{
    public string Id { get; init; } = "";

    public string CentreId { get; init; } = "";

    public string ToId { get; init; } = "";

    /// <summary>How many cases it was about.</summary>
    public int Cases { get; init; }

    /// <summary>Person of the staff who decided it.</summary>
    public string Who { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Null: it stands.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    void IEntityTypeConfiguration<HandOverRow>.Configure(EntityTypeBuilder<HandOverRow> table)
    {
        table.ToTable("hand_overs").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CentreId, row.At });
    }

    /// <returns>False when it was written before.</returns>
    public static bool Insert(Turn turn, HandOverRow row) => turn.Execute(
        "insert into hand_overs (id, centre_id, to_id, cases, who, at) values (@id, @centre_id, @to_id, @cases, @who, @at) on conflict do nothing", row.Id, row.CentreId, row.ToId, row.Cases, row.Who, row.At) > 0;

    /// <returns>False when there is none of that centre that stands.</returns>
    public static bool Undo(Turn turn, string id, string centreId, DateTimeOffset now) => turn.Execute(
        "update hand_overs set undone_at = @undone_at where id = @id and centre_id = @centre_id and undone_at is null", now, id, centreId) > 0;
}

/// <summary>One of the cases, with whose it was.</summary>
public sealed class HandOverCaseRow : IEntityTypeConfiguration<HandOverCaseRow>
{
    public string HandOverId { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>Null: nobody's.</summary>
    public string? FromId { get; init; }

    void IEntityTypeConfiguration<HandOverCaseRow>.Configure(EntityTypeBuilder<HandOverCaseRow> table) =>
        table.ToTable("hand_over_cases").HasKey(row => new { row.HandOverId, row.CaseId });

    public static void Insert(Turn turn, HandOverCaseRow row) => turn.Execute(
        "insert into hand_over_cases (hand_over_id, case_id, from_id) values (@hand_over_id, @case_id, @from_id)", row.HandOverId, row.CaseId, row.FromId);

    public static List<HandOverCaseRow> Of(Turn turn, string handOverId) => turn.Read(
        "select case_id, from_id from hand_over_cases where hand_over_id = @id order by case_id",
        row => new HandOverCaseRow { HandOverId = handOverId, CaseId = row.GetString(0), FromId = row.IsDBNull(1) ? null : row.GetString(1) },
        handOverId);
}
