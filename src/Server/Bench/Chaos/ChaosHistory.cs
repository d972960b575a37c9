using System.Collections.Concurrent;
using System.Globalization;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>What a caller asked for.</summary>
internal enum Asked
{
    /// <summary>An errand started; its token is the correlation id.</summary>
    Start,

    /// <summary>An errand's task done; the token is the result.</summary>
    Task,

    /// <summary>An event for an errand; the token is the payload.</summary>
    Paper,

    /// <summary>An event that starts an instance; the token is the payload.</summary>
    Notice,

    /// <summary>A case opened, which writes a mail to its client; the token is the client's name, and the first part of the mail's address.</summary>
    Case,
}

/// <summary>A request with a token of its own, found again in whatever it caused.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Token">Unique.</param>
/// <param name="Errand">Correlation id of the errand it is about; empty for a notice or a case.</param>
internal sealed record ChaosRequest(Asked Asked, string Token, string Errand);

/// <summary>What callers sent and what was acknowledged, as they saw it. The other half of the truth is in the database.</summary>
internal sealed class ChaosHistory
{
    private readonly ConcurrentDictionary<string, ChaosRequest> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _acknowledged = new(StringComparer.Ordinal);

    private int _instances;

    /// <summary>Requests sent at least once, by token.</summary>
    public IReadOnlyDictionary<string, ChaosRequest> Sent => _sent;

    /// <summary>Tokens that were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>About how many instances were acknowledged: errands, their children, notices and procedures.</summary>
    public int Instances => _instances;

    public void Send(ChaosRequest request) => _sent.TryAdd(request.Token, request);

    /// <param name="token">The request's.</param>
    /// <param name="instanceId">The instance that the answer named; empty when it named none.</param>
    public void Acknowledge(string token, string instanceId)
    {
        // The last paper brings the child.
        if (_acknowledged.TryAdd(token, instanceId) && _sent[token] is { Asked: not Asked.Task } request && (request.Asked != Asked.Paper || IsLastPaper(token)))
            Interlocked.Increment(ref _instances);
    }

    /// <summary>What the answer named, or null when there was none.</summary>
    public string? AnswerTo(string token) => _acknowledged.GetValueOrDefault(token);

    /// <summary>Address of the client whose case a request opens.</summary>
    public static string AddressOf(string token) => $"{token}@client.example";

    /// <summary>Whether an errand got everything that it needs to come to its end.</summary>
    public bool IsComplete(string errand) =>
        _sent.Values.Count(request => request.Errand == errand && _acknowledged.ContainsKey(request.Token)) == 2 + ChaosDefinitions.Papers; // start and task

    private static bool IsLastPaper(string token) => token.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-paper-{ChaosDefinitions.Papers}"), StringComparison.Ordinal);
}
