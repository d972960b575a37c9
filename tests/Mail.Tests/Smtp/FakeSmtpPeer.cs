using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>A mail server that behaves as it is told, well or badly, at any place of the dialogue: greeting, EHLO, MAIL, RCPT, DATA, body (in its midst), end (after the final dot).</summary>
internal sealed class FakeSmtpPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    // Read by the test while the peer still writes: the sender's last word comes after its delivery is settled.
    private readonly ConcurrentQueue<string> _protected = [];
    private readonly ConcurrentQueue<string> _commands = [];
    private readonly ConcurrentQueue<string> _messages = [];

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

    /// <summary>With it, it offers STARTTLS, and whoever has no protected connection gets no further; null: it knows none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who may send, as it is said with AUTH PLAIN; null: anybody.</summary>
    public string? Credentials { get; init; }

    /// <summary>Commands that came over a protected connection.</summary>
    public IReadOnlyList<string> Protected => [.. _protected];

    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>Messages it has taken whole, as they came.</summary>
    public IReadOnlyList<string> Messages => [.. _messages];

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
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException)
            {
                // The caller went away, or the test is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream open)
    {
        if (!await AnswerAsync(open, "greeting", "220 fake") || !await ListenAsync(open, isProtected: false))
            return;
        await AnswerAsync(open, "STARTTLS", "220 go on");
        await using var hidden = new SslStream(open);
        await hidden.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        await ListenAsync(hidden, isProtected: true);
    }

    /// <returns>Whether a protected connection is wanted.</returns>
    private async Task<bool> ListenAsync(Stream stream, bool isProtected)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var able = (Certificate is not null && !isProtected ? "STARTTLS|" + Able : Able).Split('|', StringSplitOptions.RemoveEmptyEntries);
        while (await reader.ReadLineAsync(_stop.Token) is { } command)
        {
            _commands.Enqueue(command);
            if (isProtected)
                _protected.Enqueue(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            if (verb == "STARTTLS" && Certificate is not null)
                return true;
            var usual = verb switch
            {
                "EHLO" => string.Concat(able.Prepend("fake").Select((line, i) => i < able.Length ? $"250-{line}\r\n" : $"250 {line}")),
                "AUTH" when Credentials is not null && command != "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials)) => "535 who are you?",
                "AUTH" => "235 welcome",
                _ when Certificate is not null && !isProtected => "530 begin with STARTTLS",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (!await AnswerAsync(stream, verb, usual))
                return false;
            if (verb == "DATA" && !Replies.ContainsKey("DATA") && !await TakeAsync(reader, stream))
                return false;
        }
        return false;
    }

    private async Task<bool> TakeAsync(StreamReader reader, Stream stream)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (ClosesAt == "body")
                return false;
            if (line == ".")
            {
                if (!Replies.ContainsKey("end"))
                    _messages.Enqueue(message.ToString());
                return await AnswerAsync(stream, "end", "250 taken");
            }
            message.Append(line).Append("\r\n");
        }
        return false;
    }

    private async Task<bool> AnswerAsync(Stream stream, string place, string usual)
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
