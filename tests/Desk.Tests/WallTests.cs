using System.Net;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.Staff;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Tests;

/// <summary>Roles that see only a part, or nothing, of what lies on the other side of a wall.</summary>
public sealed class WallTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test
    private string _caseId = "";
    private string _fairCase = "";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        await new SaveStaff(_desk.Runtime).RunAsync(new CentreRow { Id = "fair", Name = "Faire Integration", Land = "NW", Kind = AccountBook.FairCentre }, CancellationToken.None);
        await _desk.AddAsync("fatma", Role.FairIntegration, "fair");
        await _desk.AddAsync("franz", Role.Lead, "fair");
        await _desk.AddAsync("paul", Role.Provider, null, "kurs@traeger.de");
        await _desk.AddAsync("dora", Role.PrivacyOfficer, "koeln");
        _caseId = await _desk.OpenCaseAsync();
        _fairCase = await OpenFairAsync("fatma");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("fatma", 200, 404)]
    [InlineData("franz", 200, 404)]
    [InlineData("anna", 404, 200)]
    [InlineData("lea", 404, 200)]
    [InlineData("vera", 404, 200)]
    [InlineData("kim", 403, 403)]
    [InlineData("otto", 403, 403)]
    [InlineData("paul", 403, 403)]
    [InlineData("dora", 403, 403)]
    public async Task Cases_of_faire_integration_and_of_the_others_do_not_see_each_other(string who, int fair, int other)
    {
        using var browser = await _desk.AsAsync(who);
        await browser.GetAsync("/konto");

        Assert.Equal([fair, other], [(int)(await browser.GetAsync($"/faelle/{_fairCase}")).Status, (int)(await browser.GetAsync($"/faelle/{_caseId}")).Status]);
        if (fair != 200)
            Assert.Equal(fair, (int)(await browser.PostAsync($"/faelle/{_fairCase}/ereignisse/ErstberatungGehalten")).Status);
        if (fair == 403)
            return;
        var list = (await browser.GetAsync("/faelle?q=meier")).Text;
        Assert.Equal(fair == 200, list.Contains("Samira Meier", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_even_a_counsellor_whom_a_case_names_reaches_through_the_wall()
    {
        // Written past every use case: the wall must hold by itself.
        await _desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update cases set counsellor_id = 'anna', deputy_id = 'ben' where id = @id", _fairCase), CancellationToken.None);
        using var anna = await _desk.AsAsync("anna");
        using var ben = await _desk.AsAsync("ben");

        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/faelle/{_fairCase}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/faelle/{_fairCase}")).Status);
        Assert.DoesNotContain("Samira Meier", (await anna.GetAsync("/faelle")).Text, StringComparison.Ordinal);
        await anna.GetAsync("/faelle/oeffnen");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anna.PostAsync("/faelle/oeffnen", ("case", _fairCase), ("hours", "1"), ("reason", "Es ist wirklich sehr dringend hier"))).Status);
    }

    [Fact]
    public async Task Each_side_of_the_wall_has_its_own_roles()
    {
        var book = new AccountBook(_desk.Runtime);

        foreach (var (role, centre) in new[] { (Role.Counsellor, "fair"), (Role.Coordination, "fair"), (Role.FairIntegration, "koeln") })
            Assert.Equal("wrong-side", Assert.Single((await book.AddAsync(new NewAccount("xaver", "Xaver", "x@y.de", [role]) { CentreId = centre }, CancellationToken.None)).Problems).Code);
    }

    [Theory]
    [InlineData("/mein-tag")]
    [InlineData("/faelle")]
    [InlineData("/faelle/neu")]
    [InlineData("/faelle/oeffnen")]
    [InlineData("/zahlen")]
    [InlineData("/verwaltung/zugriffe")]
    [InlineData("/verwaltung/konten")]
    [InlineData("/verwaltung/stellen")]
    [InlineData("/verwaltung/einstellungen")]
    public async Task A_provider_opens_nothing_but_the_own_participants(string path)
    {
        using var paul = await _desk.AsAsync("paul");

        Assert.Equal(HttpStatusCode.Forbidden, (await paul.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await paul.GetAsync("/teilnehmende")).Status);
        Assert.Equal(HttpStatusCode.OK, (await paul.GetAsync("/konto")).Status);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("lea")]
    [InlineData("otto")]
    [InlineData("kim")]
    [InlineData("dora")]
    public async Task Participants_are_for_providers_only(string who)
    {
        using var browser = await _desk.AsAsync(who);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/teilnehmende")).Status);
    }

    [Fact]
    public async Task A_provider_sees_who_takes_part_and_agreed_and_nothing_of_the_counselling()
    {
        await MeasureAsync(_caseId, "kurs@traeger.de");
        await MeasureAsync(await _desk.OpenCaseAsync("Ohne"), "kurs@traeger.de");
        var other = await _desk.OpenCaseAsync("Fremd");
        await MeasureAsync(other, "andere@traeger.de");
        await ConsentAsync(_caseId);
        await ConsentAsync(other);
        await MeasureAsync(_fairCase, "kurs@traeger.de");
        await ConsentAsync(_fairCase);
        using var paul = await _desk.AsAsync("paul");

        var page = await paul.GetAsync("/teilnehmende");

        Assert.Contains("Samira Müller", page.Text, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Ohne", "Fremd", "Meier", "Geheimes Anliegen", "0221 4711", _caseId })
            Assert.DoesNotContain(hidden, page.Text, StringComparison.Ordinal);
        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        var paulId = (await _desk.AccountAsync("paul")).Id;
        Assert.Equal(_caseId, Assert.Single(await db.CaseAccesses.Where(access => access.Who == paulId).ToListAsync()).CaseId);

        // Withdrawn, the name is gone at once.
        await _desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update consents set withdrawn_on = @day where case_id = @id", new DateOnly(2026, 3, 2), _caseId), CancellationToken.None);
        Assert.DoesNotContain("Samira", (await paul.GetAsync("/teilnehmende")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_privacy_officer_reads_the_log_of_the_own_centre_and_no_case()
    {
        using var anna = await _desk.AsAsync("anna");
        await anna.GetAsync($"/faelle/{_caseId}");
        using var dora = await _desk.AsAsync("dora");

        var log = await dora.GetAsync($"/faelle/{_caseId}/zugriffe");
        Assert.Contains("anna", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Müller", log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await dora.GetAsync($"/faelle/{_fairCase}/zugriffe")).Status);
        var people = await dora.GetAsync($"/verwaltung/zugriffe?konto={(await _desk.AccountAsync("anna")).Id}");
        Assert.Contains(_caseId, people.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gelesen", (await dora.GetAsync($"/verwaltung/zugriffe?konto={(await _desk.AccountAsync("eva")).Id}")).Text, StringComparison.Ordinal);
    }

    private async Task<string> OpenFairAsync(string counsellor)
    {
        var facts = new Submission(new Dictionary<string, string> { ["person.name"] = "Meier", ["person.given_name"] = "Samira" });
        var answer = await new OpenCase(_desk.Runtime).RunAsync(new NewCase("fair", facts) { CounsellorId = counsellor }, counsellor, null, CancellationToken.None);
        return Assert.IsType<CaseAnswer.Done>(answer).CaseId;
    }

    private Task<int> MeasureAsync(string caseId, string provider) => _desk.Runtime.Writer.WriteAsync(
        turn => turn.Execute("insert into measures (case_id, number, provider_email) values (@case_id, 1, @provider)", caseId, provider), CancellationToken.None);

    private Task<int> ConsentAsync(string caseId) => _desk.Runtime.Writer.WriteAsync(
        turn => turn.Execute("insert into consents (case_id, number, purpose, given_on) values (@case_id, 9, 'WEITERGABE_QUT', @day)", caseId, new DateOnly(2026, 3, 1)), CancellationToken.None);
}
