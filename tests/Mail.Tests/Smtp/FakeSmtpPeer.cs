using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>A mail server that behaves as it is told, well or badly, at any place of the dialogue: greeting, EHLO, MAIL, RCPT, DATA, body (in its midst), end (after the final dot).</summary>
internal sealed class FakeSmtpPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public FakeSmtpPeer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    /// <summary>Answers that differ from the usual ones, by place.</summary>
    public Dictionary<string, string> Replies { get; } = [];

    /// <summary>Where it closes the connection.</summary>
    public string? ClosesAt { get; init; }

    /// <summary>Where it says nothing any more.</summary>
    public string? SilentAt { get; init; }

    /// <summary>What it says it is able to.</summary>
    public string Able { get; init; } = "";

    public List<string> Commands { get; } = [];

    /// <summary>Messages it has taken whole, as they came.</summary>
    public List<string> Messages { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The caller went away, or the test is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!await AnswerAsync(stream, "greeting", "220 fake"))
            return;
        while (await reader.ReadLineAsync(_stop.Token) is { } command)
        {
            Commands.Add(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            var usual = verb switch
            {
                "EHLO" => string.Concat(Able.Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend("fake").Select((line, i) => i < Able.Split('|', StringSplitOptions.RemoveEmptyEntries).Length ? $"250-{line}\r\n" : $"250 {line}")),
                "AUTH" => "235 welcome",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (!await AnswerAsync(stream, verb, usual))
                return;
            if (verb == "DATA" && !Replies.ContainsKey("DATA") && !await TakeAsync(reader, stream))
                return;
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (ClosesAt == "body")
                return false;
            if (line == ".")
            {
                if (!Replies.ContainsKey("end"))
                    Messages.Add(message.ToString());
                return await AnswerAsync(stream, "end", "250 taken");
            }
            message.Append(line).Append("\r\n");
        }
        return false;
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, string place, string usual)
    {
        if (ClosesAt == place)
            return false;
        if (SilentAt == place)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token); // until the test is over
            return false;
        }
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Replies.GetValueOrDefault(place, usual) + "\r\n"), _stop.Token);
        return true;
    }
}
