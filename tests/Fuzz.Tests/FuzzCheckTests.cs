using IqWorkflows.Server.Bench.Fuzz;
using Microsoft.AspNetCore.Routing.Patterns;

namespace IqWorkflows.Fuzz.Tests;

/// <summary>What must not be answered is found.</summary>
public sealed class FuzzCheckTests
{
    private const string Origin = "http://127.0.0.1:5080";

    private static readonly FuzzRequest s_request = new(1, new FuzzPlace("GET", RoutePatternFactory.Parse("/x"), []), "nobody", "GET", "GET /x HTTP/1.1\r\n\r\n"u8.ToArray(), IsBroken: false);

    [Theory]
    [InlineData(500, "text/plain", "oh", "server-error")]
    [InlineData(503, "text/plain", "later", "server-error")]
    [InlineData(400, "application/json", """{"detail":"   at System.Text.Json.Something()"}""", "leak")]
    [InlineData(404, "text/html", "System.InvalidOperationException: no", "leak")]
    [InlineData(422, "text/html", "IqWorkflows.Casework.CaseLife.CaseRoom", "leak")]
    [InlineData(400, "application/json", """{"detail":"SQLite Error 1: 'no such table'"}""", "leak")]
    [InlineData(200, "text/html", "<p><script>iqfuzz()</script>", "script")]
    [InlineData(200, "text/html", "<p title=\"\"><img src=x onerror=iqfuzz()>", "script")]
    [InlineData(200, "text/html", "<a class=x href=\"javascript:iqfuzz()\">", "script")]
    public void A_bad_answer_is_found(int status, string type, string body, string code) =>
        Assert.Equal(code, FuzzCheck.Wrong(s_request, Answer(status, body, ("Content-Type", type)), Origin)?.Code);

    [Theory]
    [InlineData(200, "text/html", "<p>&lt;script&gt;iqfuzz()&lt;/script&gt;")]
    [InlineData(200, "application/json", """{"name":"<script>iqfuzz()</script>"}""")]
    [InlineData(400, "application/json", """{"detail":"The value 'x' of 'limit' is not possible."}""")]
    public void A_good_answer_is_not(int status, string type, string body) => Assert.Null(FuzzCheck.Wrong(s_request, Answer(status, body, ("Content-Type", type)), Origin));

    [Theory]
    [InlineData("//beispiel.invalid/")]
    [InlineData("/\\beispiel.invalid")]
    [InlineData("https://beispiel.invalid/")]
    [InlineData("http://127.0.0.1:50801/")]
    public void A_redirect_to_elsewhere_is_found(string location) => Assert.Equal("leads-away", FuzzCheck.Wrong(s_request, Answer(302, "", ("Location", location)), Origin)?.Code);

    [Theory]
    [InlineData("/anmelden")]
    [InlineData("http://127.0.0.1:5080/anmelden")]
    public void A_redirect_to_ourselves_is_not(string location) => Assert.Null(FuzzCheck.Wrong(s_request, Answer(302, "", ("Location", location)), Origin));

    [Fact]
    public void A_header_that_a_value_brought_in_is_found() => Assert.Equal("split-header", FuzzCheck.Wrong(s_request, Answer(200, "", ("X-Iq-Fuzz", "1")), Origin)?.Code);

    [Fact]
    public void Silence_is_found() => Assert.Equal("no-answer", FuzzCheck.Wrong(s_request, new FuzzAnswer(LineEnd.Silent, 0, [], ""), Origin)?.Code);

    [Fact]
    public void Hanging_up_is_found_unless_the_request_itself_was_broken()
    {
        var closed = new FuzzAnswer(LineEnd.Closed, 0, [], "");

        Assert.Equal("no-answer", FuzzCheck.Wrong(s_request, closed, Origin)?.Code);
        Assert.Null(FuzzCheck.Wrong(s_request with { IsBroken = true }, closed, Origin));
    }

    private static FuzzAnswer Answer(int status, string body, params (string, string)[] headers) => new(LineEnd.Answered, status, headers, body);
}
