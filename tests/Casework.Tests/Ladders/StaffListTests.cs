using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Storage.Staff;
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

    [Fact]
    public async Task Each_gets_the_lists_in_their_own_language_and_nothing_else()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var lists = new WriteStaffLists(desk.Scenario.Runtime);
        await SaveAsync(desk, new StaffRow { Id = "lena", Name = "Lena Leitung", Mail = "lena@beratung.example", Role = "LEAD", CentreId = CaseScenario.Centre, Language = "en" });
        desk.GoTo("2026-03-09");
        await new LookAtCases(desk.Scenario.Runtime).SweepStalledAsync(CancellationToken.None);

        desk.GoTo("2026-03-16");
        await lists.DayAsync(CancellationToken.None);
        await lists.WeekAsync(CancellationToken.None);

        var (german, english) = (await TextAsync(desk, "M53"), await TextAsync(desk, "M54"));
        Assert.Contains($"{desk.CaseId}: Stau: Anfrage unbeantwortet", german, StringComparison.Ordinal);
        Assert.DoesNotContain("Stalled", german, StringComparison.Ordinal);
        Assert.Contains("Stalled", english, StringComparison.Ordinal);
        Assert.Contains("1 of 1 cases are stalled (100 %)", english, StringComparison.Ordinal);
        Assert.DoesNotContain("Stau", english, StringComparison.Ordinal);
        Assert.DoesNotContain("Fälle", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_of_the_absent_stand_on_the_list_of_the_week_while_they_are_absent()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var lists = new WriteStaffLists(desk.Scenario.Runtime);
        Assert.True(await SaveAsync(desk, Anna("lena", "2026-03-09", "2026-03-20")));

        desk.GoTo("2026-03-16");
        await lists.WeekAsync(CancellationToken.None);
        var absent = await TextAsync(desk, "M54");
        desk.GoTo("2026-03-23");
        await lists.WeekAsync(CancellationToken.None);
        var back = await TextAsync(desk, "M54");

        Assert.Contains($"{desk.CaseId}: bis Fr 20.03.2026, Vertretung lena", absent, StringComparison.Ordinal);
        Assert.DoesNotContain(desk.CaseId + ": bis", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_of_the_absent_stand_on_the_list_of_the_day_of_whoever_stands_in_while_they_are_absent()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var lists = new WriteStaffLists(desk.Scenario.Runtime);
        Assert.True(await SaveAsync(desk, new StaffRow { Id = "otto", Name = "Otto", Mail = "otto@beratung.example", Role = "COUNSELLOR", CentreId = CaseScenario.Centre }));
        Assert.True(await SaveAsync(desk, new StaffRow { Id = "olga", Name = "Olga", Mail = "olga@beratung.example", Role = "COUNSELLOR", CentreId = CaseScenario.Centre }));
        desk.GoTo("2026-03-09");
        await new LookAtCases(desk.Scenario.Runtime).SweepStalledAsync(CancellationToken.None);

        await lists.DayAsync(CancellationToken.None);
        var present = await ListAsync(desk, "otto", "2026-03-09");
        Assert.True(await SaveAsync(desk, Anna("otto", "2026-03-10", "2026-03-11")));
        desk.GoTo("2026-03-11");
        await lists.DayAsync(CancellationToken.None);
        var (absent, another) = (await ListAsync(desk, "otto", "2026-03-11"), await ListAsync(desk, "olga", "2026-03-11"));
        desk.GoTo("2026-03-12");
        await lists.DayAsync(CancellationToken.None);
        var back = await ListAsync(desk, "otto", "2026-03-12");

        Assert.DoesNotContain(desk.CaseId, present, StringComparison.Ordinal);
        Assert.Contains($"{desk.CaseId}: Stau: Anfrage unbeantwortet", absent, StringComparison.Ordinal);
        Assert.DoesNotContain(desk.CaseId, another, StringComparison.Ordinal);
        Assert.DoesNotContain(desk.CaseId, back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deputy_of_a_case_goes_before_the_deputy_of_its_counsellor()
    {
        await using var desk = await LadderDesk.BeginAsync();
        foreach (var name in new[] { "otto", "olga" })
            Assert.True(await SaveAsync(desk, new StaffRow { Id = name, Name = name, Mail = name + "@beratung.example", Role = "COUNSELLOR", CentreId = CaseScenario.Centre }));
        Assert.True(await SaveAsync(desk, Anna("otto", "2026-03-09", null)));
        await desk.Scenario.Runtime.Writer.WriteAsync(turn => turn.Execute("update cases set deputy_id = 'olga' where id = @id", desk.CaseId), CancellationToken.None);
        desk.GoTo("2026-03-09");
        await new LookAtCases(desk.Scenario.Runtime).SweepStalledAsync(CancellationToken.None);

        await new WriteStaffLists(desk.Scenario.Runtime).DayAsync(CancellationToken.None);

        Assert.Contains(desk.CaseId, await ListAsync(desk, "olga", "2026-03-09"), StringComparison.Ordinal);
        Assert.DoesNotContain(desk.CaseId, await ListAsync(desk, "otto", "2026-03-09"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", null, null)]
    [InlineData("de", "2026-03-09", "2026-03-01")]
    [InlineData("de", null, "2026-03-01")]
    public async Task Neither_an_unknown_language_nor_an_absence_that_ends_before_it_begins_is_saved(string language, string? from, string? until)
    {
        await using var desk = await LadderDesk.BeginAsync();

        Assert.False(await SaveAsync(desk, new StaffRow
        {
            Id = "otto",
            Name = "Otto",
            Role = "COUNSELLOR",
            CentreId = CaseScenario.Centre,
            Language = language,
            AbsentFrom = from is null ? null : LadderDesk.Day(from),
            AbsentUntil = until is null ? null : LadderDesk.Day(until),
        }));
    }

    private static StaffRow Anna(string deputy, string absentFrom, string? absentUntil) => new()
    {
        Id = CaseScenario.Counsellor,
        Name = "Anna Beispiel",
        Mail = "anna@beratung.example",
        Role = "COUNSELLOR",
        CentreId = CaseScenario.Centre,
        Deputy = deputy,
        AbsentFrom = LadderDesk.Day(absentFrom),
        AbsentUntil = absentUntil is null ? null : LadderDesk.Day(absentUntil),
    };

    private static Task<bool> SaveAsync(LadderDesk desk, StaffRow person) => new SaveStaff(desk.Scenario.Runtime).RunAsync(person, CancellationToken.None);

    /// <summary>Somebody's list of the day.</summary>
    private static async Task<string> ListAsync(LadderDesk desk, string staff, string day) => await desk.Scenario.Runtime.Writer.WriteAsync(
        turn => turn.Text("select sections from staff_lists where occasion = 'M53' and staff_id = @staff and day = @day", staff, LadderDesk.Day(day)), CancellationToken.None) ?? throw new InvalidOperationException($"{staff} has no list of {day}.");

    /// <summary>The newest list of its kind as it was sent.</summary>
    private static async Task<string> TextAsync(LadderDesk desk, string occasion) => await desk.Scenario.Runtime.Writer.WriteAsync(
        turn => turn.Text("select text from messages where occasion = @occasion order by created_at desc limit 1", occasion), CancellationToken.None) ?? "";
}
