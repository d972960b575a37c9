using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Somebody who asks: a stranger, a program with the key, or a person who has signed in.</summary>
/// <param name="name">Tells them apart; of a person the name of the account.</param>
/// <param name="key">The key of the server; null: none is sent.</param>
internal sealed partial class FuzzCaller(string name, string? key)
{
    private readonly SortedDictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>What makes a form one of the server's own; empty for a program.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The headers that say who it is, as lines.</summary>
    public string Headers => (key is null ? "" : $"X-Api-Key: {key}\r\n") + (_cookies.Count == 0 ? "" : $"Cookie: {string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))}\r\n");

    /// <summary>Opens a page as a browser would.</summary>
    public async Task<FuzzAnswer> OpenAsync(RawLine line, string host, string path, CancellationToken cancellationToken) =>
        Take(await line.AskAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html,application/json\r\nAccept-Language: de\r\n{Headers}\r\n"), hasBody: true, cancellationToken));

    /// <summary>Sends JSON, as a program would.</summary>
    public async Task<FuzzAnswer> SendAsync(RawLine line, string host, string method, string path, string json, CancellationToken cancellationToken)
    {
        var body = HostileText.Of(json);
        var head = $"{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{Headers}\r\n";
        return await line.AskAsync(Encoding.Latin1.GetBytes(head + body), hasBody: true, cancellationToken);
    }

    /// <summary>Signs in, and fetches the token that goes with every form.</summary>
    /// <returns>False when the server does not let them in.</returns>
    public async Task<bool> SignInAsync(RawLine line, string host, string password, CancellationToken cancellationToken)
    {
        await TypePasswordAsync(line, host, password, cancellationToken);
        return await IsInAsync(line, host, cancellationToken);
    }

    /// <summary>The first half of signing in.</summary>
    public async Task<FuzzAnswer> TypePasswordAsync(RawLine line, string host, string password, CancellationToken cancellationToken)
    {
        await OpenAsync(line, host, "/anmelden", cancellationToken);
        var form = $"name={HostileText.Percent(name)}&password={HostileText.Percent(password)}&__desk={HostileText.Percent(Token)}";
        var head = $"POST /anmelden HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n{Headers}\r\n";
        return Take(await line.AskAsync(Encoding.Latin1.GetBytes(head + form), hasBody: true, cancellationToken));
    }

    /// <summary>Whether the sign-in still counts.</summary>
    public async Task<bool> IsInAsync(RawLine line, string host, CancellationToken cancellationToken) => await OpenAsync(line, host, "/konto", cancellationToken) is { Status: 200 };

    private FuzzAnswer Take(FuzzAnswer answer)
    {
        foreach (var (header, value) in answer.Headers)
        {
            if (header.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) && value.Split(';')[0].Split('=', 2) is [var cookie, var content])
                _cookies[cookie] = content;
        }
        if (FormToken().Match(answer.Body) is { Success: true } token)
            Token = WebUtility.HtmlDecode(token.Groups[1].Value);
        return answer;
    }

    [GeneratedRegex("name=\"__desk\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
