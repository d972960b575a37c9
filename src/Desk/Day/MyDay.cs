using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Day;

/// <summary>Puts together what is due, most urgent first.</summary>
internal sealed class MyDay(IqRuntime runtime)
{
    /// <summary>Lines of one list at most.</summary>
    public const int Most = 50;

    /// <summary>Days before its end from which a right that can be lost is shown in red, here and in the case.</summary>
    public const int DaysOfOwn = 14;

    private const int DaysOfTasks = 7;

    /// <param name="viewer">Whose day it is.</param>
    /// <param name="ofCentre">Whether all cases of the centre are meant; only for whoever sees them.</param>
    /// <param name="today">The day in Germany.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DayLists> RunAsync(Viewer viewer, bool ofCentre, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var mine = (ofCentre || viewer.SeesContactsOnly) && viewer.SeesCentre ? MyCases.OfCentre(viewer) : MyCases.Own(viewer);
        var tasks = await TasksAsync(db, viewer, mine, ofCentre, today, cancellationToken);
        var appointments = await AppointmentsAsync(db, mine, today, cancellationToken);
        if (viewer.SeesContactsOnly)
            return await NamedAsync(db, viewer, new Found([], tasks, [], [], appointments, []), cancellationToken);
        var deadlines = await DeadlinesAsync(db, mine, today, cancellationToken);
        return await NamedAsync(
            db,
            viewer,
            new Found(
                [.. deadlines.Where(line => IsOwn(line.What))],
                tasks,
                [.. deadlines.Where(line => !IsOwn(line.What))],
                await StalledAsync(db, mine, cancellationToken),
                appointments,
                await FailedAsync(db, mine, cancellationToken)),
            cancellationToken);
    }

    private string CodesOf(DeadlineClass of) => string.Join(", ", runtime.Rules.Deadlines.Deadlines.Where(rule => rule.Class == of && !rule.Opens).Select(rule => $"'{rule.Code}'")); // codes of the catalogue are letters and digits

    private bool IsOwn(string code) => runtime.Rules.Deadlines.Find(code)?.Class == DeadlineClass.C;

    private Task<List<Raw>> DeadlinesAsync(IqDb db, MyCases mine, DateOnly today, CancellationToken cancellationToken)
    {
        string Until(string codes, string day) => $"""
            select * from (
                select m.id as "CaseId", m.counsellor_id as "CounsellorId", d.end_on as "Day", null as "At", d.code as "What", null as "WhatEn", null as "TaskId", null as "OwnDay", null as "OwnWhat"
                from mine m cross join deadlines d where d.case_id = m.id and d.state = 'Running' and d.end_on <= {day} and d.code in ({codes}) order by d.end_on, m.id limit {Most}) as due
            """;
        return db.Database.SqlQuery<Raw>(mine.Query(
            $"{Until(CodesOf(DeadlineClass.C), mine.More(0))} union all {Until(CodesOf(DeadlineClass.A), mine.More(1))}", today.AddDays(DaysOfOwn), today.AddDays(-1))).ToListAsync(cancellationToken);
    }

    /// <summary>What the viewer is asked to do: of the own cases what a counsellor does; a lead what a lead does, wherever in the centre.</summary>
    private Task<List<Raw>> TasksAsync(IqDb db, Viewer viewer, MyCases mine, bool ofCentre, DateOnly today, CancellationToken cancellationToken)
    {
        // The right that can be lost through what the task is about: a decision that is to be discussed, and the period for the remedy against it.
        var codes = CodesOf(DeadlineClass.C);
        string Own(string column) => $"(select d.{column} from deadlines d where d.case_id = m.id and d.object = t.object and d.state = 'Running' and d.code in ({codes}) order by d.end_on limit 1)";
        string Of(string cases, string role) => $"""
            select m.id as "CaseId", m.counsellor_id as "CounsellorId", t.due_on as "Day", null as "At", t.title as "What", t.title_en as "WhatEn", t.id as "TaskId", {Own("end_on")} as "OwnDay", {Own("code")} as "OwnWhat"
            from {cases} m cross join case_tasks t where t.case_id = m.id and t.state = 'Open' and t.role = '{role}' and (t.due_on is null or t.due_on <= {mine.More(0)})
            """;
        // Whichever day comes first: an undated task about a decision does not wait behind all dated ones.
        const string first = "coalesce(case when \"OwnDay\" < \"Day\" then \"OwnDay\" end, \"Day\", \"OwnDay\")";
        var sql = Of("mine", viewer.SeesContactsOnly ? "OFFICE" : "COUNSELLOR");
        if (viewer.Is(Role.Lead))
            sql += " union " + Of(ofCentre ? "mine" : $"(select id, counsellor_id from cases where centre_id = {mine.More(1)} and state <> 'ABGESCHLOSSEN')", "LEAD");
        return db.Database.SqlQuery<Raw>(mine.Query(
            $"select * from ({sql}) as due order by {first} is null, {first}, \"TaskId\" limit {Most}", today.AddDays(DaysOfTasks), viewer.CentreId ?? "")).ToListAsync(cancellationToken);
    }

    private static Task<List<Raw>> StalledAsync(IqDb db, MyCases mine, CancellationToken cancellationToken) => db.Database.SqlQuery<Raw>(mine.Query(
        $"""
        select m.id as "CaseId", m.counsellor_id as "CounsellorId", s.since as "Day", null as "At", s.rule as "What", null as "WhatEn", null as "TaskId", null as "OwnDay", null as "OwnWhat"
        from mine m cross join stalled_marks s where s.case_id = m.id and s.ended_at is null order by s.since, m.id limit {Most}
        """)).ToListAsync(cancellationToken);

    private static Task<List<Raw>> AppointmentsAsync(IqDb db, MyCases mine, DateOnly today, CancellationToken cancellationToken) => db.Database.SqlQuery<Raw>(mine.Query(
        $"""
        select m.id as "CaseId", m.counsellor_id as "CounsellorId", null as "Day", a.at as "At", coalesce(a.channel, '') as "What", null as "WhatEn", null as "TaskId", null as "OwnDay", null as "OwnWhat"
        from mine m cross join appointments a where a.case_id = m.id and a.at >= {mine.More(0)} and a.at < {mine.More(1)} and a.cancelled_on is null order by a.at, m.id limit {Most}
        """,
        GermanDay.StartOf(today).UtcTicks, GermanDay.StartOf(today.AddDays(1)).UtcTicks)).ToListAsync(cancellationToken);

    private static Task<List<Raw>> FailedAsync(IqDb db, MyCases mine, CancellationToken cancellationToken) => db.Database.SqlQuery<Raw>(mine.Query(
        $"""
        select m.id as "CaseId", m.counsellor_id as "CounsellorId", null as "Day", e.created_at as "At", e.occasion as "What", e.state as "WhatEn", null as "TaskId", null as "OwnDay", null as "OwnWhat"
        from mine m cross join messages e where e.case_id = m.id and e.state in ('Failed', 'Unknown') order by e.created_at desc limit {Most}
        """)).ToListAsync(cancellationToken);

    private async Task<DayLists> NamedAsync(IqDb db, Viewer viewer, Found found, CancellationToken cancellationToken)
    {
        var lines = new[] { found.Own, found.Tasks, found.Overdue, found.Stalled, found.Appointments, found.Failed };
        var clients = await DayClient.OfAsync(db, runtime, [.. lines.SelectMany(some => some).Select(line => line.CaseId).Distinct()], viewer.SeesContactsOnly, cancellationToken);
        var others = lines.SelectMany(some => some).Select(line => line.CounsellorId).OfType<string>().Where(id => id != viewer.StaffId).Distinct().ToList();
        var staff = others.Count == 0 ? [] : await db.Staff.AsNoTracking().Where(person => others.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
        return new DayLists(
            Lines(found.Own, DeadlineName), Lines(found.Tasks, line => new LocalText(line.What, line.WhatEn ?? line.What)), Lines(found.Overdue, DeadlineName), Lines(found.Stalled, StalledName),
            Lines(found.Appointments, line => runtime.Rules.Facts.Codes.Find("channel")?.Find(line.What)?.Label ?? new LocalText(line.What, line.What)), Lines(found.Failed, OccasionName));

        IReadOnlyList<DayLine> Lines(IReadOnlyList<Raw> raw, Func<Raw, LocalText> text) =>
            [.. raw.Select(line => new DayLine(clients[line.CaseId], line.Day, line.Time, text(line), line.CounsellorId is { } whose ? staff.GetValueOrDefault(whose) : null, line.TaskId, line.WhatEn == "Unknown") { OwnDay = line.OwnDay, OwnText = line.OwnWhat is { } own ? NameOf(own) : null })];
    }

    private LocalText DeadlineName(Raw line) => NameOf(line.What);

    private LocalText NameOf(string deadline) => runtime.Rules.Deadlines.Find(deadline)?.Name ?? new LocalText(deadline, deadline);

    private LocalText StalledName(Raw line) => runtime.Rules.Stalled.Lines.FirstOrDefault(rule => rule.Code == line.What)?.Name ?? new LocalText(line.What, line.What);

    private LocalText OccasionName(Raw line) => runtime.Rules.Occasions.Find(line.What)?.Name ?? new LocalText(line.What, line.What);

    private sealed record Found(IReadOnlyList<Raw> Own, IReadOnlyList<Raw> Tasks, IReadOnlyList<Raw> Overdue, IReadOnlyList<Raw> Stalled, IReadOnlyList<Raw> Appointments, IReadOnlyList<Raw> Failed);

    /// <summary>A row of any of the lists.</summary>
    private sealed record Raw(string CaseId, string? CounsellorId, DateOnly? Day, long? At, string What, string? WhatEn, string? TaskId, DateOnly? OwnDay, string? OwnWhat)
    {
        public DateTimeOffset? Time => At is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }
}
