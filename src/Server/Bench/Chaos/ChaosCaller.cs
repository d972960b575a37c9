using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>What the server answered.</summary>
/// <param name="Status">The status code, below 500.</param>
/// <param name="Body">The body; undefined when it is empty.</param>
/// <param name="Attempts">How often the request was sent.</param>
internal sealed record ChaosAnswer(HttpStatusCode Status, JsonElement Body, int Attempts)
{
    public bool IsGood => (int)Status is >= 200 and < 300;

    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;
}

/// <summary>Sends requests to a server that may be gone at any moment: each again with the same key until it is answered.</summary>
/// <param name="seat">Where servers are.</param>
/// <param name="apiKey">The key.</param>
/// <param name="patience">How long an answer is waited for before another server is asked. One that stands still may answer later, or do late what was asked.</param>
internal sealed class ChaosCaller(ServerSeat seat, string apiKey, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new() { Timeout = patience };

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, null, isOnce: false, cancellationToken);
        return answer is { IsGood: true } ? answer.Body : throw Unexpected(path, answer);
    }

    public Task<ChaosAnswer?> PutAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, body.ToJsonString(), null, isOnce: false, cancellationToken);

    public Task<ChaosAnswer?> PostAsync(string path, string body, string? key, bool isOnce, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, key, isOnce, cancellationToken);

    public Task<ChaosAnswer?> PostAsync(string path, JsonObject body, string? key, bool isOnce, CancellationToken cancellationToken) =>
        PostAsync(path, body.ToJsonString(), key, isOnce, cancellationToken);

    public static InvalidOperationException Unexpected(string path, ChaosAnswer? answer) =>
        new($"{path} was answered {answer?.Status.ToString() ?? "not at all"}: {(answer is { Body.ValueKind: not JsonValueKind.Undefined } ? answer.Body.GetRawText() : "")}");

    public void Dispose() => _client.Dispose();

    /// <returns>Null when it was to be sent only once and was not answered.</returns>
    private async Task<ChaosAnswer?> SendAsync(HttpMethod method, string path, string? body, string? key, bool isOnce, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = await seat.AddressAsync().WaitAsync(cancellationToken);
            using var request = new HttpRequestMessage(method, new Uri(address, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", apiKey);
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            try
            {
                var sending = _client.SendAsync(request, cancellationToken);
                seat.Sent();
                using var response = await sending;
                var text = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                seat.Answered();
                if ((int)response.StatusCode < 500)
                    return new ChaosAnswer(response.StatusCode, text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default, attempt);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidOperationException($"{method} {path} was answered {response.StatusCode}: {Encoding.UTF8.GetString(text)}");
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The server was killed under it, or does not answer; whether it had been saved, nobody here knows.
            }
            if (isOnce)
                return null;
            await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
        }
    }
}
