using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Takeovers;

/// <summary>What became of a row of the file.</summary>
public enum TakeoverLineState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>Its case was opened.</summary>
    Taken,

    /// <summary>It could not be taken over; the reason says why.</summary>
    Refused,

    /// <summary>Its case was removed again.</summary>
    Undone,

    /// <summary>Its case stays although the takeover was undone; the reason says why.</summary>
    Kept,
}

/// <summary>A row of the file. Once its case is open, its cells are empty: what they said stands in the case.</summary>
public sealed class TakeoverLineRow : IEntityTypeConfiguration<TakeoverLineRow>
{
    public string TakeoverId { get; init; } = "";

    /// <summary>Number of the row in the file, as a spreadsheet shows it.</summary>
    public int Number { get; init; }

    /// <summary>A JSON list of texts.</summary>
    public string Cells { get; init; } = "[]";

    public TakeoverLineState State { get; init; }

    public string? CaseId { get; init; }

    /// <summary>Reasons as JSON; null: none.</summary>
    public string? Reason { get; init; }

    void IEntityTypeConfiguration<TakeoverLineRow>.Configure(EntityTypeBuilder<TakeoverLineRow> table)
    {
        table.ToTable("takeover_rows").HasKey(row => new { row.TakeoverId, row.Number });
        table.HasIndex(row => new { row.TakeoverId, row.State });
    }

    public static void Insert(Turn turn, TakeoverLineRow row) => turn.Execute(
        "insert into takeover_rows (takeover_id, number, cells, state) values (@takeover_id, @number, @cells, @state)", row.TakeoverId, row.Number, row.Cells, row.State.ToString());

    public static List<TakeoverLineRow> All(Turn turn, string takeoverId) => turn.Read(
        "select takeover_id, number, cells, state, case_id, reason from takeover_rows where takeover_id = @id order by number", Read, takeoverId);

    /// <summary>The next rows in a state.</summary>
    public static List<TakeoverLineRow> Next(Turn turn, string takeoverId, TakeoverLineState state, int most) => turn.Read(
        "select takeover_id, number, cells, state, case_id, reason from takeover_rows where takeover_id = @id and state = @state order by number limit @most", Read, takeoverId, state.ToString(), most);

    /// <returns>Null when there is no such row.</returns>
    public static TakeoverLineState? StateOf(Turn turn, string takeoverId, int number) =>
        turn.Text("select state from takeover_rows where takeover_id = @takeover_id and number = @number", takeoverId, number) is { } state ? Enum.Parse<TakeoverLineState>(state) : null;

    public static void Set(Turn turn, TakeoverLineRow row) => turn.Execute(
        "update takeover_rows set cells = @cells, state = @state, case_id = @case_id, reason = @reason where takeover_id = @takeover_id and number = @number",
        row.Cells, row.State.ToString(), row.CaseId, row.Reason, row.TakeoverId, row.Number);

    private static TakeoverLineRow Read(System.Data.Common.DbDataReader row) => new()
    {
        TakeoverId = row.GetString(0),
        Number = row.GetInt32(1),
        Cells = row.GetString(2),
        State = Enum.Parse<TakeoverLineState>(row.GetString(3)),
        CaseId = row.IsDBNull(4) ? null : row.GetString(4),
        Reason = row.IsDBNull(5) ? null : row.GetString(5),
    };
}
