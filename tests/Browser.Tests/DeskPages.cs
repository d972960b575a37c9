using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Desk.Rules;
using IqWorkflows.Server.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Browser.Tests;

/// <summary>A page of the desk, and who looks at it.</summary>
/// <param name="Route">The route as the server knows it.</param>
/// <param name="Path">An address of it.</param>
/// <param name="Account">Who; null: somebody who has not signed in.</param>
public sealed record DeskPlace(string Route, string Path, string? Account)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Account ?? "nobody"})";
}

/// <summary>Every page of the desk.</summary>
internal static class DeskPages
{
    /// <summary>Routes that answer with something else than a page, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NoPages { get; } = new Dictionary<string, string>
    {
        ["/"] = "leads on",
        ["/neues"] = "the stream of news",
        ["/teilnehmende"] = "for providers of measures; the demonstration has no account of one",
        ["/faelle/{caseId}/nachrichten/{messageId}/brief.pdf"] = "a file",
        ["/faelle/{caseId}/unterlagen/{fileId}"] = "a file",
        ["/faelle/{caseId}/zusammenfassung.pdf"] = "a file",
        ["/faelle/export.csv"] = "a file",
        ["/faelle/export.xlsx"] = "a file",
        ["/uebernahme/beispiel.csv"] = "a file",
        ["/kalender/abo/{secret}.ics"] = "a file, fetched by calendar programs",
        ["/konto/zweifaktor/bild.svg"] = "a picture",
        ["/erster-start"] = "leads on as soon as there is an account",
    };

    public static async Task<IReadOnlyList<DeskPlace>> AllAsync(DemoDesk desk)
    {
        var (caseId, land) = await RichestCaseAsync(desk);
        var (counsellor, lead, office, coordination) = ($"beratung-{land}", $"leitung-{land}", $"verwaltung-{land}", $"koordination-{land}");
        var message = await desk.Runtime.Writer.WriteAsync(turn => turn.Text("select id from messages where case_id = @case_id order by created_at desc limit 1", caseId), CancellationToken.None);
        return
        [
            new("/anmelden", "/anmelden", null),
            new("/einladung", "/einladung?token=" + await desk.InviteAsync(), null),
            new("/einladung", "/einladung?token=none", null),
            new("/mein-tag", "/mein-tag", counsellor),
            new("/mein-tag", "/mein-tag", lead),
            new("/mein-tag", "/mein-tag", office),
            new("/faelle", "/faelle", counsellor),
            new("/faelle", "/faelle?stand=alle", lead),
            new("/faelle", "/faelle?q=niemand-heisst-so", lead),
            new("/faelle/neu", "/faelle/neu", counsellor),
            new("/faelle/{caseId}", $"/faelle/{caseId}", counsellor),
            new("/faelle/{caseId}", $"/faelle/{caseId}", office),
            new("/faelle/{caseId}/ereignisse/{name}", await EventOfAsync(desk, caseId), counsellor),
            .. new[] { "nachrichten", "unterlagen", "angaben", "ablauf", "verwalten", "verlauf" }.Select(part => new DeskPlace($"/faelle/{{caseId}}/{part}", $"/faelle/{caseId}/{part}", counsellor)),
            new("/faelle/{caseId}/nachrichten/{messageId}", $"/faelle/{caseId}/nachrichten/{message}", counsellor),
            new("/faelle/{caseId}/angaben/{kind}/{number}", $"/faelle/{caseId}/angaben/person/1", counsellor),
            new("/faelle/{caseId}/angaben/{kind}/{number}", $"/faelle/{caseId}/angaben/note/neu", counsellor),
            new("/faelle/{caseId}/zugriffe", $"/faelle/{caseId}/zugriffe", lead),
            new("/faelle/oeffnen", "/faelle/oeffnen", counsellor),
            new("/uebernahme", "/uebernahme", lead),
            new("/uebernahme", "/uebernahme", DemoAccounts.Operator),
            new("/uebernahme/{id}", "/uebernahme/none", lead),
            new("/uebernahme/{id}", "/uebernahme/" + await TakeoverAsync(desk, land, isStarted: false), lead),
            new("/uebernahme/{id}", "/uebernahme/" + await TakeoverAsync(desk, land, isStarted: true), lead),
            new("/kalender", "/kalender", counsellor),
            new("/kalender", "/kalender?ansicht=liste", lead),
            new("/kalender", "/kalender?monat=2150-01&ansicht=liste", office),
            new("/fristenrechner", "/fristenrechner", counsellor),
            new("/fristenrechner", "/fristenrechner?frist=D03&rechnen=1&land=NW&tag.documents_complete=2026-03-16&ruht-von-0=2026-04-13&ruht-bis-0=2026-05-11&ruht-grund-0=ZWEIFEL", counsellor),
            new("/fristenrechner", "/fristenrechner?frist=D09&rechnen=1&land=BY&gemeinde=Nirgends&tag.decision_notified=morgen&post=decision_notified", DemoAccounts.Operator),
            new("/team", "/team", lead),
            new("/zahlen", "/zahlen", coordination),
            new("/datenschutz", "/datenschutz", lead),
            new("/datenschutz/zugriffe", "/datenschutz/zugriffe", lead),
            new("/datenschutz/fall/{caseId}", $"/datenschutz/fall/{caseId}", lead),
            new("/datenschutz/fall/{caseId}/zugriffe", $"/datenschutz/fall/{caseId}/zugriffe", lead),
            new("/auftraege", "/auftraege", DemoAccounts.Operator),
            new("/auftraege", "/auftraege", lead),
            new("/auftraege/wiederkehrend/{job}", "/auftraege/wiederkehrend/timers", DemoAccounts.Operator),
            new("/auftraege/postausgang", "/auftraege/postausgang", DemoAccounts.Operator),
            new("/auftraege/postausgang/{id}", $"/auftraege/postausgang/{message}", DemoAccounts.Operator),
            new("/stoerungen", "/stoerungen", DemoAccounts.Operator),
            new("/stoerungen/{instanceId}/{number:int}", "/stoerungen/none/1", DemoAccounts.Operator),
            new("/verwaltung/regeln", "/verwaltung/regeln", DemoAccounts.Operator),
            new("/verwaltung/mailtexte", "/verwaltung/mailtexte", DemoAccounts.Operator),
            new("/verwaltung/mailtexte/{name}", "/verwaltung/mailtexte/M01", DemoAccounts.Operator),
            .. RuleKinds.Paths.SelectMany(path => new[] { new DeskPlace($"/verwaltung/{path}", $"/verwaltung/{path}", DemoAccounts.Operator), new DeskPlace($"/verwaltung/{path}/{{code}}", $"/verwaltung/{path}/none", DemoAccounts.Operator) }),
            new("/verwaltung/konten", "/verwaltung/konten", DemoAccounts.Operator),
            new("/verwaltung/konten/neu", "/verwaltung/konten/neu", DemoAccounts.Operator),
            new("/verwaltung/konten/{id}", "/verwaltung/konten/none", DemoAccounts.Operator),
            new("/verwaltung/stellen", "/verwaltung/stellen", DemoAccounts.Operator),
            new("/verwaltung/stellen/neu", "/verwaltung/stellen/neu", DemoAccounts.Operator),
            new("/verwaltung/stellen/{id}", $"/verwaltung/stellen/bst-{land}", DemoAccounts.Operator),
            new("/verwaltung/einstellungen", "/verwaltung/einstellungen", DemoAccounts.Operator),
            new("/verwaltung/zugriffe", "/verwaltung/zugriffe", lead),
            new("/erster-start/mail", "/erster-start/mail", DemoAccounts.Operator),
            new("/passwort-neu", "/passwort-neu?token=none", null),
            new("/passwort-vergessen", "/passwort-vergessen", null),
            new("/konto/zweifaktor", "/konto/zweifaktor", counsellor),
            new("/tasten", "/tasten", counsellor),
            new("/konto", "/konto", counsellor),
        ];
    }

    /// <summary>Addresses that the server shows as pages of the desk.</summary>
    public static IEnumerable<string> Routes(DemoDesk desk) =>
        desk.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true && endpoint.Metadata.GetMetadata<OfDesk>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')) // mapped with a text
            .Distinct();

    /// <summary>A file with one row that can be taken over and one that cannot.</summary>
    internal static async Task<string> TakeoverAsync(DemoDesk desk, string land, bool isStarted)
    {
        var takeovers = new Takeovers(desk.Runtime);
        var sheet = new Sheet("bestand.csv", ["Nachname", "Vorname", "Status", "Sprache"], [new SheetLine(2, ["Beispiel", isStarted ? "Amina" : "Bea", "ANFRAGE", "Arabisch"]), new SheetLine(3, ["Muster", "Jorge", "irgendwo", "Spanisch"])]);
        var id = (await takeovers.UploadAsync("bst-" + land, sheet, "leitung-" + land, isStarted ? "started" : "uploaded", CancellationToken.None))!; // the demonstration has this centre
        if (isStarted && await takeovers.StartAsync(id, onlyGood: true, CancellationToken.None))
            await new RunTakeovers(desk.Runtime).RunAsync(CancellationToken.None);
        return id;
    }

    /// <summary>The page on which an event of the case is recorded.</summary>
    public static async Task<string> EventOfAsync(DemoDesk desk, string caseId) =>
        $"/faelle/{caseId}/ereignisse/{(await new AwaitedEvents(desk.Runtime).RunAsync(caseId, CancellationToken.None))![0].Name}"; // the case is there, and open

    /// <summary>The open case about which there is most to show, and the Land of its centre as it stands in the names of the accounts.</summary>
    public static async Task<(string CaseId, string Land)> RichestCaseAsync(DemoDesk desk)
    {
        var found = await desk.Runtime.Writer.WriteAsync(
            turn => turn.Read(
                """
                select c.id, c.counsellor_id from cases c where c.state <> 'ABGESCHLOSSEN' and exists (select 1 from deadlines d where d.case_id = c.id and d.state = 'Running')
                order by (select count(*) from messages m where m.case_id = c.id) + (select count(*) from deadlines d where d.case_id = c.id) desc, c.id limit 1
                """,
                row => (row.GetString(0), row.GetString(1))),
            CancellationToken.None);
        return (found[0].Item1, found[0].Item2.Split('-')[^1]);
    }
}
