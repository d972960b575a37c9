using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Desk.Tests;

public sealed class DayTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test

    public async Task InitializeAsync() => _desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task A_case_with_a_task_stands_on_the_day_of_whoever_counsels_it()
    {
        await _desk.OpenCaseAsync("Öztürk");

        Assert.Contains("Samira Öztürk", await DayAsync("anna"), StringComparison.Ordinal);
        Assert.DoesNotContain("Öztürk", await DayAsync("ben"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_sees_the_whole_centre_when_they_ask_for_it_and_nobody_else_does()
    {
        await _desk.OpenCaseAsync("Öztürk");

        Assert.DoesNotContain("Öztürk", await DayAsync("lea"), StringComparison.Ordinal);
        Assert.Contains("Samira Öztürk", await DayAsync("lea", "?wer=stelle"), StringComparison.Ordinal);
        Assert.DoesNotContain("Öztürk", await DayAsync("ben", "?wer=stelle"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-06", true)]
    [InlineData("2026-03-02", null, true)]
    [InlineData("2026-03-03", "2026-03-06", false)]
    [InlineData("2026-02-16", "2026-03-01", false)]
    public async Task A_deputy_sees_the_cases_of_somebody_absent_and_only_meanwhile(string from, string? until, bool sees)
    {
        var caseId = await _desk.OpenCaseAsync("Öztürk");
        Assert.True(await new SaveStaff(_desk.Runtime).RunAsync(
            new StaffRow
            {
                Id = "anna",
                Name = "anna",
                Mail = "anna@beispiel.de",
                Role = "COUNSELLOR",
                CentreId = "koeln",
                Deputy = "ben",
                AbsentFrom = Day(from),
                AbsentUntil = until is null ? null : Day(until),
            },
            CancellationToken.None));

        var day = await DayAsync("ben");
        using var browser = await _desk.AsAsync("ben");

        Assert.Equal(sees, day.Contains("Samira Öztürk", StringComparison.Ordinal));
        Assert.Equal(sees, day.Contains("Vertretung für anna", StringComparison.Ordinal));
        Assert.Equal(sees ? 200 : 404, (int)(await browser.GetAsync($"/faelle/{caseId}")).Status);
    }

    [Fact]
    public async Task The_appointments_of_today_stand_beside()
    {
        var caseId = await _desk.OpenCaseAsync("Öztürk");
        foreach (var at in new[] { "2026-03-02T14:30", "2026-03-03T09:15" })
        {
            var facts = new Submission(new Dictionary<string, string> { ["appointment.at"] = at, ["appointment.channel"] = "TELEFON" });
            Assert.IsType<CaseAnswer.Done>(await new RecordFacts(_desk.Runtime).RunAsync(caseId, "appointment", true, facts, "anna", null, CancellationToken.None));
        }

        var day = await DayAsync("anna");

        Assert.Contains("14:30", day, StringComparison.Ordinal);
        Assert.DoesNotContain("09:15", day, StringComparison.Ordinal);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private async Task<string> DayAsync(string who, string query = "")
    {
        using var browser = await _desk.AsAsync(who);
        return (await browser.GetAsync("/mein-tag" + query)).Text;
    }
}
