using IqWorkflows.Casework;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Takeovers;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Takeover;

/// <summary>A takeover in the list.</summary>
public sealed record TakeoverLine(string Id, string FileName, string CentreName, TakeoverState State, DateTimeOffset MadeAt, int Lines, int Taken);

/// <summary>The beginning: what there was, and the form for one more.</summary>
/// <param name="Centres">To choose from; empty: it is clear for which.</param>
/// <param name="Problem">Key of what is wrong with the file that was sent; null: nothing.</param>
public sealed record TakeoverListModel(IReadOnlyList<TakeoverLine> Lines, IReadOnlyList<(string Code, string Label)> Centres, string? Problem, string Key);

/// <summary>What the columns mean, and what would become of the rows.</summary>
public sealed record TakeoverPreviewModel(TakeoverPreview Preview, IReadOnlyList<string> Headings, IReadOnlyList<string> Columns, IReadOnlyList<TakeoverField> Fields, IReadOnlyList<(string Code, string Label)> Staff, IqRuntime Runtime, string? Problem, bool IsSaved);

/// <summary>How far it has come, and what became of the rows.</summary>
public sealed record TakeoverResultModel(TakeoverRow Row, IReadOnlyList<TakeoverLineRow> Lines, IReadOnlyDictionary<string, string> Names, IqRuntime Runtime)
{
    public int Of(TakeoverLineState state) => Lines.Count(line => line.State == state);

    public bool IsOnItsWay => Row.State is TakeoverState.Running or TakeoverState.Undoing;

    /// <summary>Rows that had their turn.</summary>
    public int Past => Row.State == TakeoverState.Undoing ? Of(TakeoverLineState.Undone) + Of(TakeoverLineState.Kept) : Lines.Count - Of(TakeoverLineState.Waiting);

    public int All => Row.State == TakeoverState.Undoing ? Lines.Count - Of(TakeoverLineState.Refused) : Lines.Count;
}

/// <summary>Reads what the pages show.</summary>
internal sealed class TakeoverReading(IqRuntime runtime, Takeovers takeovers)
{
    private const int MostTakeovers = 20;
    private const int MostChoices = 300;

    public async Task<TakeoverListModel> ListAsync(string? centreId, string? problem, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var all = db.Takeovers.AsNoTracking();
        if (centreId is not null)
            all = all.Where(row => row.CentreId == centreId);
        var lines = await (from row in all
                           join centre in db.Centres on row.CentreId equals centre.Id
                           orderby row.MadeAt descending
                           select new TakeoverLine(
                               row.Id, row.FileName, centre.Name, row.State, row.MadeAt, db.TakeoverLines.Count(line => line.TakeoverId == row.Id),
                               db.TakeoverLines.Count(line => line.TakeoverId == row.Id && (line.State == TakeoverLineState.Taken || line.State == TakeoverLineState.Kept))))
            .Take(MostTakeovers).ToListAsync(cancellationToken);
        var centres = centreId is not null ? [] : await db.Centres.AsNoTracking().OrderBy(centre => centre.Name).Take(MostChoices).Select(centre => new { centre.Id, centre.Name }).ToListAsync(cancellationToken);
        return new TakeoverListModel(lines, [.. centres.Select(centre => (centre.Id, centre.Name))], problem, TypedForm.NewKey());
    }

    public async Task<TakeoverPreviewModel?> PreviewAsync(string id, string? problem, bool isSaved, CancellationToken cancellationToken)
    {
        if (await takeovers.PreviewAsync(id, cancellationToken) is not { } preview)
            return null;
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var staff = await db.Staff.AsNoTracking().Where(person => person.CentreId == preview.Row.CentreId && (person.Role == "COUNSELLOR" || person.Role == "LEAD")).OrderBy(person => person.Name)
            .Take(MostChoices).Select(person => new { person.Id, person.Name }).ToListAsync(cancellationToken);
        return new TakeoverPreviewModel(
            preview, Takeovers.Texts(preview.Row.Headings), Takeovers.Texts(preview.Row.Columns), TakeoverField.All(runtime.Rules.Facts), [.. staff.Select(person => (person.Id, person.Name))], runtime, problem, isSaved);
    }

    public async Task<TakeoverResultModel> ResultAsync(TakeoverRow row, CancellationToken cancellationToken)
    {
        var lines = await takeovers.LinesAsync(row.Id, cancellationToken);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var names = await (from line in db.TakeoverLines
                           where line.TakeoverId == row.Id && line.CaseId != null
                           join person in db.Set<Storage.Cases.PersonRow>() on line.CaseId equals person.CaseId
                           select new { person.CaseId, person.GivenName, person.Name }).ToListAsync(cancellationToken);
        return new TakeoverResultModel(row, lines, names.DistinctBy(person => person.CaseId).ToDictionary(person => person.CaseId, person => $"{person.GivenName} {person.Name}".Trim()), runtime);
    }
}
