using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Desk.CaseList;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Privacy;

/// <summary>Something of a case whose retention ends.</summary>
/// <param name="Rule">What must go, in words.</param>
/// <param name="EraseFrom">First day on which it may not be kept.</param>
public sealed record RetentionLine(string CaseId, string Name, LocalText Rule, DateOnly EraseFrom);

/// <summary>The page of data protection.</summary>
/// <param name="Lines">What may not be kept any more, or soon; longest overdue first.</param>
/// <param name="Held">Cases of which nothing may be erased.</param>
/// <param name="Rules">The rules of retention.</param>
public sealed record PrivacyModel(IReadOnlyList<RetentionLine> Lines, bool IsCut, int Overdue, IReadOnlyList<(string CaseId, string Name)> Held, IReadOnlyList<RetentionRule> Rules, string? Done, string? Typed, IReadOnlyList<Problem> Problems);

/// <summary>Somebody looked at a case, changed it, or was turned away.</summary>
public sealed record AccessLine(DateTimeOffset At, string Who, string CaseId, string Action, bool IsAllowed);

/// <summary>The log of accesses: of a person, or of a case.</summary>
public sealed record AccessModel(IReadOnlyList<(string Id, string Name)> People, string? Person, string? CaseId, IReadOnlyList<AccessLine> Lines, long? Next);

/// <summary>Reads what the lead of a centre must see to about data protection.</summary>
internal sealed class PrivacyReading(IqRuntime runtime)
{
    private const int MostLines = 100;
    private const int MostPeople = 200;

    public async Task<PrivacyModel> RunAsync(Visit visit, string? done, string? typed, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var centre = visit.Viewer!.CentreId; // the gate lets nobody else in
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var cases = db.Cases.AsNoTracking().Where(one => one.CentreId == centre);
        var candidates = db.RetentionCandidates.AsNoTracking().Join(cases, row => row.CaseId, one => one.Id, (row, one) => row);
        var rows = await candidates.OrderBy(row => row.EraseFrom).ThenBy(row => row.CaseId).Take(MostLines + 1).ToListAsync(cancellationToken);
        var overdue = await candidates.CountAsync(row => row.EraseFrom <= visit.Today, cancellationToken);
        var held = await cases.Where(one => one.LegalHold == true).OrderBy(one => one.Id).Select(one => one.Id).Take(MostLines).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.CaseId).Concat(held).Distinct().ToList();
        var names = await db.Set<PersonRow>().AsNoTracking().Where(person => ids.Contains(person.CaseId)).ToDictionaryAsync(person => person.CaseId, FindCases.NameOf, cancellationToken);
        return new PrivacyModel(
            [.. rows.Take(MostLines).Select(row => new RetentionLine(row.CaseId, NameOf(names, row.CaseId), RuleOf(row.Rule)?.Name ?? new LocalText(row.Rule, row.Rule), row.EraseFrom))],
            rows.Count > MostLines, overdue, [.. held.Select(id => (id, NameOf(names, id)))], runtime.Rules.Retention.Rules, done, typed, problems);
    }

    public RetentionRule? RuleOf(string code) => runtime.Rules.Retention.Rules.FirstOrDefault(rule => rule.Code == code);

    /// <summary>The latest accesses of somebody to cases of the centre; of all its people when nobody is named.</summary>
    public async Task<AccessModel> OfPersonAsync(Viewer viewer, string? person, long? before, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var people = await (from account in db.Accounts
                            join one in db.Staff on account.StaffId equals one.Id
                            where one.CentreId == viewer.CentreId
                            orderby one.Name
                            select new { account.Id, one.Name }).Take(MostPeople).ToListAsync(cancellationToken);
        var chosen = people.FirstOrDefault(one => one.Id == person);
        if (chosen is null)
            return new AccessModel([.. people.Select(one => (one.Id, one.Name))], null, null, [], null);
        var log = db.CaseAccesses.AsNoTracking().Where(row => row.Who == chosen.Id);
        if (before is { } id)
            log = log.Where(row => row.Id < id);
        // Cases of other centres are none of the lead's business, whoever of the centre asked for them; who was turned away from one shows all the same, without saying from which.
        var rows = await log.OrderByDescending(row => row.Id).Take(MostLines + 1).Select(row => new { Row = row, IsOurs = db.Cases.Any(one => one.Id == row.CaseId && one.CentreId == viewer.CentreId) }).ToListAsync(cancellationToken);
        return new AccessModel(
            [.. people.Select(one => (one.Id, one.Name))], chosen.Id, null,
            [.. rows.Take(MostLines).Select(row => new AccessLine(row.Row.At, chosen.Name, row.IsOurs ? row.Row.CaseId : "", row.Row.Action, row.Row.IsAllowed))], rows.Count > MostLines ? rows[MostLines - 1].Row.Id : null);
    }

    /// <summary>The latest accesses to a case. The door was passed before.</summary>
    public async Task<AccessModel> OfCaseAsync(string caseId, long? before, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var log = db.CaseAccesses.AsNoTracking().Where(row => row.CaseId == caseId);
        if (before is { } id)
            log = log.Where(row => row.Id < id);
        var rows = await log.OrderByDescending(row => row.Id).Take(MostLines + 1).ToListAsync(cancellationToken);
        var names = await NamesAsync(db, [.. rows.Select(row => row.Who).Distinct()], cancellationToken);
        return new AccessModel([], null, caseId, [.. rows.Take(MostLines).Select(row => LineOf(row, names))], rows.Count > MostLines ? rows[MostLines - 1].Id : null);
    }

    private static string NameOf(Dictionary<string, string> names, string caseId) => names.GetValueOrDefault(caseId) is { Length: > 0 } name ? name : caseId;

    private static AccessLine LineOf(CaseAccessRow row, Dictionary<string, string> names) => new(row.At, names.GetValueOrDefault(row.Who) ?? row.Who, row.CaseId, row.Action, row.IsAllowed);

    private static Task<Dictionary<string, string>> NamesAsync(IqDb db, List<string> accounts, CancellationToken cancellationToken) =>
        (from account in db.Accounts.Where(account => accounts.Contains(account.Id))
         join one in db.Staff on account.StaffId equals one.Id into people
         from one in people.DefaultIfEmpty()
         select new { account.Id, Name = one != null ? one.Name : account.Name }).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
}
