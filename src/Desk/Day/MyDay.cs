using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.CaseList;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Day;

/// <summary>Whose day it is.</summary>
public enum DayScope
{
    /// <summary>Own cases and those of whoever one stands in for.</summary>
    Mine,

    /// <summary>Own cases only.</summary>
    OnlyMine,

    /// <summary>All of the centre.</summary>
    Centre,
}

/// <summary>One line: when, who and why, and what to open.</summary>
/// <param name="Day">Its day; null: none.</param>
/// <param name="Text">Why it is here, in words.</param>
/// <param name="DeputyFor">Whose case it is when it is not the viewer's own; null: it is.</param>
/// <param name="TaskId">The task to open; null: the case.</param>
public sealed record DayLine(string CaseId, string Name, DateOnly? Day, LocalText Text, string? DeputyFor, string? TaskId)
{
    /// <summary>Time of day of an appointment, in Germany; null: none.</summary>
    public string? Time { get; init; }

    /// <summary>The mail that did not arrive; null: it is about none.</summary>
    public string? MessageId { get; init; }

    /// <summary>An appointment whose result is recorded already.</summary>
    public bool IsDone { get; init; }
}

/// <summary>What somebody has before them today.</summary>
/// <param name="Own">Deadlines at which a client loses a right.</param>
/// <param name="Overdue">Authorities that are late.</param>
/// <param name="Appointments">Those of today.</param>
/// <param name="Failed">Mails that did not arrive.</param>
public sealed record DayLists(DayScope Scope, IReadOnlyList<DayLine> Own, IReadOnlyList<DayLine> Tasks, IReadOnlyList<DayLine> Overdue, IReadOnlyList<DayLine> Stalled, IReadOnlyList<DayLine> Appointments, IReadOnlyList<DayLine> Failed)
{
    /// <summary>Nothing is to be done; appointments may come all the same.</summary>
    public bool IsNothingDue => Own.Count + Tasks.Count + Overdue.Count + Stalled.Count + Failed.Count == 0;
}

/// <summary>Puts together what is due, most urgent first.</summary>
internal sealed class MyDay(IqRuntime runtime)
{
    /// <summary>Lines of one list at most.</summary>
    public const int Most = 50;

    private const string Closed = "ABGESCHLOSSEN";
    private const int DaysOfOwn = 14;
    private const int DaysOfTasks = 7;

    public async Task<DayLists> RunAsync(Viewer viewer, DayScope scope, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var cases = scope switch
        {
            DayScope.Centre => VisibleCases.Of(db, viewer),
            DayScope.OnlyMine => db.Cases.AsNoTracking().Where(one => one.CounsellorId == viewer.StaffId),
            _ => viewer.SeesContactsOnly ? VisibleCases.Of(db, viewer) : VisibleCases.OwnOf(db, viewer),
        };
        var open = cases.Where(one => one.State != Closed);
        var tasks = await TasksAsync(db, viewer, scope, open, today.AddDays(DaysOfTasks), cancellationToken);
        var appointments = await AppointmentsAsync(db, open, today, cancellationToken);
        List<Raw> own = [], overdue = [], stalled = [], failed = [];
        if (!viewer.SeesContactsOnly)
        {
            own = Doing(await DeadlinesAsync(open, db, DeadlineClass.C, today.AddDays(DaysOfOwn), cancellationToken), tasks);
            overdue = Doing(await DeadlinesAsync(open, db, DeadlineClass.A, today.AddDays(-1), cancellationToken), tasks);
            var marks = await open.Join(db.StalledMarks.Where(mark => mark.EndedAt == null), one => one.Id, mark => mark.CaseId, (one, mark) => new { one.Id, one.CounsellorId, mark.Rule, mark.Since })
                .OrderBy(line => line.Since).Take(Most).ToListAsync(cancellationToken);
            stalled = [.. marks.Select(mark => new Raw(mark.Id, mark.CounsellorId, mark.Since, runtime.Rules.Stalled.Lines.FirstOrDefault(line => line.Code == mark.Rule)?.Name ?? new LocalText(mark.Rule, mark.Rule), null))];
            failed = await FailedAsync(db, open, cancellationToken);
        }
        var names = new Queue<DayLine>(await LinesAsync(db, viewer, [.. own, .. tasks, .. overdue, .. stalled, .. appointments, .. failed], cancellationToken));
        return new DayLists(scope, Next(own), Next(tasks), Next(overdue), Next(stalled), Next(appointments), Next(failed));

        List<DayLine> Next(List<Raw> raw) => [.. raw.Select(_ => names.Dequeue())];
    }

    /// <summary>The task that is open about what a deadline is about is what can be done against it.</summary>
    private static List<Raw> Doing(List<Raw> deadlines, List<Raw> tasks) =>
        [.. deadlines.Select(line => line with { TaskId = tasks.Find(task => task.CaseId == line.CaseId && task.Object == line.Object)?.TaskId })];

    private static async Task<List<Raw>> AppointmentsAsync(IqDb db, IQueryable<CaseRow> open, DateOnly today, CancellationToken cancellationToken)
    {
        var (from, until) = (GermanDay.StartOf(today), GermanDay.StartOf(today.AddDays(1)));
        var rows = await open.Join(db.Set<AppointmentRow>().Where(one => one.At >= from && one.At < until && one.CancelledOn == null), one => one.Id, appointment => appointment.CaseId, (one, appointment) => new { one.Id, one.CounsellorId, appointment.At, appointment.Place, appointment.HeldOn, appointment.NoShowOn })
            .OrderBy(line => line.At).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Raw(row.Id, row.CounsellorId, today, new LocalText(row.Place ?? "", row.Place ?? ""), null) { Time = GermanDay.TimeOf(row.At!.Value), IsDone = row.HeldOn is not null || row.NoShowOn is not null })]; // compared above
    }

    private static async Task<List<Raw>> FailedAsync(IqDb db, IQueryable<CaseRow> open, CancellationToken cancellationToken)
    {
        var rows = await open.Join(db.Messages.Where(message => message.State == MessageState.Failed), one => one.Id, message => message.CaseId, (one, message) => new { one.Id, one.CounsellorId, MessageId = message.Id, message.CreatedAt, message.Subject, message.LastError })
            .OrderByDescending(line => line.CreatedAt).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Raw(row.Id, row.CounsellorId, GermanDay.Of(row.CreatedAt), Both(string.Join(": ", new[] { row.Subject, row.LastError }.Where(part => part is { Length: > 0 }))), null) { MessageId = row.MessageId })];

        static LocalText Both(string text) => new(text, text);
    }

    private static async Task<List<Raw>> TasksAsync(IqDb db, Viewer viewer, DayScope scope, IQueryable<CaseRow> own, DateOnly until, CancellationToken cancellationToken)
    {
        var role = viewer.SeesContactsOnly ? "OFFICE" : "COUNSELLOR";
        var mine = own.Join(db.CaseTasks.Where(task => task.State == TaskState.Open && task.Role == role && (task.DueOn == null || task.DueOn <= until)), one => one.Id, task => task.CaseId, (one, task) => new { one, task });
        if (viewer.Is(Role.Lead) && scope != DayScope.OnlyMine)
        {
            mine = mine.Union(db.Cases.AsNoTracking().Where(one => one.CentreId == viewer.CentreId && one.State != Closed)
                .Join(db.CaseTasks.Where(task => task.State == TaskState.Open && task.Role == "LEAD" && (task.DueOn == null || task.DueOn <= until)), one => one.Id, task => task.CaseId, (one, task) => new { one, task }));
        }
        var rows = await mine.Select(pair => new { pair.one.Id, pair.one.CounsellorId, pair.task.DueOn, pair.task.Title, pair.task.TitleEn, TaskId = pair.task.Id, pair.task.Object })
            .OrderBy(line => line.DueOn == null).ThenBy(line => line.DueOn).ThenBy(line => line.TaskId).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Raw(row.Id, row.CounsellorId, row.DueOn, new LocalText(row.Title, row.TitleEn), row.TaskId) { Object = row.Object })];
    }

    private async Task<List<Raw>> DeadlinesAsync(IQueryable<CaseRow> open, IqDb db, DeadlineClass of, DateOnly until, CancellationToken cancellationToken)
    {
        var codes = runtime.Rules.Deadlines.Deadlines.Where(rule => rule.Class == of).Select(rule => rule.Code).ToList();
        var rows = await open.Join(db.Deadlines.Where(deadline => deadline.State == DeadlineState.Running && codes.Contains(deadline.Code) && deadline.EndOn <= until), one => one.Id, deadline => deadline.CaseId, (one, deadline) => new { one.Id, one.CounsellorId, deadline.Code, deadline.EndOn, deadline.Object })
            .OrderBy(line => line.EndOn).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Raw(row.Id, row.CounsellorId, row.EndOn, runtime.Rules.Deadlines.Find(row.Code)!.Name, null) { Object = row.Object })]; // asked for by the catalogue's own codes
    }

    private static async Task<IReadOnlyList<DayLine>> LinesAsync(IqDb db, Viewer viewer, List<Raw> lines, CancellationToken cancellationToken)
    {
        var ids = lines.Select(line => line.CaseId).Distinct().ToList();
        var names = await db.Set<PersonRow>().AsNoTracking().Where(person => ids.Contains(person.CaseId)).ToDictionaryAsync(person => person.CaseId, FindCases.NameOf, cancellationToken);
        var others = lines.Select(line => line.CounsellorId).OfType<string>().Where(id => id != viewer.StaffId).Distinct().ToList();
        var staff = await db.Staff.AsNoTracking().Where(person => others.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
        return [.. lines.Select(line => new DayLine(
            line.CaseId, names.GetValueOrDefault(line.CaseId) is { Length: > 0 } name ? name : line.CaseId, line.Day, line.Text,
            line.CounsellorId is { } counsellor ? staff.GetValueOrDefault(counsellor) : null, line.TaskId) { Time = line.Time, MessageId = line.MessageId, IsDone = line.IsDone })];
    }

    private sealed record Raw(string CaseId, string? CounsellorId, DateOnly? Day, LocalText Text, string? TaskId)
    {
        /// <summary>What it is about; null: the case.</summary>
        public string? Object { get; init; }

        public string? Time { get; init; }

        public string? MessageId { get; init; }

        public bool IsDone { get; init; }
    }
}
