using System.Net;
using IqWorkflows.Casework.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Tests;

/// <summary>Opening a case that is not one's own.</summary>
public sealed class OpeningTests : IAsyncLifetime
{
    private const string Reason = "Frau Müller steht am Empfang, und Anna ist nicht zu erreichen.";

    private RunningDesk _desk = null!; // started before each test
    private string _caseId = "";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _caseId = await _desk.OpenCaseAsync();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task With_a_reason_a_colleague_gets_in_for_a_time_and_the_lead_is_told()
    {
        using var ben = await _desk.AsAsync("ben");
        var missing = await ben.GetAsync($"/faelle/{_caseId}");
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Contains("/faelle/oeffnen", missing.Html, StringComparison.Ordinal);
        await ben.GetAsync("/faelle/oeffnen");

        Assert.Equal($"/faelle/{_caseId}", (await ben.PostAsync("/faelle/oeffnen", ("case", _caseId.ToLowerInvariant()), ("hours", "4"), ("reason", Reason))).Location);
        Assert.Contains("Geheimes Anliegen", (await ben.GetAsync($"/faelle/{_caseId}")).Text + (await ben.GetAsync($"/faelle/{_caseId}")).Text, StringComparison.Ordinal);
        var mail = Assert.Single(await _desk.MailsAsync());
        Assert.Equal("lea@beispiel.de", mail.Address);
        Assert.Contains(_caseId, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Müller", mail.Text + mail.Subject, StringComparison.Ordinal);

        using var lea = await _desk.AsAsync("lea");
        var log = await lea.GetAsync($"/faelle/{_caseId}/zugriffe");
        Assert.Contains(Reason, log.Text, StringComparison.Ordinal);
        Assert.Contains("mit Begründung geöffnet", log.Text, StringComparison.Ordinal);
        Assert.Contains("abgewiesen", log.Text, StringComparison.Ordinal);

        _desk.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/faelle/{_caseId}")).Status);
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("zu kurz", "1")]
    [InlineData("                                        ", "1")]
    [InlineData("long", "1")]
    [InlineData(Reason, "0")]
    [InlineData(Reason, "999999999999")]
    [InlineData(Reason, "<script>")]
    public async Task Without_a_good_reason_or_time_it_stays_shut_and_what_was_typed_is_kept(string reason, string hours)
    {
        using var ben = await _desk.AsAsync("ben");
        await ben.GetAsync("/faelle/oeffnen");

        var refused = await ben.PostAsync("/faelle/oeffnen", ("case", _caseId), ("hours", hours), ("reason", reason == "long" ? new string('x', 1001) : reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains($"value=\"{_caseId}\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/faelle/{_caseId}")).Status);
        Assert.Empty(await _desk.MailsAsync());
    }

    [Theory]
    [InlineData("vera")]
    [InlineData("kim")]
    [InlineData("otto")]
    [InlineData("dana")]
    public async Task Whoever_does_not_counsel_opens_nothing(string who)
    {
        using var browser = await _desk.AsAsync(who);
        await browser.GetAsync("/konto");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/faelle/oeffnen", ("case", _caseId), ("hours", "1"), ("reason", Reason))).Status);
    }

    [Fact]
    public async Task A_counsellor_of_another_centre_does_not_get_in_but_its_lead_does_and_each_try_is_logged()
    {
        await _desk.AddAsync("ludwig", Role.Lead, "bonn");
        using var eva = await _desk.AsAsync("eva");
        using var ludwig = await _desk.AsAsync("ludwig");
        await eva.GetAsync("/faelle/oeffnen");
        await ludwig.GetAsync("/faelle/oeffnen");

        var refused = await eva.PostAsync("/faelle/oeffnen", ("case", _caseId), ("hours", "1"), ("reason", Reason));
        var unknown = await eva.PostAsync("/faelle/oeffnen", ("case", "IQ-NW-1999-0001"), ("hours", "1"), ("reason", Reason));
        var let = await ludwig.PostAsync("/faelle/oeffnen", ("case", _caseId), ("hours", "1"), ("reason", Reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("gibt es nicht, oder Sie dürfen ihn nicht öffnen", refused.Text, StringComparison.Ordinal);
        Assert.Contains("gibt es nicht, oder Sie dürfen ihn nicht öffnen", unknown.Text, StringComparison.Ordinal);
        Assert.Equal($"/faelle/{_caseId}", let.Location);
        // The log of the case is still that of its own centre.
        Assert.Equal(HttpStatusCode.NotFound, (await ludwig.GetAsync($"/faelle/{_caseId}/zugriffe")).Status);
        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        Assert.Equal([false, true], await db.CaseAccesses.Where(access => access.CaseId == _caseId && access.Action == "open").OrderBy(access => access.Id).Select(access => access.IsAllowed).ToListAsync());
    }

    [Theory]
    [InlineData("anna", 403)]
    [InlineData("vera", 403)]
    [InlineData("kim", 403)]
    [InlineData("otto", 403)]
    [InlineData("lea", 200)]
    public async Task The_log_of_a_case_is_for_its_lead(string who, int status)
    {
        using var browser = await _desk.AsAsync(who);

        Assert.Equal(status, (int)(await browser.GetAsync($"/faelle/{_caseId}/zugriffe")).Status);
        Assert.Equal(status, (int)(await browser.GetAsync("/verwaltung/zugriffe")).Status);
    }
}
