using IqWorkflows.Casework.Jobs;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Writes the lists of the day (M53, half past seven on working days, one for each counsellor) and of the week (M54, on the first working day of a week, one for each lead).</summary>
public sealed class WriteStaffLists(IqRuntime runtime)
{
    private static readonly TimeOnly s_time = new(7, 30);

    /// <returns>How many lists were written.</returns>
    public Task<int> DayAsync(CancellationToken cancellationToken) => EachAsync(
        StaffLists.OfTheDay, "COUNSELLOR", (calendar, place, today) => calendar.IsWorkingDay(today, place), (lists, turn, staff, today, now) => lists.WriteDay(turn, staff, today, now), cancellationToken);

    /// <returns>How many lists were written.</returns>
    public Task<int> WeekAsync(CancellationToken cancellationToken) => EachAsync(
        StaffLists.OfTheWeek, "LEAD", IsFirstWorkingDay, (lists, turn, staff, today, now) => lists.WriteWeek(turn, staff, today, now), cancellationToken);

    private static bool IsFirstWorkingDay(HolidayCalendar calendar, Place place, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return calendar.IsWorkingDay(today, place) && calendar.Shift(monday, place).Day == today;
    }

    private async Task<int> EachAsync(
        string occasion, string role, Func<HolidayCalendar, Place, DateOnly, bool> isDue, Func<StaffLists, Turn, StaffRow, DateOnly, DateTimeOffset, bool> write, CancellationToken cancellationToken)
    {
        var today = GermanDay.Of(runtime.Now);
        if (!runtime.HasCases || GermanDay.ClockOf(runtime.Now) < s_time)
            return 0;
        var calendar = runtime.Cases.Rules.Deadlines.Holidays;
        var waiting = await runtime.Writer.WriteAsync(turn => Waiting(turn, occasion, role, today), cancellationToken);
        var written = 0;
        foreach (var (staff, land) in waiting)
        {
            var place = Enum.TryParse<Land>(land, out var known) ? new Place(known) : Place.Abroad;
            if (isDue(calendar, place, today) && await OneAsync(occasion, staff, today, write, cancellationToken))
                written++;
        }
        return written;
    }

    private async Task<bool> OneAsync(string occasion, StaffRow staff, DateOnly today, Func<StaffLists, Turn, StaffRow, DateOnly, DateTimeOffset, bool> write, CancellationToken cancellationToken)
    {
        try
        {
            return await runtime.Writer.WriteAsync(
                turn =>
                {
                    if (FailedItems.Rests(turn, occasion, staff.Id, runtime.Now))
                        return false;
                    var written = write(runtime.Cases.Lists, turn, staff, today, runtime.Now);
                    FailedItems.Forget(turn, occasion, staff.Id);
                    return written;
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DatabaseTroubleException or WriterStoppedException)) // one bad list must not hold up the others
        {
            await runtime.Writer.WriteAsync(turn => FailedItems.Record(turn, occasion, staff.Id, null, exception.Message, runtime.Now), cancellationToken);
            return false;
        }
    }

    /// <summary>Those of a role who have no list of today yet, with the Land of their centre.</summary>
    private static List<(StaffRow Staff, string Land)> Waiting(Turn turn, string occasion, string role, DateOnly today) => turn.Read(
        """
        select s.id, s.name, s.mail, s.role, s.centre_id, s.language, c.land from staff s join centres c on c.id = s.centre_id
        where s.role = @role and not exists (select 1 from staff_lists l where l.occasion = @occasion and l.staff_id = s.id and l.day = @day) order by s.id
        """,
        row => (new StaffRow { Id = row.GetString(0), Name = row.GetString(1), Mail = row.IsDBNull(2) ? null : row.GetString(2), Role = row.GetString(3), CentreId = row.GetString(4), Language = row.IsDBNull(5) ? null : row.GetString(5) }, row.GetString(6)),
        role,
        occasion,
        today);
}
