using System.Text.Json;
using IqWorkflows.Casework.Requests;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;
using IqWorkflows.Storage.Takeovers;

namespace IqWorkflows.Casework.Takeover;

/// <summary>A file as it was read: the first row with its headings, then the others with their numbers.</summary>
public sealed record Sheet(string FileName, IReadOnlyList<string> Headings, IReadOnlyList<SheetLine> Lines);

/// <summary>A row of a file.</summary>
/// <param name="Number">As a spreadsheet counts: the headings are row 1.</param>
/// <param name="Cells">Its texts.</param>
public sealed record SheetLine(int Number, IReadOnlyList<string> Cells);

/// <summary>What would become of a file.</summary>
/// <param name="Row">The takeover.</param>
/// <param name="Lines">Every row as it would be taken over.</param>
/// <param name="Samples">A few cells of each column.</param>
public sealed record TakeoverPreview(TakeoverRow Row, IReadOnlyList<ReadLine> Lines, IReadOnlyList<string> Samples)
{
    public int Good => Lines.Count(line => line.Case is not null);

    public int Bad => Lines.Count - Good;
}

/// <summary>Takes the caseload of somebody else over from a file: first what would happen, then, asked for, it happens, and it can be taken back.</summary>
public sealed class Takeovers(IqRuntime runtime)
{
    /// <summary>Rows of a file at most.</summary>
    public const int MostLines = 2000;

    /// <summary>Columns of a file at most.</summary>
    public const int MostColumns = 100;

    /// <summary>Letters of a cell at most.</summary>
    public const int LongestCell = 4000;

    // A file that nobody started is forgotten: it is full of names.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    private const int Samples = 3;

    /// <summary>Keeps a file until somebody decides about it.</summary>
    /// <param name="centreId">The centre whose cases it would become.</param>
    /// <param name="sheet">The file.</param>
    /// <param name="who">Id of whoever brought it.</param>
    /// <param name="key">Sent again with the same key, it is kept once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Names it; null: there is no such centre.</returns>
    public Task<string?> UploadAsync(string centreId, Sheet sheet, string who, string key, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => StaffTable.Centre(turn, centreId) is null ? null : OnceByKey.Run(
            turn,
            $"takeover {who} {key}",
            runtime.Now,
            () =>
            {
                ForgetOld(turn);
                var id = Guid.CreateVersion7(runtime.Now).ToString("N");
                TakeoverRow.Insert(turn, new TakeoverRow
                {
                    Id = id,
                    CentreId = centreId,
                    Who = who,
                    FileName = sheet.FileName,
                    Headings = JsonSerializer.Serialize(sheet.Headings),
                    Columns = JsonSerializer.Serialize(TakeoverField.Guess(sheet.Headings, runtime.Rules.Facts)),
                    State = TakeoverState.Uploaded,
                    MadeAt = runtime.Now,
                });
                foreach (var line in sheet.Lines)
                    TakeoverLineRow.Insert(turn, new TakeoverLineRow { TakeoverId = id, Number = line.Number, Cells = JsonSerializer.Serialize(line.Cells) });
                return id;
            },
            id => id,
            id => id),
        cancellationToken);

    public Task<TakeoverRow?> FindAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => TakeoverRow.Find(turn, id), cancellationToken);

    public Task<List<TakeoverLineRow>> LinesAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => TakeoverLineRow.All(turn, id), cancellationToken);

    /// <summary>Says what the columns mean.</summary>
    /// <param name="id">The takeover.</param>
    /// <param name="columns">Names of facts in the order of the columns, empty for those to be left out; what is unknown is left out, and of two columns that say the same the first counts.</param>
    /// <param name="counsellorId">Who counsels where the file says nobody; null: nobody does.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetColumnsAsync(string id, IReadOnlyList<string> columns, string? counsellorId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (TakeoverRow.Find(turn, id) is not { } row)
                return;
            var known = TakeoverField.All(runtime.Rules.Facts).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
            var meant = Texts(row.Headings).Select((_, i) => i < columns.Count && known.Remove(columns[i]) ? columns[i] : "").ToList();
            var counsellor = counsellorId is not null && StaffTable.Person(turn, counsellorId)?.CentreId == row.CentreId ? counsellorId : null;
            TakeoverRow.SetColumns(turn, id, JsonSerializer.Serialize(meant), counsellor);
        },
        cancellationToken);

    /// <summary>What would become of each row.</summary>
    public Task<TakeoverPreview?> PreviewAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => TakeoverRow.Find(turn, id) is { } row ? Preview(turn, row) : null, cancellationToken);

    /// <summary>Begins. Rows with problems are left out if that was chosen; otherwise nothing begins as long as there are any.</summary>
    /// <returns>False: there are rows with problems, or none without, or it has begun already.</returns>
    public Task<bool> StartAsync(string id, bool onlyGood, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (TakeoverRow.Find(turn, id) is not { State: TakeoverState.Uploaded } row)
                return false;
            var preview = Preview(turn, row);
            if (preview.Good == 0 || (preview.Bad > 0 && !onlyGood) || !TakeoverRow.Start(turn, id, runtime.Now))
                return false;
            foreach (var bad in preview.Lines.Where(line => line.Case is null))
                TakeoverLineRow.Set(turn, new TakeoverLineRow { TakeoverId = id, Number = bad.Number, State = TakeoverLineState.Refused, Reason = CaseLife.ReasonJson.Write(bad.Problems) });
            return true;
        },
        cancellationToken);

    /// <summary>Takes everything back that nobody has worked on.</summary>
    /// <returns>False: there is nothing to take back, or it is being done already.</returns>
    public Task<bool> UndoAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => TakeoverRow.Undo(turn, id), cancellationToken);

    /// <summary>Forgets a file that nobody has started.</summary>
    public Task DiscardAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => TakeoverRow.Delete(turn, id), cancellationToken);

    /// <summary>A JSON list of texts, as headings, columns and cells are kept.</summary>
    public static IReadOnlyList<string> Texts(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];

    private TakeoverPreview Preview(Turn turn, TakeoverRow row)
    {
        var reading = new LineReading(runtime.Cases, turn, row.CentreId, Texts(row.Columns), row.CounsellorId, GermanDay.Of(runtime.Now));
        var rows = TakeoverLineRow.All(turn, row.Id).Select(line => (line.Number, Cells: Texts(line.Cells))).ToList();
        return new TakeoverPreview(
            row,
            [.. rows.Select(line => reading.Read(line.Number, line.Cells))],
            [.. Texts(row.Headings).Select((_, i) => string.Join(" · ", rows.Select(line => i < line.Cells.Count ? line.Cells[i].Trim() : "").Where(cell => cell.Length > 0).Distinct().Take(Samples)))]);
    }

    private void ForgetOld(Turn turn)
    {
        foreach (var old in turn.Read("select id from takeovers where state = 'Uploaded' and made_at < @before", row => row.GetString(0), runtime.Now - s_kept))
            TakeoverRow.Delete(turn, old);
    }
}
