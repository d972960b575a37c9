using System.Net;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Tests;

public sealed class RightsTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test
    private string _caseId = "";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _caseId = await _desk.OpenCaseAsync();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("anna", 200, 200, 200, 200, 403)]
    [InlineData("ben", 200, 200, 404, 200, 403)]
    [InlineData("eva", 200, 200, 404, 200, 403)]
    [InlineData("lea", 200, 200, 200, 200, 200)]
    [InlineData("vera", 200, 200, 200, 200, 403)]
    [InlineData("kim", 403, 403, 403, 403, 200)]
    [InlineData("otto", 403, 403, 403, 403, 403)]
    [InlineData("dana", 403, 403, 403, 403, 403)]
    public async Task Each_role_opens_what_is_for_it_and_nothing_else_by_url(string who, int day, int list, int file, int newCase, int numbers)
    {
        using var browser = await _desk.AsAsync(who);
        async Task<int> StatusAsync(string path) => (int)(await browser.GetAsync(path)).Status;

        Assert.Equal([day, list, file, newCase, numbers], [await StatusAsync("/mein-tag"), await StatusAsync("/faelle"), await StatusAsync($"/faelle/{_caseId}"), await StatusAsync("/faelle/neu"), await StatusAsync("/zahlen")]);
        Assert.Equal(200, await StatusAsync("/konto"));
    }

    [Theory]
    [InlineData("anna", true)]
    [InlineData("lea", true)]
    [InlineData("vera", true)]
    [InlineData("ben", false)]
    [InlineData("eva", false)]
    public async Task The_list_holds_only_what_somebody_may_see_found_with_or_without_umlauts(string who, bool sees)
    {
        using var browser = await _desk.AsAsync(who);

        foreach (var query in new[] { "Müll", "mueller", "muller samira", _caseId.ToLowerInvariant(), _caseId[6..], _caseId[^4..].TrimStart('0'), "0221 4711", "+49 (0)221-47", "02214711" })
            Assert.Equal(sees, (await browser.GetAsync("/faelle?q=" + Uri.EscapeDataString(query))).Text.Contains("Samira Müller", StringComparison.Ordinal));
        foreach (var query in new[] { "meier", "0221 4712", "9876" })
            Assert.DoesNotContain("Samira Müller", (await browser.GetAsync("/faelle?q=" + Uri.EscapeDataString(query))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_sees_how_to_reach_the_client_and_nothing_of_the_counselling()
    {
        using var browser = await _desk.AsAsync("vera");

        var page = await browser.GetAsync($"/faelle/{_caseId}");

        Assert.Contains("0221 4711", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheimes Anliegen", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("antworten", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/faelle/{_caseId}/ereignisse/ErstberatungGehalten")).Status);
    }

    [Fact]
    public async Task The_coordination_sees_numbers_without_names()
    {
        using var browser = await _desk.AsAsync("kim");

        var page = await browser.GetAsync("/zahlen");

        Assert.Contains("Anfrage eingegangen", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Müller", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_caseId, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stands_in_for_a_colleague_sees_the_colleagues_cases()
    {
        using var browser = await _desk.AsAsync("ben");
        await new Casework.CaseLife.SaveStaff(_desk.Runtime).RunAsync(new Storage.Staff.StaffRow { Id = "anna", Name = "anna", Role = "COUNSELLOR", CentreId = "koeln", Deputy = "ben", AbsentFrom = new DateOnly(2020, 1, 1) }, CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/faelle/{_caseId}")).Status);
        Assert.Contains("Samira Müller", (await browser.GetAsync("/faelle")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-3, 0, true)] // the last day counts
    [InlineData(0, 5, true)] // and so does the first
    [InlineData(-3, null, true)] // nobody knows until when
    [InlineData(-3, -1, false)]
    [InlineData(1, 5, false)]
    [InlineData(null, null, false)] // a deputy of somebody who is there
    public async Task A_deputy_stands_in_only_while_the_colleague_is_absent(int? from, int? until, bool sees)
    {
        var today = Cases.Periods.GermanDay.Of(_desk.Clock.GetUtcNow());
        var anna = new Storage.Staff.StaffRow { Id = "anna", Name = "anna", Role = "COUNSELLOR", CentreId = "koeln", Deputy = "ben", AbsentFrom = from is { } first ? today.AddDays(first) : null, AbsentUntil = until is { } last ? today.AddDays(last) : null };
        Assert.True(await new Casework.CaseLife.SaveStaff(_desk.Runtime).RunAsync(anna, CancellationToken.None));
        using var browser = await _desk.AsAsync("ben");

        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await browser.GetAsync($"/faelle/{_caseId}")).Status);
        Assert.Equal(sees, (await browser.GetAsync("/faelle")).Text.Contains("Samira Müller", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_look_at_a_case_is_logged_and_every_refusal()
    {
        using var anna = await _desk.AsAsync("anna");
        using var ben = await _desk.AsAsync("ben");
        using var machine = new HttpClient { BaseAddress = _desk.Address };
        machine.DefaultRequestHeaders.Add("X-Api-Key", _desk.Key);
        await anna.GetAsync($"/faelle/{_caseId}");
        await ben.GetAsync($"/faelle/{_caseId}");
        await ben.PostAsync($"/faelle/{_caseId}/ereignisse/ErstberatungGehalten");
        using var answer = await machine.GetAsync($"/api/cases/{_caseId}");

        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        var accesses = await db.CaseAccesses.Where(access => access.CaseId == _caseId).OrderBy(access => access.Id).ToListAsync();

        Assert.Equal([("read", true), ("read", false), ("change", false), ("read", true)], accesses.Select(access => (access.Action, access.IsAllowed)));
        Assert.Equal("api", accesses[^1].Who);
    }
}
