using System.Net;
using System.Text;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

/// <summary>One desk with the procedures that ship for all takeovers: each test looks at its own cases only.</summary>
public sealed class DeskWithProcedures : IAsyncLifetime
{
    internal RunningDesk Desk { get; private set; } = null!; // started before the first test

    public async Task InitializeAsync() => Desk = await RunningDesk.PeopledAsync(withProcedures: true);

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}

/// <summary>A caseload that comes from elsewhere.</summary>
public sealed class TakeoverTests(DeskWithProcedures shared) : IClassFixture<DeskWithProcedures>
{
    private const string Headings = "Nachname;Vorname;geb.;Status;Status seit;Sprache;E-Mail;Antrag eingegangen;Unterlagen vollständig;Bescheid vom;Bescheid erhalten am\n";

    private readonly RunningDesk _desk = shared.Desk;
    private string _id = "none";

    [Fact]
    public async Task A_caseload_begins_at_its_milestones_and_nothing_is_mailed_for_the_past()
    {
        var states = _desk.Runtime.Rules.States.States.Where(state => state.Starts is not null).ToList();
        var file = new StringBuilder(Headings.TrimEnd() + ";Antragsart;Beruf;Stelle\n");
        foreach (var state in states)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"Person{state.Code.Replace("_", "", StringComparison.Ordinal)};Ada;01.02.1990;{state.Code};05.11.2025;Englisch;ada@beispiel.de;01.09.2025;01.10.2025;03.11.2025;05.11.2025;ERST;PFLEGEFACHPERSON;NW_ZAG\n");
        using var browser = await _desk.AsAsync("lea");

        var today = GermanDay.Of(_desk.Clock.GetUtcNow());
        var id = await TakeOverAsync(browser, file.ToString());

        Assert.Empty(await LinesAsync("reason", "state <> 'Taken'"));
        Assert.Equal(states.Select(state => state.Code + " 2025-11-05").Order(StringComparer.Ordinal), await OfCasesAsync("cases", "state || ' ' || state_since", "id"));
        Assert.Equal(states.Count, (await OfCasesAsync("instances", "distinct correlation_id", "correlation_id", "status <> 'Finished'")).Count);
        await WorkAsync();
        Assert.Empty(await OfCasesAsync("messages", "occasion || ' ' || state || ' ' || recipient"));
        Assert.NotEmpty(await OfCasesAsync("rungs", "occasion", where: "state = 'LeftOut' and reason like '%STUFE_VOR_UEBERNAHME%'"));
        Assert.NotEmpty(await OfCasesAsync("deadlines", "code", where: "state = 'Running'"));

        for (var day = 1; day <= 60; day++)
        {
            _desk.Clock.MoveTo(_desk.Clock.GetUtcNow().AddDays(1));
            await WorkAsync();
        }

        Assert.NotEmpty(await OfCasesAsync("messages", "id"));
        Assert.Empty(await OfCasesAsync("rungs", "occasion || ' ' || day", where: $"state = 'Done' and form in ('Mail', 'Draft') and day < '{today:yyyy-MM-dd}'"));
        using var later = await _desk.AsAsync("lea"); // nobody stays signed in for sixty days
        Assert.Contains("übernommen", (await later.GetAsync("/uebernahme/" + id)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_are_matched_by_name_and_what_is_wrong_with_a_row_is_told()
    {
        using var browser = await _desk.AsAsync("lea");
        var known = new Submission(new Dictionary<string, string> { ["person.name"] = "Müller", ["person.given_name"] = "Eva", ["person.born_on"] = "1990-02-01" });
        Assert.IsType<CaseAnswer.Done>(await new OpenCase(_desk.Runtime).RunAsync(new NewCase("koeln", known), "anna", null, CancellationToken.None));

        var page = await UploadAsync(
            browser,
            Headings
            + "Gut;Ada;1.2.90;unterlagen sammeln;5.11.2025;Türkisch;ada@beispiel.de;;;;\n"
            + "Gut;Ada;01.02.1990;In Pruefung;2025-11-05;tuerkisch;;01.09.2025;01.10.2025;;\n"
            + "Mueller;Eva;01.02.1990;ANFRAGE;;;;;;;\n"
            + "Falsch;Cem;31.02.1990;Irgendwo;;Klingonisch;;;;;\n"
            + ";Dora;;BESCHEID;;;;;;;\n"
            + "Spät;Emil;01.02.2090;ANFRAGE;;;;01.09.2025;01.08.2025;;\n");

        Assert.Contains("1 kann übernommen werden", page.Text, StringComparison.Ordinal);
        Assert.Contains("5 brauchen eine Berichtigung", page.Text, StringComparison.Ordinal);
        Assert.Contains("Dieselbe Person steht schon in Zeile 2.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Mit diesem Namen und Geburtsdatum gibt es schon einen Fall. IQ-NW-2026-", page.Text, StringComparison.Ordinal);
        Assert.Contains("„31.02.1990“ ist kein Tag", page.Text, StringComparison.Ordinal);
        Assert.Contains("„Irgendwo“ ist nicht bekannt", page.Text, StringComparison.Ordinal);
        Assert.Contains("„Klingonisch“ ist nicht bekannt", page.Text, StringComparison.Ordinal);
        Assert.Contains("Familienname oder einziger Name fehlt", page.Text, StringComparison.Ordinal);
        Assert.Contains("Datum des Bescheids fehlt; ohne diesen Tag läuft bei „Bescheid liegt vor“ keine Frist", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_with_problems_stay_out_only_when_that_is_chosen_and_a_second_start_does_nothing()
    {
        using var browser = await _desk.AsAsync("lea");
        await UploadAsync(browser, Headings + "Gut;Ada;;ANFRAGE;;;;;;;\n;Niemand;;ANFRAGE;;;;;;;\n");
        var id = _id;

        var refused = await browser.PostAsync($"/uebernahme/{id}/start");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<title>Fehler: ", refused.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync($"/uebernahme/{id}/start", ("nur-gute", "1"))).Status);
        await WorkAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync($"/uebernahme/{id}/start", ("nur-gute", "1"))).Status);
        await WorkAsync();

        Assert.Single(await OfCasesAsync("cases", "id", "id"));
        var result = await browser.GetAsync($"/uebernahme/{id}");
        Assert.Contains("Ada Gut", result.Text, StringComparison.Ordinal);
        Assert.Contains("Familienname oder einziger Name fehlt", result.Text, StringComparison.Ordinal);
        Assert.Empty(await LinesAsync("cells", "cells <> '[]'"));
    }

    [Fact]
    public async Task A_batch_goes_on_after_a_restart_and_does_nothing_twice()
    {
        using (var browser = await _desk.AsAsync("lea"))
        {
            await UploadAsync(browser, Headings + string.Concat(Enumerable.Range(1, 20).Select(i => $"Name{i};Ada;;ANFRAGE;;;;;;;\n")));
            await browser.PostAsync($"/uebernahme/{_id}/start");
        }
        // As soon as the first case is there, the work is broken off.
        using var stop = new CancellationTokenSource();
        await using (var news = _desk.Runtime.News.ListenAsync(_ => Stops(stop), CancellationToken.None).GetAsyncEnumerator())
        {
            var first = news.MoveNextAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RunTakeovers(_desk.Runtime).RunAsync(stop.Token));
            Assert.True(await first);
        }
        Assert.InRange((await OfCasesAsync("cases", "id", "id")).Count, 1, 19);

        await _desk.RestartAsync();
        await WorkAsync();

        Assert.Equal(20, (await OfCasesAsync("cases", "id", "id")).Count);
        Assert.Equal(20, (await OfCasesAsync("persons", "distinct name")).Count);
        Assert.Equal(Enumerable.Repeat("Taken", 20), await LinesAsync("state"));
    }

    [Fact]
    public async Task Taking_back_leaves_nothing_of_untouched_cases_and_keeps_those_worked_on()
    {
        using var browser = await _desk.AsAsync("lea");
        var id = await TakeOverAsync(
            browser, Headings + "Weg;Ada;01.02.1990;BESCHEID;05.02.2026;Englisch;ada@beispiel.de;01.09.2025;01.10.2025;03.02.2026;05.02.2026\nBleibt;Bea;02.02.1990;IN_PRUEFUNG;;;;01.09.2025;01.10.2025;;\n");
        var cases = await LinesAsync("case_id");
        var note = new Submission(new Dictionary<string, string> { ["note.body"] = "Anruf" });
        Assert.IsType<CaseAnswer.Done>(await new RecordFacts(_desk.Runtime).RunAsync(cases[1], "note", true, note, "anna", null, CancellationToken.None));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync($"/uebernahme/{id}/zurueck")).Status);
        await WorkAsync();

        Assert.Equal([cases[1]], await OfCasesAsync("cases", "id", "id"));
        Assert.Equal(["takeover_rows.case_id"], await TracesAsync(cases[0]));
        var result = await browser.GetAsync($"/uebernahme/{id}");
        Assert.Contains("An diesem Fall wurde schon gearbeitet. Er bleibt.", result.Text, StringComparison.Ordinal);
        Assert.Contains("1 Fall bleibt", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_can_be_taken_over_as_it_is()
    {
        using var browser = await _desk.AsAsync("lea");
        var example = await browser.DownloadAsync("/uebernahme/beispiel.csv");
        Assert.Equal("text/csv", example.MediaType);
        await browser.GetAsync("/uebernahme");

        var page = await FollowAsync(browser, await browser.UploadAsync("/uebernahme", ("beispiel.csv", example.Content)));

        Assert.Contains("3 können übernommen werden", page.Text, StringComparison.Ordinal);
        Assert.Contains("0 brauchen eine Berichtigung", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_can_be_said_anew_and_a_file_can_be_discarded()
    {
        using var browser = await _desk.AsAsync("lea");
        var page = await UploadAsync(browser, "Spalte A,Spalte B\nMeier,ANFRAGE\n");
        Assert.Contains("0 können übernommen werden", page.Text, StringComparison.Ordinal);
        var id = _id;

        await browser.PostAsync($"/uebernahme/{id}/spalten", ("spalte", "person.name"), ("spalte", "case.state"), ("beratung", "anna"));
        var anew = await browser.GetAsync($"/uebernahme/{id}?gespeichert");
        await browser.PostAsync($"/uebernahme/{id}/spalten", ("spalte", "case.closing_reason"), ("spalte", "<script>alert(1)</script>"), ("beratung", "eva"));
        var nonsense = await browser.GetAsync($"/uebernahme/{id}");
        await browser.PostAsync($"/uebernahme/{id}/verwerfen");

        Assert.Contains("1 kann übernommen werden", anew.Text, StringComparison.Ordinal);
        Assert.Contains("0 können übernommen werden", nonsense.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", nonsense.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/uebernahme/{id}")).Status);
        Assert.Empty(await LinesAsync("cells"));
    }

    [Fact]
    public async Task Only_whoever_leads_or_runs_the_server_takes_over_and_each_for_their_centre()
    {
        await _desk.AddAsync("berta", "LEITUNG", "bonn");
        using var lea = await _desk.AsAsync("lea");
        await UploadAsync(lea, Headings + "Fern;Ada;;ANFRAGE;;;;;;;\n");
        var id = _id;
        using var berta = await _desk.AsAsync("berta");
        using var otto = await _desk.AsAsync("otto");

        foreach (var part in new[] { "", "/start", "/spalten", "/zurueck", "/verwerfen" })
        {
            await berta.GetAsync("/uebernahme");
            var answer = part.Length == 0 ? await berta.GetAsync($"/uebernahme/{id}") : await berta.PostAsync($"/uebernahme/{id}{part}", ("nur-gute", "1"));
            Assert.Equal((part, HttpStatusCode.NotFound), (part, answer.Status));
        }
        Assert.DoesNotContain(id, (await berta.GetAsync("/uebernahme")).Html, StringComparison.Ordinal);
        Assert.Contains(id, (await otto.GetAsync("/uebernahme")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await otto.GetAsync($"/uebernahme/{id}")).Status);
        foreach (var who in new[] { "anna", "vera", "kim", "dana" })
        {
            using var browser = await _desk.AsAsync(who);
            await browser.GetAsync("/konto");
            foreach (var path in new[] { "/uebernahme", "/uebernahme/beispiel.csv", $"/uebernahme/{id}" })
                Assert.Equal((who, path, HttpStatusCode.Forbidden), (who, path, (await browser.GetAsync(path)).Status));
            Assert.Equal((who, HttpStatusCode.Forbidden), (who, (await browser.PostAsync($"/uebernahme/{id}/start", ("nur-gute", "1"))).Status));
        }
        Assert.Equal(["Waiting"], await LinesAsync("state"));
    }

    [Theory]
    [InlineData("", "Die Datei ist leer.")]
    [InlineData("Nachname;Status\n", "Die Tabelle hat keine Zeile unter den Überschriften.")]
    [InlineData("PK\u0003\u0004 nothing of the kind", "Die Tabelle lässt sich nicht öffnen")]
    [InlineData("\u0000\u0001\u0002", "weder eine CSV- noch eine XLSX-Datei")]
    public async Task A_file_that_is_none_is_refused_in_words(string content, string sentence)
    {
        using var browser = await _desk.AsAsync("lea");
        await browser.GetAsync("/uebernahme");

        var page = await browser.UploadAsync("/uebernahme", ("kaputt.csv", Encoding.UTF8.GetBytes(content)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }

    private static bool Stops(CancellationTokenSource stop)
    {
        stop.Cancel();
        return true;
    }

    private async Task<Page> UploadAsync(Browser browser, string csv)
    {
        await browser.GetAsync("/uebernahme");
        return await FollowAsync(browser, await browser.UploadAsync("/uebernahme", ("faelle.csv", Encoding.UTF8.GetBytes(csv))));
    }

    private async Task<Page> FollowAsync(Browser browser, Page answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        _id = answer.Location!.Split('/')[^1]; // where the answer leads
        return await browser.GetAsync(answer.Location);
    }

    /// <returns>Names it.</returns>
    private async Task<string> TakeOverAsync(Browser browser, string csv)
    {
        var page = await UploadAsync(browser, csv);
        Assert.Contains("0 brauchen eine Berichtigung", page.Text, StringComparison.Ordinal);
        var id = _id;
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync($"/uebernahme/{id}/start")).Status);
        await WorkAsync();
        return id;
    }

    private Task<List<string>> LinesAsync(string what, string where = "1 = 1") =>
        _desk.Runtime.Writer.WriteAsync(turn => turn.Read($"select {what} from takeover_rows where takeover_id = @id and {where} order by number", row => row.GetString(0), _id), CancellationToken.None);

    /// <summary>What a table says of the cases of the takeover.</summary>
    private Task<List<string>> OfCasesAsync(string table, string what, string key = "case_id", string where = "1 = 1") => _desk.Runtime.Writer.WriteAsync(
        turn => turn.Read($"select {what} from {table} where {key} in (select case_id from takeover_rows where takeover_id = @id) and {where} order by 1", row => row.GetString(0), _id), CancellationToken.None);

    /// <summary>All that the server does by itself.</summary>
    private async Task WorkAsync()
    {
        await new RunTakeovers(_desk.Runtime).RunAsync(CancellationToken.None);
        await _desk.Services.GetRequiredService<FireDueTimers>().RunAsync(CancellationToken.None);
        await _desk.Services.GetRequiredService<FireDueRungs>().RunAsync(CancellationToken.None);
    }

    /// <summary>Every place of the database that still names the case.</summary>
    private async Task<IReadOnlyList<string>> TracesAsync(string caseId)
    {
        var columns = await _desk.Runtime.Writer.WriteAsync(
            turn => turn.Read("select m.name, p.name from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'", row => (Table: row.GetString(0), Column: row.GetString(1))), CancellationToken.None);
        var traces = new List<string>();
        foreach (var (table, column) in columns.Where(column => column.Table != "case_accesses"))
        {
            if (await _desk.Runtime.Writer.WriteAsync(turn => turn.Number($"select count(*) from \"{table}\" where cast(\"{column}\" as text) like '%' || @case_id || '%'", caseId), CancellationToken.None) > 0)
                traces.Add($"{table}.{column}");
        }
        return traces;
    }
}
