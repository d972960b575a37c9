using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>One line of the list.</summary>
/// <param name="IsOwnDeadline">Whether the next date is one at which the client loses a right.</param>
public sealed record CaseLine(string CaseId, string Name, string? Profession, string? Authority, string State, DateOnly? NextOn, string? NextWhat, bool IsOwnDeadline, string? Counsellor)
{
    /// <summary>Since when it does not get on; null: it does.</summary>
    public DateOnly? StalledSince { get; init; }

    /// <summary>Since when its authority is late; null: it is not.</summary>
    public DateOnly? LateSince { get; init; }
}

/// <summary>A page of the list.</summary>
/// <param name="Next">What to go on after; null: this is the last page.</param>
/// <param name="Previous">What to go back from; null: this is the first.</param>
/// <param name="Count">How many there are; above <see cref="FindCases.MostCounted"/> nobody counts on.</param>
/// <param name="IsNear">Nothing is written as it was typed; these are almost.</param>
public sealed record CaseLines(IReadOnlyList<CaseLine> Lines, string? Next, string? Previous, int Count, bool IsNear);

/// <summary>Finds cases among those that somebody may see.</summary>
internal sealed class FindCases(IqRuntime runtime)
{
    public const int PerPage = 25;
    public const int MostCounted = 1000;

    public async Task<CaseLines> RunAsync(Viewer viewer, CaseSearch search, Language language, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var isBack = search.Before is not null;
        var from = CasePlace.Of(search.Before ?? search.After);
        var cases = FoundCases.Of(db, runtime.Rules, viewer, search, null, today);
        var places = await CasePlaces.TakeAsync(db, cases, search.Sort, from, isBack, PerPage + 1, today, cancellationToken);
        var isNear = false;
        if (places.Count == 0 && await NearAsync(db, search, cancellationToken) is { } near)
        {
            cases = FoundCases.Of(db, runtime.Rules, viewer, search, near, today);
            places = await CasePlaces.TakeAsync(db, cases, search.Sort, from, isBack, PerPage + 1, today, cancellationToken);
            isNear = places.Count > 0;
        }
        var (hasMore, page) = (places.Count > PerPage, places.Take(PerPage).ToList());
        if (isBack)
            page.Reverse();
        var count = from is null && !hasMore ? page.Count : await cases.Select(one => one.Id).Take(MostCounted + 1).CountAsync(cancellationToken);
        var lines = await LinesAsync(db, viewer, [.. page.Select(place => place.Id)], language, today, cancellationToken);
        return new CaseLines(lines, page.Count > 0 && (isBack || hasMore) ? page[^1].Code : null, page.Count > 0 && (isBack ? hasMore : from is not null) ? page[0].Code : null, count, isNear);
    }

    /// <summary>All that is found, some at a time, in the order of the list.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CaseLine>> AllAsync(Viewer viewer, CaseSearch search, Language language, DateOnly today, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int together = 500;
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var cases = FoundCases.Of(db, runtime.Rules, viewer, search, null, today);
        if (!await cases.AnyAsync(cancellationToken) && await NearAsync(db, search, cancellationToken) is { } near)
            cases = FoundCases.Of(db, runtime.Rules, viewer, search, near, today);
        CasePlace? from = null;
        for (var given = 0; given < most;)
        {
            var places = await CasePlaces.TakeAsync(db, cases, search.Sort, from, false, Math.Min(together, most - given), today, cancellationToken);
            if (places.Count == 0)
                yield break;
            yield return await LinesAsync(db, viewer, [.. places.Select(place => place.Id)], language, today, cancellationToken);
            given += places.Count;
            from = places[^1];
        }
    }

    /// <summary>The name that people use.</summary>
    public static string NameOf(PersonRow? person) => NameOf(person?.AcademicTitle, person?.GivenName, person?.Name);

    private static string NameOf(string? title, string? given, string? name) => string.Join(' ', new[] { title, given, name }.Where(part => part is { Length: > 0 }));

    private static async Task<IReadOnlyList<IReadOnlyList<string>>?> NearAsync(IqDb db, CaseSearch search, CancellationToken cancellationToken)
    {
        var near = new List<IReadOnlyList<string>>();
        foreach (var word in FoundCases.WordsOf(search))
        {
            if (await NearWords.OfAsync(db, word, cancellationToken) is { Count: > 0 } words)
                near.Add(words);
            else
                return null;
        }
        return near.Count > 0 ? near : null;
    }

    private async Task<IReadOnlyList<CaseLine>> LinesAsync(IqDb db, Viewer viewer, List<string> ids, Language language, DateOnly today, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        // A first person asked for as an object would be chosen from all persons by a window; a join goes by the key.
        var rows = await (
            from one in db.Cases.AsNoTracking()
            where ids.Contains(one.Id)
            join known in db.Set<PersonRow>().Where(person => person.Number == 1) on one.Id equals known.CaseId into persons
            from person in persons.DefaultIfEmpty()
            select new
            {
                one.Id,
                one.State,
                one.PausedUntil,
                Counsellor = db.Staff.Where(member => member.Id == one.CounsellorId).Select(member => member.Name).FirstOrDefault(),
                person.AcademicTitle,
                person.GivenName,
                person.Name,
                StalledSince = db.StalledMarks.Where(mark => mark.CaseId == one.Id && mark.EndedAt == null).Select(mark => (DateOnly?)mark.Since).FirstOrDefault(),
            }).ToDictionaryAsync(one => one.Id, cancellationToken);
        var all = !viewer.SeesContactsOnly;
        var applications = all
            ? (await db.Set<ApplicationRow>().AsNoTracking().Where(application => ids.Contains(application.CaseId)).Select(application => new { application.CaseId, application.Number, application.Profession, application.Authority }).ToListAsync(cancellationToken)).ToLookup(application => application.CaseId)
            : null;
        var deadlines = (all ? await db.Deadlines.AsNoTracking().Where(deadline => ids.Contains(deadline.CaseId) && deadline.State == DeadlineState.Running).Select(deadline => new CaseDeadlineRow { CaseId = deadline.CaseId, Code = deadline.Code, EndOn = deadline.EndOn }).ToListAsync(cancellationToken) : []).ToLookup(deadline => deadline.CaseId);
        return [.. ids.Where(rows.ContainsKey).Select(id =>
        {
            var row = rows[id];
            var application = applications?[id].MaxBy(one => one.Number);
            var next = deadlines[id].Where(deadline => deadline.EndOn >= today).MinBy(deadline => deadline.EndOn);
            var rule = next is null ? null : runtime.Rules.Deadlines.Find(next.Code);
            return new CaseLine(
                id,
                NameOf(row.AcademicTitle, row.GivenName, row.Name) is { Length: > 0 } name ? name : id,
                Label("profession", application?.Profession),
                Label("authority", application?.Authority),
                runtime.Rules.States.Find(row.PausedUntil is null ? row.State ?? "" : runtime.Rules.States.Paused.Code)?.Name.In(language) ?? "",
                next?.EndOn,
                rule?.Name.In(language),
                rule is { Class: DeadlineClass.C, Opens: false },
                row.Counsellor)
            {
                StalledSince = all ? row.StalledSince : null,
                LateSince = deadlines[id].Where(deadline => deadline.EndOn < today && runtime.Rules.Deadlines.Find(deadline.Code)?.Class == DeadlineClass.A).Min(deadline => deadline.EndOn),
            };
        })];

        string? Label(string list, string? code) => code is null ? null : runtime.Rules.Facts.Codes.Label(list, code, language);
    }
}
