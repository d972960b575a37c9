using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Takeovers;

/// <summary>How far a takeover has come.</summary>
public enum TakeoverState
{
    /// <summary>The file was read; nobody has said yet that its cases are to be opened.</summary>
    Uploaded,

    /// <summary>Its cases are being opened.</summary>
    Running,

    /// <summary>All rows have had their turn.</summary>
    Done,

    /// <summary>Its cases are being removed again.</summary>
    Undoing,

    /// <summary>All of its cases that nobody had worked on are gone.</summary>
    Undone,
}

/// <summary>A caseload from a file.</summary>
public sealed class TakeoverRow : IEntityTypeConfiguration<TakeoverRow>
{
    public string Id { get; init; } = "";

    /// <summary>The centre whose cases they become.</summary>
    public string CentreId { get; init; } = "";

    /// <summary>Id of whoever brought the file.</summary>
    public string Who { get; init; } = "";

    public string FileName { get; init; } = "";

    /// <summary>The first line of the file: a JSON list of texts.</summary>
    public string Headings { get; init; } = "[]";

    /// <summary>What each column means: a JSON list of names of facts, empty for columns that are left out.</summary>
    public string Columns { get; init; } = "[]";

    /// <summary>Who counsels where the row says nobody; null: nobody does.</summary>
    public string? CounsellorId { get; init; }

    public TakeoverState State { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    void IEntityTypeConfiguration<TakeoverRow>.Configure(EntityTypeBuilder<TakeoverRow> table)
    {
        table.ToTable("takeovers").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CentreId, row.MadeAt });
        table.HasIndex(row => row.State).HasFilter("state in ('Running', 'Undoing')");
    }

    public static void Insert(Turn turn, TakeoverRow row) => turn.Execute(
        "insert into takeovers (id, centre_id, who, file_name, headings, columns, counsellor_id, state, made_at) values (@id, @centre_id, @who, @file_name, @headings, @columns, @counsellor_id, @state, @made_at)",
        row.Id, row.CentreId, row.Who, row.FileName, row.Headings, row.Columns, row.CounsellorId, row.State.ToString(), row.MadeAt);

    public static TakeoverRow? Find(Turn turn, string id) => turn.First(
        "select centre_id, who, file_name, headings, columns, counsellor_id, state, made_at, started_at, ended_at from takeovers where id = @id",
        row => new TakeoverRow
        {
            Id = id,
            CentreId = row.GetString(0),
            Who = row.GetString(1),
            FileName = row.GetString(2),
            Headings = row.GetString(3),
            Columns = row.GetString(4),
            CounsellorId = row.IsDBNull(5) ? null : row.GetString(5),
            State = Enum.Parse<TakeoverState>(row.GetString(6)),
            MadeAt = new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
            StartedAt = row.IsDBNull(8) ? null : new DateTimeOffset(row.GetInt64(8), TimeSpan.Zero),
            EndedAt = row.IsDBNull(9) ? null : new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero),
        },
        id);

    /// <summary>Those that are on their way: after a restart they go on.</summary>
    public static List<string> Unfinished(Turn turn) => turn.Read("select id from takeovers where state in ('Running', 'Undoing') order by id", row => row.GetString(0));

    public static void SetColumns(Turn turn, string id, string columns, string? counsellorId) =>
        turn.Execute("update takeovers set columns = @columns, counsellor_id = @counsellor_id where id = @id and state = 'Uploaded'", columns, counsellorId, id);

    /// <returns>False when it is not in that state any more: somebody was faster.</returns>
    public static bool Start(Turn turn, string id, DateTimeOffset now) =>
        turn.Execute("update takeovers set state = 'Running', started_at = @now where id = @id and state = 'Uploaded'", now, id) > 0;

    public static bool Undo(Turn turn, string id) => turn.Execute("update takeovers set state = 'Undoing', ended_at = null where id = @id and state in ('Done', 'Undone')", id) > 0;

    public static void End(Turn turn, string id, TakeoverState state, DateTimeOffset now) =>
        turn.Execute("update takeovers set state = @state, ended_at = @now where id = @id and state in ('Running', 'Undoing')", state.ToString(), now, id);

    public static void Delete(Turn turn, string id)
    {
        turn.Execute("delete from takeover_rows where takeover_id = @id and exists (select 1 from takeovers t where t.id = takeover_id and t.state = 'Uploaded')", id);
        turn.Execute("delete from takeovers where id = @id and state = 'Uploaded'", id);
    }
}
