using System.Net;
using System.Text.RegularExpressions;

namespace IqWorkflows.Desk.Tests;

/// <summary>What a page answered.</summary>
internal sealed record Page(HttpStatusCode Status, string Html, string? Location, string? Policy)
{
    /// <summary>Its text as a reader sees it, umlauts and all.</summary>
    public string Text => WebUtility.HtmlDecode(Html);
}

/// <summary>A file as a browser gets it.</summary>
internal sealed record Download(byte[] Content, string? MediaType, string? Disposition, string? Sniff);

/// <summary>Keeps cookies and the token of the last page, follows no redirect: what a browser does with forms, and nothing else.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly CookieContainer _cookies = new();
    private string _token = "";
    private (string Name, string Value)[] _unseen = [];

    public Browser(Uri address)
    {
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
        _client.DefaultRequestHeaders.Add("Accept-Language", "de");
    }

    public async Task<Page> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return await ReadAsync(response);
    }

    /// <summary>Listens to a stream; its lines come as they are sent.</summary>
    public async Task<StreamReader> ListenAsync(string path) => new(await _client.GetStreamAsync(path));

    /// <summary>Sends a form of the last page that was got.</summary>
    public Task<Page> PostAsync(string path, params (string Name, string Value)[] fields) => PostWithoutTokenAsync(path, [.. fields, ("__desk", _token)]);

    public async Task<Page> PostWithoutTokenAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _client.PostAsync(path, content);
        return await ReadAsync(response);
    }

    /// <summary>Sends a form of the last page with everything that it carries unseen: whose it is and where it stood.</summary>
    public Task<Page> PostWholeAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, [.. fields, .. _unseen]);

    /// <summary>The cookies it has.</summary>
    public CookieCollection Cookies(Uri address) => _cookies.GetCookies(address);

    public void Take(CookieCollection cookies, Uri address)
    {
        foreach (Cookie cookie in cookies)
            _cookies.Add(address, new Cookie(cookie.Name, cookie.Value));
    }

    /// <summary>Sends files with the form of the last page that was got.</summary>
    public async Task<Page> UploadAsync(string path, params (string Name, byte[] Content)[] files)
    {
        using var content = new MultipartFormDataContent { { new StringContent(_token), "__desk" } };
        foreach (var (name, bytes) in files)
        {
            // As browsers send it: a quotation mark is escaped, and nothing else is looked at.
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"datei\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"");
            content.Add(part);
        }
        using var response = await _client.PostAsync(path, content);
        return await ReadAsync(response);
    }

    public async Task<Download> DownloadAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return new Download(
            await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.ToString(),
            response.Headers.TryGetValues("X-Content-Type-Options", out var sniff) ? sniff.Single() : null);
    }

    public void Dispose() => _client.Dispose();

    private async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        if (Token().Match(html) is { Success: true } token)
            _token = token.Groups[1].Value;
        if (Unseen().Matches(html) is { Count: > 0 } unseen)
            _unseen = [.. unseen.Select(one => (one.Groups[1].Value, WebUtility.HtmlDecode(one.Groups[2].Value))).Distinct()];
        return new Page(response.StatusCode, html, response.Headers.Location?.ToString(), response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : null);
    }

    [GeneratedRegex("name=\"__desk\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"(__who|__page|__kept)\" value=\"([^\"]+)\"")]
    private static partial Regex Unseen();
}
