using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Day;
using IqWorkflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Calendar;

/// <summary>Appointments and deadlines of the open cases that somebody sees, between two days.</summary>
internal sealed class CalendarReading(IqRuntime runtime)
{
    /// <summary>Of each kind at most.</summary>
    public const int Most = 600;

    /// <summary>The dates with the names of the clients, for the page.</summary>
    public async Task<CalendarDates> NamedAsync(Viewer viewer, bool ofCentre, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var (rows, isCut) = await RowsAsync(db, viewer, ofCentre, first, last, cancellationToken);
        var clients = await DayClient.OfAsync(db, runtime, [.. rows.Select(row => row.CaseId).Distinct()], viewer.SeesContactsOnly, cancellationToken);
        return new CalendarDates([.. rows.Select(row => DateOf(row, clients[row.CaseId].Name))], isCut);
    }

    /// <summary>The same dates with the numbers of the cases only.</summary>
    public async Task<IReadOnlyList<CalendarDate>> NumberedAsync(Viewer viewer, bool ofCentre, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return [.. (await RowsAsync(db, viewer, ofCentre, first, last, cancellationToken)).Rows.Select(row => DateOf(row, row.CaseId))];
    }

    /// <summary>When the link was made; null: there is none.</summary>
    public async Task<DateTimeOffset?> LinkAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.CalendarLinks.AsNoTracking().Where(link => link.AccountId == accountId).Select(link => (DateTimeOffset?)link.MadeAt).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<(List<Raw> Rows, bool IsCut)> RowsAsync(IqDb db, Viewer viewer, bool ofCentre, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var mine = (ofCentre || viewer.SeesContactsOnly) && viewer.SeesCentre ? MyCases.OfCentre(viewer) : MyCases.Own(viewer);
        var appointments = await db.Database.SqlQuery<Raw>(mine.Query(
            $"""
            select m.id as "CaseId", a.number as "Number", null as "Object", null as "Day", a.at as "At", a.minutes as "Minutes", coalesce(a.channel, '') as "What", null as "ChangedAt"
            from mine m cross join appointments a where a.case_id = m.id and a.at >= {mine.More(0)} and a.at < {mine.More(1)} and a.cancelled_on is null order by a.at, m.id limit {Most}
            """,
            GermanDay.StartOf(first).UtcTicks,
            GermanDay.StartOf(last.AddDays(1)).UtcTicks)).ToListAsync(cancellationToken);
        // Who keeps the office sees who comes when, and nothing of what a case is about.
        List<Raw> deadlines = viewer.SeesContactsOnly ? [] : await db.Database.SqlQuery<Raw>(mine.Query(
            $"""
            select m.id as "CaseId", 0 as "Number", d.object as "Object", d.end_on as "Day", null as "At", null as "Minutes", d.code as "What", d.changed_at as "ChangedAt"
            from mine m cross join deadlines d where d.case_id = m.id and d.state = 'Running' and d.end_on >= {mine.More(0)} and d.end_on <= {mine.More(1)} order by d.end_on, m.id limit {Most}
            """,
            first,
            last)).ToListAsync(cancellationToken);
        return ([.. appointments, .. deadlines], appointments.Count == Most || deadlines.Count == Most);
    }

    private CalendarDate DateOf(Raw row, string name)
    {
        if (row.At is { } ticks)
        {
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            return new CalendarDate(row.CaseId, name, GermanDay.Of(at), runtime.Rules.Facts.Codes.Find("channel")?.Find(row.What)?.Label ?? new LocalText(row.What, row.What), $"appointment-{row.Number}", null)
            {
                At = at,
                Minutes = (int)(row.Minutes ?? CalendarDate.UsualMinutes),
            };
        }
        var rule = runtime.Rules.Deadlines.Find(row.What);
        return new CalendarDate(
            row.CaseId, name, row.Day!.Value, rule?.Name ?? new LocalText(row.What, row.What), $"{row.What}-{row.Object!.Replace(':', '-')}", row.ChangedAt is { } changed ? new DateTimeOffset(changed, TimeSpan.Zero) : null) // deadlines have both
        {
            Class = rule?.Class ?? DeadlineClass.S,
        };
    }

    private sealed record Raw(string CaseId, long Number, string? Object, DateOnly? Day, long? At, long? Minutes, string What, long? ChangedAt);
}
