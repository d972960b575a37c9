using IqWorkflows.Casework.Ladders;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Ladders;

public sealed class StaffListTests
{
    [Fact]
    public async Task A_stalled_case_is_marked_and_its_counsellor_asked_once()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var looking = new LookAtCases(desk.Scenario.Runtime);

        desk.GoTo("2026-03-06");
        Assert.Equal(0, await looking.SweepStalledAsync(CancellationToken.None));
        desk.GoTo("2026-03-09");
        Assert.Equal(1, await looking.SweepStalledAsync(CancellationToken.None));
        Assert.Equal(0, await looking.SweepStalledAsync(CancellationToken.None));
        desk.GoTo("2026-03-20");
        await looking.SweepStalledAsync(CancellationToken.None);

        Assert.Equal(1, await desk.Scenario.Base.NumberAsync("select count(*) from stalled_marks where rule = 'ANFRAGE_UNBEANTWORTET' and ended_at is null"));
        Assert.Single(await desk.Scenario.TasksAsync(desk.CaseId), task => task is { Level: "L1", Title: "Stau: Anfrage unbeantwortet" });
    }

    [Fact]
    public async Task A_ladder_that_asks_anyway_is_not_doubled_and_progress_ends_the_mark()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M01");

        desk.GoTo("2026-03-09");
        await new LookAtCases(desk.Scenario.Runtime).SweepStalledAsync(CancellationToken.None);
        Assert.Equal(1, await desk.Scenario.Base.NumberAsync("select count(*) from stalled_marks where ended_at is null"));
        Assert.DoesNotContain(await desk.Scenario.TasksAsync(desk.CaseId), task => task.Title.StartsWith("Stau", StringComparison.Ordinal));
        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.first_answered_on", "2026-03-09")));

        Assert.Equal(0, await desk.Scenario.Base.NumberAsync("select count(*) from stalled_marks where ended_at is null"));
    }

    [Fact]
    public async Task The_list_of_the_day_comes_at_half_past_seven_on_working_days()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var lists = new WriteStaffLists(desk.Scenario.Runtime);
        desk.GoTo("2026-03-09");
        await new LookAtCases(desk.Scenario.Runtime).SweepStalledAsync(CancellationToken.None);

        desk.GoTo("2026-03-10", 7);
        Assert.Equal(0, await lists.DayAsync(CancellationToken.None));
        desk.GoTo("2026-03-10", 8);
        Assert.Equal(1, await lists.DayAsync(CancellationToken.None));
        Assert.Equal(0, await lists.DayAsync(CancellationToken.None));
        desk.GoTo("2026-03-14");
        Assert.Equal(0, await lists.DayAsync(CancellationToken.None));

        Assert.Equal(1, await desk.Scenario.Base.NumberAsync("select count(*) from staff_lists where staff_id = 'anna' and day = '2026-03-10' and lines >= 1"));
        Assert.Equal(1, await desk.Scenario.Base.NumberAsync("select count(*) from messages where occasion = 'M53'"));
    }

    [Fact]
    public async Task The_list_of_the_week_comes_on_its_first_working_day()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var lists = new WriteStaffLists(desk.Scenario.Runtime);

        desk.GoTo("2026-04-06"); // Easter Monday
        Assert.Equal(0, await lists.WeekAsync(CancellationToken.None));
        desk.GoTo("2026-04-07");
        Assert.Equal(1, await lists.WeekAsync(CancellationToken.None));
        desk.GoTo("2026-04-08");
        Assert.Equal(0, await lists.WeekAsync(CancellationToken.None));
    }
}
