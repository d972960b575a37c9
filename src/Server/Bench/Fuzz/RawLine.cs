using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>A line to the server on which anything can be said, also what no client would let through.</summary>
internal sealed class RawLine(IPEndPoint server) : IDisposable
{
    private const int MostHeaders = 64 * 1024;
    private const int MostBody = 16 * 1024 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private Socket? _socket;
    private readonly byte[] _bytes = new byte[32 * 1024];
    private int _from;
    private int _until;

    /// <param name="request">All bytes of the request.</param>
    /// <param name="hasBody">Whether its answer has a body: one to HEAD has none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FuzzAnswer> AskAsync(byte[] request, bool hasBody, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        // A line that was kept open may have been closed by the server in the meantime; a new one was not.
        for (var isKept = _socket is not null; ; isKept = false)
        {
            try
            {
                if (await TryAskAsync(request, hasBody, patience.Token) is var answer && (answer.End != LineEnd.Closed || !isKept))
                    return answer;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                HangUp();
                return new FuzzAnswer(LineEnd.Silent, 0, [], "");
            }
        }
    }

    public void Dispose() => HangUp();

    private async Task<FuzzAnswer> TryAskAsync(byte[] request, bool hasBody, CancellationToken cancellationToken)
    {
        if (_socket is null)
        {
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(server, cancellationToken);
            (_from, _until) = (0, 0);
        }
        try
        {
            // Whoever is refused halfway is told so while still speaking: hear and speak at once.
            var sending = SendAsync(_socket, request, cancellationToken);
            var answer = await ReadAsync(hasBody, cancellationToken);
            if (sending.IsCompletedSuccessfully && answer.Header("Connection")?.Equals("close", StringComparison.OrdinalIgnoreCase) != true && answer.MediaType != "text/event-stream")
                return answer;
            HangUp();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return answer;
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException or ObjectDisposedException)
        {
            HangUp();
            return new FuzzAnswer(LineEnd.Closed, 0, [], "");
        }
    }

    private static async Task SendAsync(Socket socket, byte[] request, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request.AsMemory(sent), cancellationToken);
    }

    private async Task<FuzzAnswer> ReadAsync(bool hasBody, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = (await ReadLineAsync(cancellationToken)).Split(' ', 3);
            if (status.Length < 2 || !int.TryParse(status[1], CultureInfo.InvariantCulture, out var code))
                throw new EndOfStreamException();
            var headers = new List<(string, string)>();
            while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers.Add(colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim()));
            }
            if (code is >= 100 and < 200 && code != 101)
                continue;
            var head = new FuzzAnswer(LineEnd.Answered, code, headers, "");
            return hasBody && code is not (101 or 204 or 304) ? head with { Body = await ReadBodyAsync(head, cancellationToken) } : head;
        }
    }

    private async Task<string> ReadBodyAsync(FuzzAnswer head, CancellationToken cancellationToken)
    {
        if (head.Header("Content-Length") is { } said)
            return await ReadAsync(int.Parse(said, CultureInfo.InvariantCulture), cancellationToken);
        var body = new StringBuilder();
        if (head.Header("Transfer-Encoding") is null)
            return "";
        while (int.TryParse(await ReadLineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size) && body.Length + size <= MostBody)
        {
            body.Append(await ReadAsync(size, cancellationToken));
            await ReadLineAsync(cancellationToken);
            if (size == 0 || head.MediaType == "text/event-stream")
                break; // a stream never ends; its beginning is enough
        }
        return body.ToString();
    }

    private async Task<string> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(count);
        while (text.Length < count)
        {
            if (_from == _until)
                await FillAsync(cancellationToken);
            var taken = Math.Min(count - text.Length, _until - _from);
            text.Append(Encoding.Latin1.GetString(_bytes, _from, taken));
            _from += taken;
        }
        return text.ToString();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < MostHeaders)
        {
            if (_from == _until)
                await FillAsync(cancellationToken);
            var one = (char)_bytes[_from++];
            if (one == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(one);
        }
        throw new EndOfStreamException();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var count = await (_socket ?? throw new EndOfStreamException()).ReceiveAsync(_bytes.AsMemory(), cancellationToken);
        if (count == 0)
            throw new EndOfStreamException();
        (_from, _until) = (0, count);
    }

    private void HangUp()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
