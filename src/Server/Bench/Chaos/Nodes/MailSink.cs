using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IqWorkflows.Server.Bench.Chaos.Nodes;

/// <summary>A mail server that is slow, says no, or cuts the line before or after it has taken a mail. It remembers what it took.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Random _random;
    private readonly Task _accepting;

    /// <param name="seed">Chooses what becomes of each mail.</param>
    public MailSink(int seed)
    {
        _random = new Random(seed);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    private enum Fate
    {
        Taken,
        Slow,
        Later,
        Refused,
        CutBefore,
        CutAfter,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Message-IDs, as often as each was taken, whether anybody heard of it or not.</summary>
    public ConcurrentBag<string> Taken { get; } = [];

    /// <summary>Whether it takes everything at once from now on.</summary>
    public bool IsCalm { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token));
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 here");
            await HearAsync(reader, writer, Choose());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The sender died.
        }
    }

    private async Task HearAsync(StreamReader reader, StreamWriter writer, Fate fate)
    {
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "MAIL" when fate == Fate.Later:
                    await writer.WriteLineAsync("451 later");
                    break;
                case "RCPT" when fate == Fate.Refused:
                    await writer.WriteLineAsync("550 no");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (!await TakeAsync(reader, fate))
                        return;
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    return;
                default:
                    await writer.WriteLineAsync("250 well");
                    break;
            }
        }
    }

    /// <returns>Whether the sender hears that it was taken.</returns>
    private async Task<bool> TakeAsync(StreamReader reader, Fate fate)
    {
        string? id = null;
        for (var lines = 0; await reader.ReadLineAsync(_end.Token) is { } line; lines++)
        {
            if (fate == Fate.CutBefore && lines == 3)
                return false;
            if (line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                id ??= line["Message-ID:".Length..].Trim();
            if (line != ".")
                continue;
            if (fate == Fate.Slow)
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, _end.Token);
            Taken.Add(id ?? "a mail without an id");
            return fate != Fate.CutAfter;
        }
        return false; // it broke off before the end: nothing was handed over
    }

    private Fate Choose()
    {
        lock (_random)
        {
            return IsCalm ? Fate.Taken : _random.Next(20) switch
            {
                0 => Fate.Slow,
                1 => Fate.Later,
                2 => Fate.Refused,
                3 => Fate.CutBefore,
                4 => Fate.CutAfter,
                _ => Fate.Taken,
            };
        }
    }
}
