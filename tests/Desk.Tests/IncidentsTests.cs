using Drawing = IqWorkflows.TestKit.Drawing;
using System.Net;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Instances;

namespace IqWorkflows.Desk.Tests;

public sealed class IncidentsTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test
    private string _caseId = "";
    private string _instanceId = "";

    private string One => $"/stoerungen/{_instanceId}/1";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _caseId = await _desk.OpenCaseAsync();
        var drawing = new Drawing("berechnung").Line("vorher", "vorher")
            .Box("rechnen", "Elsa.Fault", ("message", Literal("Die Summe <b>fehlt</b>")), ("metadata", new JsonObject { ["displayText"] = "Summe bilden" }))
            .Line("gut", "gut").Line("anders", "anders").Connect("vorher", "rechnen").Connect("rechnen", "gut").Connect("rechnen", "anders", "Anders");
        var answer = await new ImportDefinition(_desk.Runtime).RunAsync(System.Text.Encoding.UTF8.GetBytes(drawing.ToString()), PublishCare.WhateverRuns, CancellationToken.None);
        Assert.IsType<DefinitionAnswer.Done>(answer);
        _instanceId = await StartAsync(_caseId);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("otto", 200)]
    [InlineData("dana", 200)]
    [InlineData("lea", 200)]
    [InlineData("anna", 403)]
    [InlineData("vera", 403)]
    [InlineData("kim", 403)]
    public async Task Who_runs_the_server_draws_procedures_or_leads_a_centre_looks_at_faults(string who, int status)
    {
        using var browser = await _desk.AsAsync(who);

        Assert.Equal([status, status], [(int)(await browser.GetAsync("/stoerungen")).Status, (int)(await browser.GetAsync(One)).Status]);
    }

    [Fact]
    public async Task A_fault_is_shown_at_its_place_in_the_procedure_with_what_happened_before()
    {
        using var keeper = await _desk.AsAsync("otto");

        var list = await keeper.GetAsync("/stoerungen");
        var page = await keeper.GetAsync(One);

        foreach (var shown in new[] { list, page })
        {
            Assert.Contains("Summe bilden", shown.Text, StringComparison.Ordinal);
            Assert.Contains("Die Summe &lt;b&gt;fehlt&lt;/b&gt;", shown.Html, StringComparison.Ordinal);
            Assert.Contains(_caseId, shown.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Müller", shown.Text, StringComparison.Ordinal);
        }
        Assert.Contains("vorher", page.Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Anders\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_sees_only_faults_in_cases_of_the_centre_by_url_too()
    {
        await _desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update cases set centre_id = 'bonn' where id = @id", _caseId), CancellationToken.None);
        var other = await StartAsync(null);
        using var lead = await _desk.AsAsync("lea");

        Assert.Contains("Keine Störung", (await lead.GetAsync("/stoerungen")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(One)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/stoerungen/{other}/1")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.PostAsync(One, ("grund", "darf ich nicht"), ("was", "skip"))).Status);
        Assert.Equal(1, await OpenAsync(_instanceId));
    }

    [Fact]
    public async Task A_skipped_fault_goes_on_by_the_chosen_way_and_keeps_who_decided_and_why()
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync(One);

        var answer = await keeper.PostAsync(One, ("grund", "  Von Hand gerechnet  "), ("weg", "Anders"), ("was", "skip"));
        var replayed = await keeper.PostAsync(One, ("grund", "noch einmal"), ("weg", "Anders"), ("was", "skip"));

        Assert.Equal("/stoerungen?erledigt=Skipped", answer.Location);
        Assert.Equal(HttpStatusCode.Conflict, replayed.Status);
        Assert.Equal(0, await OpenAsync(_instanceId));
        var journal = await new ShowInstance(_desk.Runtime).JournalAsync(_instanceId, CancellationToken.None);
        Assert.Contains(journal[^1].Entries, entry => entry.Activity.Id == "anders");
        Assert.DoesNotContain(journal[^1].Entries, entry => entry.Activity.Id == "gut");
        Assert.Equal("skip Anders Von Hand gerechnet", await _desk.Runtime.Writer.WriteAsync(turn => turn.Text("select action || ' ' || outcome || ' ' || reason from incident_decisions"), CancellationToken.None));
    }

    [Fact]
    public async Task What_fails_again_is_shown_at_once_with_the_earlier_decision()
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync(One);

        var answer = await keeper.PostAsync(One, ("grund", "Vorlage berichtigt"), ("was", "retry"));

        Assert.Equal($"/stoerungen/{_instanceId}/2?erledigt=FailedAgain", answer.Location);
        var page = (await keeper.GetAsync(answer.Location!)).Text;
        Assert.Contains("Vorlage berichtigt", page, StringComparison.Ordinal);
        Assert.Contains("von otto", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Gut", "Schreiben Sie in einem Satz, warum.")]
    [InlineData("   ", "", "Schreiben Sie in einem Satz, warum.")]
    [InlineData("<script>x</script>", "Nirgends", "Diesen Weg gibt es von hier aus nicht.")]
    public async Task A_decision_without_a_reason_or_by_no_way_is_refused_and_keeps_what_was_typed(string why, string way, string sentence)
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync(One);

        var refused = await keeper.PostAsync(One, ("grund", why), ("weg", way), ("was", "skip"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<title>Fehler: ", refused.Html, StringComparison.Ordinal);
        Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>x", refused.Html, StringComparison.Ordinal);
        Assert.Equal(1, await OpenAsync(_instanceId));
    }

    [Fact]
    public async Task An_overlong_reason_is_refused()
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync(One);

        Assert.Contains("höchstens 500 Zeichen", (await keeper.PostAsync(One, ("grund", new string('x', 501)), ("was", "retry"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_that_are_alike_are_one_group_and_are_tried_again_together()
    {
        var other = await StartAsync(null);
        using var keeper = await _desk.AsAsync("otto");
        Assert.Contains("Alle 2 noch einmal versuchen", (await keeper.GetAsync("/stoerungen")).Text, StringComparison.Ordinal);

        var refused = await keeper.PostAsync("/stoerungen/alle", ("welche", $"{_instanceId}/1"), ("welche", $"{other}/1"), ("grund", ""));
        var answer = await keeper.PostAsync("/stoerungen/alle", ("welche", $"{_instanceId}/1"), ("welche", $"{other}/1"), ("welche", "unsinn"), ("grund", "Server neu gestartet"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("/stoerungen?erledigt=AllAgain", answer.Location);
        Assert.Equal(2, await _desk.Runtime.Writer.WriteAsync(turn => turn.Number("select count(*) from incident_decisions where action = 'retry'"), CancellationToken.None));
    }

    [Fact]
    public async Task Without_faults_the_page_says_that_this_is_good_in_english_too()
    {
        await new SkipIncident(_desk.Runtime).RunAsync(_instanceId, 1, null, CancellationToken.None);
        using var keeper = await _desk.AsAsync("otto");

        Assert.Contains("Keine Störung", (await keeper.GetAsync("/stoerungen")).Text, StringComparison.Ordinal);
        await keeper.PostAsync("/sprache", ("language", "en"), ("back", "/"));
        Assert.Contains("All procedures go on.", (await keeper.GetAsync("/stoerungen")).Text, StringComparison.Ordinal);
    }

    private static JsonObject Literal(string text) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text } };

    private async Task<string> StartAsync(string? caseId) =>
        Assert.IsType<StartAnswer.Started>(await new StartInstance(_desk.Runtime).RunAsync(new StartRequest("berechnung", [], caseId), CancellationToken.None)).InstanceId;

    private Task<long?> OpenAsync(string instanceId) => _desk.Runtime.Writer.WriteAsync(turn => turn.Number("select open_incidents from instances where id = @id", instanceId), CancellationToken.None);
}
