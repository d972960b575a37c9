using System.Net;
using System.Text;

namespace IqWorkflows.Desk.Tests;

/// <summary>Forms as no browser sends them, found by sending many.</summary>
public sealed class BrokenFormTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb")]
    public async Task A_form_that_cannot_be_read_is_refused(string type, string body) => Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(type, body, null));

    [Fact]
    public async Task A_form_with_too_many_fields_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("application/x-www-form-urlencoded", string.Concat(Enumerable.Repeat("a=b&", 3_000)), null));

    [Fact]
    public async Task A_form_whose_cookie_is_none_of_ours_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("application/x-www-form-urlencoded", "name=anna&__desk=CfDJ8", "iq-form=x"));

    [Fact]
    public async Task Whoever_exported_a_list_stands_in_the_log_of_accesses()
    {
        await shared.Desk.OpenCaseAsync("Ausgabe");
        using var lea = await shared.Desk.AsAsync("lea");

        await lea.DownloadAsync("/faelle/export.csv");
        var log = await lea.GetAsync("/verwaltung/zugriffe?konto=" + (await shared.Desk.AccountAsync("lea")).Id);

        Assert.Equal(HttpStatusCode.OK, log.Status);
        Assert.Contains("in eine Liste ausgegeben", log.Text, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> SendAsync(string type, string body, string? cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = shared.Desk.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/anmelden") { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
