using System.Net;
using System.Xml.Linq;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

/// <summary>What operators decide, and what outlives a restart.</summary>
public sealed class SettingsTests
{
    private static readonly (string, string)[] s_server =
        [("do", "save"), ("host", "127.0.0.1"), ("port", "1"), ("security", "none"), ("smtpUser", "tisch"), ("smtpPassword", "geheimes Wort"), ("fromAddress", "iq@traeger.de"), ("fromName", "IQ"), ("testTo", "ada@beispiel.de")];

    [Fact]
    public async Task The_first_start_ends_with_the_mail_server_or_without()
    {
        await using var desk = await RunningDesk.EmptyAsync();
        using var browser = desk.Browser();
        await browser.GetAsync("/erster-start");
        await browser.PostAsync("/erster-start", ("fullName", "Ada Beispiel"), ("mail", "ada@beispiel.de"), ("name", "ada"), ("centreName", "Beratung Köln"), ("land", "NW"), ("password", RunningDesk.Password));

        var page = await browser.GetAsync("/erster-start/mail");
        Assert.Contains("Später einrichten", page.Text, StringComparison.Ordinal);
        Assert.Equal("/mein-tag", (await browser.GetAsync("/")).Location);
        var tried = await browser.PostAsync("/erster-start/mail", [.. s_server.Where(field => field.Item1 != "do"), ("do", "test")]);
        Assert.Contains("Die Probe ging nicht hinaus", tried.Text, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", tried.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("geheimes Wort", tried.Html, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.PostAsync("/erster-start/mail", s_server)).Location);
        // Where links lead: as the first administrator came.
        Assert.Equal(desk.Address.GetLeftPart(UriPartial.Authority), await desk.Services.GetRequiredService<SettingBook>().AddressAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_password_of_the_mail_server_is_sealed_kept_when_left_empty_and_never_sent_elsewhere()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var otto = await desk.AsAsync("otto");
        await otto.GetAsync("/verwaltung/einstellungen");
        Assert.Equal("/verwaltung/einstellungen?gespeichert", (await otto.PostAsync("/verwaltung/einstellungen", s_server)).Location);

        var settings = desk.Services.GetRequiredService<SettingBook>();
        var stored = Casework.Mail.StoredMailServer.Read((await settings.MailServerAsync(CancellationToken.None))!)!; // saved just before
        Assert.DoesNotContain("geheim", stored.Password, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.Password!, (await otto.GetAsync("/verwaltung/einstellungen")).Html, StringComparison.Ordinal);
        (string, string)[] without = [.. s_server.Where(field => field.Item1 != "smtpPassword")];
        Assert.Equal("/verwaltung/einstellungen?gespeichert", (await otto.PostAsync("/verwaltung/einstellungen", without)).Location);
        var elsewhere = await otto.PostAsync("/verwaltung/einstellungen", [.. without.Where(field => field.Item1 != "host"), ("host", "localhost")]);
        Assert.Contains("gehört das Passwort", elsewhere.Text, StringComparison.Ordinal);
        var mail = Assert.IsType<Casework.Mail.Delivery.Deferred>(await desk.Services.GetRequiredService<Casework.Mail.IMailTransport>().SendAsync(Letter(), CancellationToken.None));
        Assert.Contains("127.0.0.1:1", mail.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", "")]
    [InlineData("host", "mail server")]
    [InlineData("host", "<script>")]
    [InlineData("host", "mail.traeger.de")]
    [InlineData("port", "70000")]
    [InlineData("port", "-1")]
    [InlineData("security", "gar")]
    [InlineData("fromAddress", "nichts")]
    [InlineData("fromName", "")]
    [InlineData("fromName", "IQ\r\nBcc: alle@beispiel.de")]
    [InlineData("smtpUser", "a\nb")]
    public async Task A_mail_server_that_cannot_be_is_refused_with_all_that_was_typed(string field, string value)
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var otto = await desk.AsAsync("otto");
        await otto.GetAsync("/verwaltung/einstellungen");

        var refused = await otto.PostAsync("/verwaltung/einstellungen", [.. s_server.Where(one => one.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("value=\"ada@beispiel.de\"", refused.Html, StringComparison.Ordinal);
        Assert.Null(await desk.Services.GetRequiredService<SettingBook>().MailServerAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("tisch", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://tisch.de/pfad", false)]
    [InlineData("https://nutzer:wort@tisch.de", false)]
    [InlineData("https://tisch.de", true)]
    public async Task The_address_of_the_desk_is_one_of_a_server(string typed, bool isTaken)
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var otto = await desk.AsAsync("otto");
        await otto.GetAsync("/verwaltung/einstellungen");

        var answer = await otto.PostAsync("/verwaltung/einstellungen/adresse", ("address", typed));

        Assert.Equal(isTaken ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(isTaken ? typed : null, await desk.Services.GetRequiredService<SettingBook>().AddressAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Sign_ins_outlive_a_restart_since_the_keys_lie_in_the_database()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var anna = await desk.AsAsync("anna");
        var cookies = anna.Cookies(desk.Address);
        var folders = new List<string>();

        await desk.RestartAsync(folder => folders.AddRange(Directory.GetDirectories(folder).Select(path => Path.GetFileName(path))));

        Assert.DoesNotContain("keys", folders);
        using var later = desk.Browser();
        later.Take(cookies, desk.Address);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync("/mein-tag")).Status);
    }

    [Fact]
    public async Task Keys_in_the_folder_of_an_earlier_version_move_into_the_database_and_still_open_what_they_sealed()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var anna = await desk.AsAsync("anna");
        var cookies = anna.Cookies(desk.Address);
        var keys = await KeysAsync(desk);
        await desk.Runtime.Writer.WriteAsync(turn => turn.Execute("delete from protection_keys"), CancellationToken.None);
        var folder = "";
        await desk.RestartAsync(data =>
        {
            folder = Path.Combine(data, "keys");
            Directory.CreateDirectory(folder);
            foreach (var (id, xml) in keys)
                XElement.Parse(xml).Save(Path.Combine(folder, id + ".xml"));
        });

        using var later = desk.Browser();
        later.Take(cookies, desk.Address);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync("/mein-tag")).Status);
        Assert.False(Directory.Exists(folder));
        Assert.Equal(keys.Keys, (await KeysAsync(desk)).Keys);
    }

    [Fact]
    public async Task Too_many_sign_ins_from_one_address_get_a_page_that_says_so()
    {
        await using var desk = await RunningDesk.EmptyAsync();
        using var browser = desk.Browser();
        await browser.GetAsync("/erster-start");
        Page answer;
        var times = 0;
        do
            answer = await browser.PostAsync("/anmelden", ("name", $"niemand{times++ % 3}"), ("password", new string('x', 300)));
        while (answer.Status == HttpStatusCode.UnprocessableEntity && times <= DeskLimits.SignInsPerMinute + 1);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Contains("Zu viele Versuche", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Policy);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/erster-start")).Status);
    }

    private static async Task<Dictionary<string, string>> KeysAsync(RunningDesk desk)
    {
        await using var db = await desk.Runtime.Database.Contexts.CreateDbContextAsync();
        return await db.ProtectionKeys.OrderBy(key => key.Id).ToDictionaryAsync(key => key.Id, key => key.Xml);
    }

    private static Cases.Mail.OutgoingMail Letter() => new()
    {
        MessageId = "<eins@beispiel.de>",
        From = new Cases.Mail.MailAddress("IQ", "iq@beispiel.de"),
        To = new Cases.Mail.MailAddress("", "ada@beispiel.de"),
        Date = default,
        Subject = "Probe",
        Text = "Probe",
        Html = "<p>Probe</p>",
        Languages = ["de"],
    };
}
