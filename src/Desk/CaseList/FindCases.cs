#pragma warning disable CA1309 // these comparisons are made by the database, byte by byte; it knows no other
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>What is looked for; all of it stands in the address of the page.</summary>
/// <param name="Text">Beginnings of names, or of a case number.</param>
/// <param name="State">A state; <c>offen</c>: all that are not closed; <c>alle</c>: all.</param>
/// <param name="After">The last case of the page before; null: the first page.</param>
public sealed record CaseSearch(string Text, string State, string? After)
{
    public const string Open = "offen";
    public const string All = "alle";
}

/// <summary>One line of the list.</summary>
/// <param name="IsOwnDeadline">Whether the next date is one at which the client loses a right.</param>
public sealed record CaseLine(string CaseId, string Name, string? Profession, string? Authority, string State, DateOnly? NextOn, string? NextWhat, bool IsOwnDeadline, string? Counsellor);

/// <summary>A page of the list.</summary>
/// <param name="Next">What to go on after; null: this is the last page.</param>
public sealed record CaseLines(IReadOnlyList<CaseLine> Lines, string? Next);

/// <summary>Finds cases among those that somebody may see, newest number first.</summary>
internal sealed class FindCases(IqRuntime runtime)
{
    public const int PerPage = 25;
    private const string Closed = "ABGESCHLOSSEN";
    private const int MostWords = 4;

    public async Task<CaseLines> RunAsync(Viewer viewer, CaseSearch search, Language language, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var cases = Matching(db, Filtered(VisibleCases.Of(db, viewer), search.State), search.Text);
        if (search.After is { } after)
            cases = cases.Where(one => string.Compare(one.Id, after) < 0);
        var found = await cases.OrderByDescending(one => one.Id).Take(PerPage + 1)
            .Select(one => new { one.Id, one.State, one.PausedUntil, one.CounsellorId }).ToListAsync(cancellationToken);
        var page = found.Take(PerPage).ToList();
        var ids = page.Select(one => one.Id).ToList();
        var persons = await db.Set<PersonRow>().AsNoTracking().Where(person => ids.Contains(person.CaseId)).ToDictionaryAsync(person => person.CaseId, cancellationToken);
        var applications = (await db.Set<ApplicationRow>().AsNoTracking().Where(application => ids.Contains(application.CaseId))
            .Select(application => new { application.CaseId, application.Number, application.Profession, application.Authority }).ToListAsync(cancellationToken)).ToLookup(application => application.CaseId);
        var deadlines = viewer.SeesContactsOnly
            ? Enumerable.Empty<CaseDeadlineRow>().ToLookup(deadline => deadline.CaseId)
            : (await db.Deadlines.AsNoTracking().Where(deadline => ids.Contains(deadline.CaseId) && deadline.State == DeadlineState.Running && deadline.EndOn >= today).ToListAsync(cancellationToken)).ToLookup(deadline => deadline.CaseId);
        var staffIds = page.Select(one => one.CounsellorId).OfType<string>().Distinct().ToList();
        var staff = await db.Staff.AsNoTracking().Where(person => staffIds.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
        return new CaseLines([.. page.Select(one => Line(one.Id, one.State, one.PausedUntil, one.CounsellorId))], found.Count > PerPage ? page[^1].Id : null);

        CaseLine Line(string id, string? state, DateOnly? pausedUntil, string? counsellor)
        {
            var application = applications[id].MaxBy(one => one.Number);
            var next = deadlines[id].OrderBy(deadline => deadline.EndOn).FirstOrDefault();
            var rule = next is null ? null : runtime.Rules.Deadlines.Find(next.Code);
            return new CaseLine(
                id,
                NameOf(persons.GetValueOrDefault(id)) is { Length: > 0 } name ? name : id,
                viewer.SeesContactsOnly ? null : Label("profession", application?.Profession),
                viewer.SeesContactsOnly ? null : Label("authority", application?.Authority),
                runtime.Rules.States.Find(pausedUntil is null ? state ?? "" : runtime.Rules.States.Paused.Code)?.Name.In(language) ?? "",
                next?.EndOn,
                rule?.Name.In(language),
                rule is { Class: DeadlineClass.C, Opens: false },
                counsellor is null ? null : staff.GetValueOrDefault(counsellor));
        }

        string? Label(string list, string? code) => code is null ? null : runtime.Rules.Facts.Codes.Label(list, code, language);
    }

    /// <summary>The name that people use.</summary>
    public static string NameOf(PersonRow? person) => string.Join(' ', new[] { person?.AcademicTitle, person?.GivenName, person?.Name }.Where(part => part is { Length: > 0 }));

    private static IQueryable<CaseRow> Filtered(IQueryable<CaseRow> cases, string state) => state switch
    {
        CaseSearch.All => cases,
        CaseSearch.Open => cases.Where(one => one.State != Closed),
        "RUHEND" => cases.Where(one => one.PausedUntil != null),
        _ => cases.Where(one => one.State == state && one.PausedUntil == null),
    };

    private static IQueryable<CaseRow> Matching(IqDb db, IQueryable<CaseRow> cases, string text)
    {
        var typed = text.Trim();
        if (typed.StartsWith("IQ-", StringComparison.OrdinalIgnoreCase))
        {
            var (from, until) = (typed.ToUpperInvariant(), typed.ToUpperInvariant() + '\uffff');
            return cases.Where(one => string.Compare(one.Id, from) >= 0 && string.Compare(one.Id, until) < 0);
        }
        foreach (var word in SearchWords.Asked(typed).Take(MostWords))
        {
            var until = word + '\uffff';
            cases = cases.Where(one => db.CaseKeys.Where(key => string.Compare(key.Word, word) >= 0 && string.Compare(key.Word, until) < 0).Select(key => key.CaseId).Contains(one.Id));
        }
        return cases;
    }
}
