using IqWorkflows.Casework;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.CaseList;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Desk;
using IqWorkflows.Storage.Staff;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Team;

/// <summary>What one person has to do.</summary>
public sealed record TeamLoad(StaffRow Person, int Cases, int DueThisWeek, int Overdue, int Stalled);

/// <summary>How many cases do not get on in a state or at an authority.</summary>
/// <param name="Code">For the address of the list.</param>
public sealed record StalledPlace(string? Code, string Label, int Cases);

/// <summary>A case that nobody counsels.</summary>
public sealed record FreeCase(string CaseId, string Name, DateOnly? OpenedOn);

/// <summary>The page of a team.</summary>
/// <param name="Status">Key of what has just been done; null: nothing.</param>
public sealed record TeamModel(
    IReadOnlyList<TeamLoad> Load, int Free, IReadOnlyList<FreeCase> FreeCases, IReadOnlyList<StalledPlace> ByState, IReadOnlyList<StalledPlace> ByAuthority, IReadOnlyList<HandOverRow> HandOvers, string? Status, string? Problem)
{
    public string NameOf(string id) => Load.FirstOrDefault(line => line.Person.Id == id)?.Person.Name ?? id;
}

/// <summary>Counts what a centre has before it.</summary>
internal sealed class TeamReading(IqRuntime runtime)
{
    private const string Closed = "ABGESCHLOSSEN";
    private const int MostStaff = 200;
    private const int MostFree = 25;
    private const int MostPlaces = 8;
    private const int MostHandOvers = 5;

    public async Task<TeamModel> RunAsync(string centreId, Language language, DateOnly today, string? status, string? problem, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var week = today.AddDays(6);
        var late = runtime.Rules.Deadlines.Deadlines.Where(rule => rule.Class == DeadlineClass.A).Select(rule => rule.Code).ToList();
        var open = db.Cases.AsNoTracking().Where(one => one.CentreId == centreId && one.State != Closed);
        var staff = await db.Staff.AsNoTracking().Where(person => person.CentreId == centreId && (person.Role == "COUNSELLOR" || person.Role == "LEAD")).OrderBy(person => person.Name).Take(MostStaff).ToListAsync(cancellationToken);
        var cases = await open.GroupBy(one => one.CounsellorId).Select(group => new { Who = group.Key, Cases = group.Count() }).ToListAsync(cancellationToken);
        var due = await open.Join(db.Deadlines.Where(deadline => deadline.State == DeadlineState.Running && deadline.EndOn <= week), one => one.Id, deadline => deadline.CaseId, (one, deadline) => new { one.CounsellorId, deadline.EndOn, IsLate = deadline.EndOn < today && late.Contains(deadline.Code) })
            .GroupBy(line => line.CounsellorId).Select(group => new { Who = group.Key, Due = group.Count(line => line.EndOn >= today), Late = group.Count(line => line.IsLate) }).ToListAsync(cancellationToken);
        var stalled = await open.Join(db.StalledMarks.Where(mark => mark.EndedAt == null), one => one.Id, mark => mark.CaseId, (one, mark) => new { one.CounsellorId, one.State, Authority = db.Set<ApplicationRow>().Where(application => application.CaseId == one.Id).OrderByDescending(application => application.Number).Select(application => application.Authority).FirstOrDefault() })
            .GroupBy(line => line).Select(group => new { group.Key.CounsellorId, group.Key.State, group.Key.Authority, Cases = group.Count() }).ToListAsync(cancellationToken);
        var free = await open.Where(one => one.CounsellorId == null).OrderBy(one => one.Id).Take(MostFree)
            .Select(one => new { one.Id, one.OpenedOn, Person = db.Set<PersonRow>().FirstOrDefault(person => person.CaseId == one.Id && person.Number == 1) }).ToListAsync(cancellationToken);
        var handOvers = await db.HandOvers.AsNoTracking().Where(batch => batch.CentreId == centreId).OrderByDescending(batch => batch.At).Take(MostHandOvers).ToListAsync(cancellationToken);
        return new TeamModel(
            [.. staff.Select(person => new TeamLoad(
                person,
                cases.Find(line => line.Who == person.Id)?.Cases ?? 0,
                due.Find(line => line.Who == person.Id)?.Due ?? 0,
                due.Find(line => line.Who == person.Id)?.Late ?? 0,
                stalled.Where(line => line.CounsellorId == person.Id).Sum(line => line.Cases)))],
            cases.Find(line => line.Who is null)?.Cases ?? 0,
            [.. free.Select(one => new FreeCase(one.Id, FindCases.NameOf(one.Person) is { Length: > 0 } name ? name : one.Id, one.OpenedOn))],
            [.. stalled.GroupBy(line => line.State).Select(group => new StalledPlace(group.Key, runtime.Rules.States.Find(group.Key ?? "")?.Name.In(language) ?? "–", group.Sum(line => line.Cases))).OrderByDescending(place => place.Cases).Take(MostPlaces)],
            [.. stalled.Where(line => line.Authority is not null).GroupBy(line => line.Authority!).Select(group => new StalledPlace(group.Key, runtime.Rules.Facts.Codes.Label("authority", group.Key, language) ?? group.Key, group.Sum(line => line.Cases))).OrderByDescending(place => place.Cases).Take(MostPlaces)],
            handOvers,
            status,
            problem);
    }
}
