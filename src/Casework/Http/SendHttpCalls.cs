using System.Net.Sockets;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Http;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Http;

/// <summary>Sends the HTTP requests that workflows have asked for, outside any transaction, at least once: a request is crossed out in the transaction in which its answer wakes the instance.</summary>
public sealed class SendHttpCalls(IqRuntime runtime, HttpCallOptions options) : IDisposable
{
    private readonly GuardedClient _client = new(options);

    /// <summary>Sends all that nobody else has taken, until none is left.</summary>
    /// <returns>How many were answered.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var answered = 0;
        while (await runtime.Writer.WriteAsync(Claim, cancellationToken) is { Count: > 0 } calls)
        {
            await Task.WhenAll(calls.Select(call => SendAsync(call, cancellationToken)));
            answered += calls.Count;
        }
        return answered;
    }

    /// <summary>Sends whenever there is something to send, until it is cancelled. Begins with what was left by the process before.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await RunAsync(cancellationToken);
            await runtime.Calls.RungAsync(cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private List<HttpCallRow> Claim(Turn turn)
    {
        var now = runtime.Now;
        var calls = turn.Read(
            "select id, instance_id, bookmark, method, url, request, attempts from http_calls where claimed_until is null or claimed_until <= @now order by created_at limit @most",
            row => new HttpCallRow
            {
                Id = row.GetString(0),
                InstanceId = row.GetString(1),
                Bookmark = row.GetInt32(2),
                Method = row.GetString(3),
                Url = row.GetString(4),
                Request = row.GetFieldValue<byte[]>(5),
                Attempts = row.GetInt32(6),
            },
            now,
            options.MostAtOnce);
        foreach (var call in calls)
            turn.Execute("update http_calls set claimed_until = @until, attempts = attempts + 1 where id = @id", now + (2 * options.Timeout), call.Id);
        return calls;
    }

    private async Task SendAsync(HttpCallRow call, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(call, cancellationToken);
        await runtime.Writer.WriteAsync(
            turn =>
            {
                // Not there: it was answered by another attempt, or the instance no longer waits.
                if (turn.Execute("delete from http_calls where id = @id", call.Id) == 1)
                    runtime.Stepping.Answer(turn, call.InstanceId, call.Bookmark, answer, runtime.Now);
            },
            cancellationToken);
    }

    private async Task<ObjectValue> ExchangeAsync(HttpCallRow call, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(options.Timeout, TimeProvider.System); // how long others take is not the workflow's time
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(
                (address, method, isSameHost) => HttpExchange.Request(call, address, method, isSameHost), new Uri(call.Url), new HttpMethod(call.Method), either.Token);
            return await HttpExchange.AnswerAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HttpExchange.Failure("timeout", $"{call.Url} did not answer within {options.Timeout.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (Refusal(exception) is { } refusal)
        {
            return HttpExchange.Failure("refused", refusal.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or FormatException or InvalidOperationException)
        {
            return HttpExchange.Failure("connect", $"{call.Url} cannot be reached: {exception.Message}");
        }
    }

    /// <summary>The client wraps what its connecting throws.</summary>
    private static RefusedAddressException? Refusal(Exception exception) => exception as RefusedAddressException ?? exception.InnerException as RefusedAddressException;
}
