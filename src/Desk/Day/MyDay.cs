using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.CaseList;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Day;

/// <summary>One line: when, who and why, and what to open.</summary>
/// <param name="Day">Its day; null: none.</param>
/// <param name="Text">Why it is here, in words.</param>
/// <param name="DeputyFor">Whose case it is when it is not the viewer's own; null: it is.</param>
/// <param name="TaskId">The task to open; null: the case.</param>
public sealed record DayLine(string CaseId, string Name, DateOnly? Day, LocalText Text, string? DeputyFor, string? TaskId);

/// <summary>What somebody has before them today.</summary>
/// <param name="Own">Deadlines at which a client loses a right.</param>
/// <param name="Overdue">Authorities that are late.</param>
public sealed record DayLists(IReadOnlyList<DayLine> Own, IReadOnlyList<DayLine> Tasks, IReadOnlyList<DayLine> Overdue, IReadOnlyList<DayLine> Stalled);

/// <summary>Puts together what is due, most urgent first.</summary>
internal sealed class MyDay(IqRuntime runtime)
{
    /// <summary>Lines of one list at most.</summary>
    public const int Most = 50;

    private const string Closed = "ABGESCHLOSSEN";
    private const int DaysOfOwn = 14;
    private const int DaysOfTasks = 7;

    public async Task<DayLists> RunAsync(Viewer viewer, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var open = (viewer.SeesContactsOnly ? VisibleCases.Of(db, viewer) : VisibleCases.OwnOf(db, viewer)).Where(one => one.State != Closed);
        var tasks = await TasksAsync(db, viewer, open, today.AddDays(DaysOfTasks), cancellationToken);
        if (viewer.SeesContactsOnly)
            return new DayLists([], await LinesAsync(db, viewer, tasks, cancellationToken), [], []);
        var own = await DeadlinesAsync(open, db, DeadlineClass.C, today.AddDays(DaysOfOwn), cancellationToken);
        var overdue = await DeadlinesAsync(open, db, DeadlineClass.A, today.AddDays(-1), cancellationToken);
        var marks = await open.Join(db.StalledMarks.Where(mark => mark.EndedAt == null), one => one.Id, mark => mark.CaseId, (one, mark) => new { one.Id, one.CounsellorId, mark.Rule, mark.Since })
            .OrderBy(line => line.Since).Take(Most).ToListAsync(cancellationToken);
        var stalled = marks.Select(mark => new Raw(mark.Id, mark.CounsellorId, mark.Since, runtime.Rules.Stalled.Lines.FirstOrDefault(line => line.Code == mark.Rule)?.Name ?? new LocalText(mark.Rule, mark.Rule), null)).ToList();
        var all = (await LinesAsync(db, viewer, [.. own, .. tasks, .. overdue, .. stalled], cancellationToken)).ToList();
        return new DayLists(all[..own.Count], all[own.Count..(own.Count + tasks.Count)], all[(own.Count + tasks.Count)..^stalled.Count], all[^stalled.Count..]);
    }

    private static async Task<List<Raw>> TasksAsync(IqDb db, Viewer viewer, IQueryable<CaseRow> own, DateOnly until, CancellationToken cancellationToken)
    {
        var role = viewer.SeesContactsOnly ? "OFFICE" : "COUNSELLOR";
        var mine = own.Join(db.CaseTasks.Where(task => task.State == TaskState.Open && task.Role == role && (task.DueOn == null || task.DueOn <= until)), one => one.Id, task => task.CaseId, (one, task) => new { one, task });
        if (viewer.Is(Role.Lead))
        {
            mine = mine.Union(db.Cases.AsNoTracking().Where(one => one.CentreId == viewer.CentreId && one.State != Closed)
                .Join(db.CaseTasks.Where(task => task.State == TaskState.Open && task.Role == "LEAD" && (task.DueOn == null || task.DueOn <= until)), one => one.Id, task => task.CaseId, (one, task) => new { one, task }));
        }
        var rows = await mine.Select(pair => new { pair.one.Id, pair.one.CounsellorId, pair.task.DueOn, pair.task.Title, pair.task.TitleEn, TaskId = pair.task.Id })
            .OrderBy(line => line.DueOn == null).ThenBy(line => line.DueOn).ThenBy(line => line.TaskId).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Raw(row.Id, row.CounsellorId, row.DueOn, new LocalText(row.Title, row.TitleEn), row.TaskId))];
    }

    private async Task<List<Raw>> DeadlinesAsync(IQueryable<CaseRow> open, IqDb db, DeadlineClass of, DateOnly until, CancellationToken cancellationToken)
    {
        var codes = runtime.Rules.Deadlines.Deadlines.Where(rule => rule.Class == of && !rule.Opens).Select(rule => rule.Code).ToList();
        var rows = await open.Join(db.Deadlines.Where(deadline => deadline.State == DeadlineState.Running && codes.Contains(deadline.Code) && deadline.EndOn <= until), one => one.Id, deadline => deadline.CaseId, (one, deadline) => new { one.Id, one.CounsellorId, deadline.Code, deadline.EndOn })
            .OrderBy(line => line.EndOn).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Raw(row.Id, row.CounsellorId, row.EndOn, runtime.Rules.Deadlines.Find(row.Code)!.Name, null))]; // asked for by the catalogue's own codes
    }

    private static async Task<IReadOnlyList<DayLine>> LinesAsync(IqDb db, Viewer viewer, List<Raw> lines, CancellationToken cancellationToken)
    {
        var ids = lines.Select(line => line.CaseId).Distinct().ToList();
        var names = await db.Set<PersonRow>().AsNoTracking().Where(person => ids.Contains(person.CaseId)).ToDictionaryAsync(person => person.CaseId, FindCases.NameOf, cancellationToken);
        var others = lines.Select(line => line.CounsellorId).OfType<string>().Where(id => id != viewer.StaffId).Distinct().ToList();
        var staff = await db.Staff.AsNoTracking().Where(person => others.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
        return [.. lines.Select(line => new DayLine(
            line.CaseId, names.GetValueOrDefault(line.CaseId) is { Length: > 0 } name ? name : line.CaseId, line.Day, line.Text,
            line.CounsellorId is { } counsellor ? staff.GetValueOrDefault(counsellor) : null, line.TaskId))];
    }

    private sealed record Raw(string CaseId, string? CounsellorId, DateOnly? Day, LocalText Text, string? TaskId);
}
