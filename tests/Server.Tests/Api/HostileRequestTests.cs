using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Casework;
using IqWorkflows.Server.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Server.Tests.Api;

/// <summary>What nobody who means well would send: it is refused in a sentence, and nothing changes.</summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const int Requests = 150;

    private static readonly string[] s_types = ["application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/plain", "application/xml", "multipart/form-data; boundary=x", ""];

    private RunningServer _server = null!; // started before each test
    private string _caseId = "";

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        await _server.PublishAsync(new Drawing("anerkennungsberatung").CaseTask("antworten", "case.goal*", ["Beraten", "Verweisen"]));
        using var saved = await _server.Client.PutAsync("/api/centres/koeln", new StringContent("""{"name":"Köln","land":"NW"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        var (status, body) = await _server.PostAsync("/api/cases", """{"centreId":"koeln","facts":{"person.name":"Santos","case.contact_origin":"SELBST"}}""");
        Assert.Equal(HttpStatusCode.Created, status);
        _caseId = body.GetProperty("caseId").GetString()!; // an opened case has a number
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_hostile_brings_the_server_out_of_step_or_changes_a_row(int seed)
    {
        var chance = new Random(seed);
        var before = await FingerprintAsync();

        for (var i = 0; i < Requests; i++)
        {
            var (method, path, body, type) = (Pick(chance, "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "GET", "BREW"), PathOf(chance), BodyOf(chance), Pick(chance, s_types));
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(body) };
            if (type.Length > 0)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await AnswerAsync(request, body.Length);
            if (response is null)
                continue;
            var text = await response.Content.ReadAsStringAsync();
            var told = $"seed {seed}, request {i}: {method} {path} {type} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 120)))} -> {(int)response.StatusCode} {text}";
            Assert.True((int)response.StatusCode < 500, told);
            Assert.False(Regex.IsMatch(text, StackTrace.Line), told);
        }

        Assert.Equal(before, await FingerprintAsync());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("utf-7")]
    [InlineData("\"nothing\"")]
    public async Task A_charset_that_nobody_knows_is_refused_as_what_it_is(string charset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{_caseId}/reassign") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using var response = await _server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("charset-unknown", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <returns>Null: the server closed the line on a body that it does not want to hear to its end, which is an answer too; what is left of it is looked at in the end.</returns>
    private async Task<HttpResponseMessage?> AnswerAsync(HttpRequestMessage request, int length)
    {
        try
        {
            return await _server.Client.SendAsync(request);
        }
        catch (HttpRequestException) when (length > 100_000)
        {
            return null;
        }
    }

    private static T Pick<T>(Random chance, params T[] all) => all[chance.Next(all.Length)];

    private string PathOf(Random chance)
    {
        var caseId = Pick(chance, _caseId, _caseId, "IQ-NW-2026-9999", "%00", "..%2f..%2fetc%2fpasswd", new string('9', 3000), "%F0%9F%92%A9", "';drop%20table%20cases--");
        return Pick(
            chance,
            "/api/cases",
            $"/api/cases/{caseId}",
            $"/api/cases/{caseId}/events",
            $"/api/cases/{caseId}/facts",
            $"/api/cases/{caseId}/tasks/{Pick(chance, "none", "%00", new string('x', 2000))}/complete",
            $"/api/cases/{caseId}/messages?limit={Pick(chance, "-1", "0", "99999999999999999999", "x", "%00")}",
            $"/api/cases/{caseId}/messages?after={Pick(chance, "_", "9_9", "99999999999999999999_a", "%00", "1_%00")}",
            $"/api/cases/{caseId}/pause",
            $"/api/cases/{caseId}/resume",
            $"/api/cases/{caseId}/close",
            $"/api/cases/{caseId}/reopen",
            $"/api/tasks?state={Pick(chance, "Open", "nothing", "%00", "7")}",
            $"/api/tasks/{Pick(chance, "none", "%00")}/complete",
            $"/api/centres/{Pick(chance, "koeln", "%00", new string('k', 4000))}",
            $"/api/staff/{Pick(chance, "anna", "%00")}",
            $"/api/messages?state={Pick(chance, "Sent", "Nothing", "99", "%00")}",
            $"/api/messages/{Pick(chance, "none", "%00", "%E2%80%AE")}/{Pick(chance, "sent", "again", "cancel", "returned", "answered", "letter", "release", "posted", "burn")}");
    }

    private static byte[] BodyOf(Random chance) => chance.Next(10) switch
    {
        0 => [],
        1 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pick(chance, "[", "{\"facts\":", "{\"a\":["), 5000))),
        2 => Encoding.UTF8.GetBytes($$"""{"centreId":"koeln","facts":{"person.name":"{{new string('x', chance.Next(300_000, 900_000))}}"} }"""),
        3 => Noise(chance),
        4 => Encoding.UTF8.GetBytes($$"""{"centreId":{{Wrong(chance)}},"facts":{{Wrong(chance)}},"name":{{Wrong(chance)}},"kind":{{Wrong(chance)}},"until":{{Wrong(chance)}},"reason":{{Wrong(chance)}} }"""),
        5 => Encoding.UTF8.GetBytes($$"""{"centreId":"koeln","facts":{"person.name":{{Hostile(chance)}},"person.born_on":{{Wrong(chance)}},{{Hostile(chance)}}:1} }"""),
        6 => Encoding.UTF8.GetBytes($$"""{"name":{{Hostile(chance)}},"facts":{"{{Pick(chance, "case.goal", "person.name", "nothing")}}":{{Hostile(chance)}} } }"""),
        7 => Encoding.UTF8.GetBytes($$"""{"kind":"note","isNew":true,"facts":{"note.body":{{Hostile(chance)}} },"happenedOn":{{Hostile(chance)}} }"""),
        8 => Encoding.UTF8.GetBytes($$"""{"name":{{Hostile(chance)}},"land":"NW","role":"COUNSELLOR","centreId":{{Hostile(chance)}} }"""),
        _ => Encoding.UTF8.GetBytes($$"""{"day":{{Wrong(chance)}},"day":{{Wrong(chance)}},"outcome":{{Hostile(chance)}},"result":{{Hostile(chance)}} }"""),
    };

    private static byte[] Noise(Random chance)
    {
        var noise = new byte[chance.Next(1, 4000)];
        chance.NextBytes(noise);
        return noise;
    }

    private static string Wrong(Random chance) => Pick(chance, "null", "true", "-1e999", "[[]]", "{\"a\":{}}", "\"0000-00-00\"", "\"9999-99-99\"", "1.7976931348623157e308", "\"\"", "[null]", "NaN");

    /// <summary>JSON texts that are no Unicode texts, or hold what no name and no sentence holds.</summary>
    private static string Hostile(Random chance) => Pick(chance, "\"\\ud800\"", "\"a\\u0000b\"", "\"\\udfff\\ud800\"", "\"\\u0000\"", "\"\\ud83d\"", "\"x\\ud800y\"");

    /// <summary>Everything in every table, but for who looked at which case: that is written whatever somebody asks.</summary>
    private async Task<string> FingerprintAsync()
    {
        await using var db = await _server.Services.GetRequiredService<IqRuntime>().Database.Contexts.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var all = new StringBuilder();
        foreach (var table in await RowsAsync(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'case_accesses' order by name"))
            all.Append(table).Append(':').AppendJoin('\n', await RowsAsync(connection, $"select * from \"{table}\""));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // table names of our own schema
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
        return rows;
    }
}
