using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IqWorkflows.Server.Mail;

/// <summary>An answer of a mail server.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">What stands behind them.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    public bool IsPermanent => Code >= 500;

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}".TrimEnd();
}

/// <summary>The connection ended, or what came over it is no SMTP.</summary>
internal sealed class SmtpBrokenException(string message) : IOException(message);

/// <summary>The line to a mail server: commands out, replies in, each within its time.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private const int MostLineLength = 2048;
    private const int MostLines = 100;

    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _from;
    private int _until;

    public async Task OpenAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        await WithinAsync(options.ConnectPatience, token => _client.ConnectAsync(options.Host, options.Port, token).AsTask(), cancellationToken);
        _client.NoDelay = true;
        _stream = _client.GetStream();
        if (options.Security == SmtpSecurity.Tls)
            await ProtectAsync(options, cancellationToken);
    }

    public async Task ProtectAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        if (_from < _until)
            throw new SmtpBrokenException("The mail server sent more before the connection was protected; somebody may be in between.");
        var protectedStream = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = protectedStream;
        var policy = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.AuthorityFile is { } file)
        {
            policy.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        }
        await WithinAsync(options.ConnectPatience, token => protectedStream.AuthenticateAsClientAsync(policy, token), cancellationToken);
    }

    public Task WriteAsync(ReadOnlyMemory<byte> octets, TimeSpan patience, CancellationToken cancellationToken) => WithinAsync(
        patience,
        async token =>
        {
            await _stream.WriteAsync(octets, token);
            await _stream.FlushAsync(token);
        },
        cancellationToken);

    public Task SayAsync(string command, TimeSpan patience, CancellationToken cancellationToken) => WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), patience, cancellationToken);

    public async Task<SmtpReply> HearAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        SmtpReply? reply = null;
        await WithinAsync(patience, async token => reply = await ReadReplyAsync(token), cancellationToken);
        return reply!; // set, or an exception was thrown
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || lines.Count >= MostLines)
                throw new SmtpBrokenException("What answers is no mail server.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(128);
        while (true)
        {
            if (_from == _until)
            {
                (_from, _until) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_until == 0)
                    throw new SmtpBrokenException("The mail server closed the connection.");
            }
            var octet = _buffer[_from++];
            if (octet == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(octet);
            if (line.Count > MostLineLength)
                throw new SmtpBrokenException("What answers is no mail server: its line does not end.");
        }
    }

    /// <summary>How long others take is real time, whatever the clock of the cases says.</summary>
    private static async Task WithinAsync(TimeSpan patience, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpBrokenException($"The mail server did not answer within {patience.TotalSeconds:0.#} seconds.");
        }
    }
}
