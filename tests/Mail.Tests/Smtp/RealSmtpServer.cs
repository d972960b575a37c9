using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;

namespace IqWorkflows.Mail.Tests.Smtp;

/// <summary>OpenSMTPD on a free port of this machine, which keeps every mail for anybody in a folder.</summary>
[UnsupportedOSPlatform("windows")] // tests that use it are skipped there
internal sealed class RealSmtpServer : IAsyncDisposable
{
    /// <summary>Also the collection of the tests that need it: there is one on a machine.</summary>
    public const string Program = "/usr/sbin/smtpd";

    private readonly string _folder;
    private readonly Process _process;
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    private RealSmtpServer(string folder, Process process, int port)
    {
        (_folder, _process, Port) = (folder, process, port);
        // Read at once: a server whose pipe is full takes no more mails.
        _process.ErrorDataReceived += (_, line) => _ = line.Data is null ? _said.Writer.TryComplete() : _said.Writer.TryWrite(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public int Port { get; }

    /// <summary>Why it cannot be started here; null when it can.</summary>
    public static string? WhyNot { get; } =
        !File.Exists(Program) ? "OpenSMTPD is not installed; on Debian: apt-get install opensmtpd"
        : Environment.UserName != "root" ? "OpenSMTPD needs root"
        : Process.GetProcessesByName("smtpd").Length > 0 ? "another OpenSMTPD is running on this machine"
        : null;

    public static async Task<RealSmtpServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("iq-smtpd").FullName;
        var port = FreePort();
        // Whoever delivers is nobody, and must reach the folder.
        File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(folder, "mails")).FullName, (UnixFileMode)Convert.ToInt32("777", 8));
        var configuration = Path.Combine(folder, "smtpd.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            table users { "@" = "nobody" }
            listen on 127.0.0.1 port {{port}}
            action "keep" maildir "{{folder}}/mails" virtual <users>
            match from any for any action "keep"

            """);
        File.SetUnixFileMode(configuration, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var process = Process.Start(new ProcessStartInfo(Program, ["-d", "-f", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!; // the program is there
        var server = new RealSmtpServer(folder, process, port);
        await server.UntilSaidAsync("starting");
        await server.UntilListeningAsync();
        return server;
    }

    /// <summary>Waits until that many mails were delivered and reads them.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await UntilSaidAsync("stat=Delivered");
        return [.. Directory.EnumerateFiles(Path.Combine(_folder, "mails", "new")).Select(file => ReceivedMail.Read(File.ReadAllBytes(file)))];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UntilSaidAsync(string words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await foreach (var line in _said.Reader.ReadAllAsync(patience.Token))
        {
            if (line.Contains(words, StringComparison.Ordinal))
                return;
        }
        throw new InvalidOperationException($"OpenSMTPD ended without saying \"{words}\".");
    }

    private async Task UntilListeningAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}

/// <summary>A test that needs a real mail server; where there is none it is skipped and says why.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class RealSmtpFactAttribute : FactAttribute
{
    public RealSmtpFactAttribute() => Skip = RealSmtpServer.WhyNot;
}
