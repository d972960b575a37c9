using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IqWorkflows.Server.Commands;
using Npgsql;

namespace IqWorkflows.Server.Bench;

/// <summary>A PostgreSQL server of the run's own, on a port that was free: to be ended and started at will, and gone with this process however that ends.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Folders = "/usr/lib/postgresql";
    private const string Owner = "iqw";

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    private static readonly string? s_programs = !Directory.Exists(Folders) ? null : Directory.EnumerateDirectories(Folders)
        .Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderByDescending(bin => bin, StringComparer.Ordinal).FirstOrDefault();

    private readonly string _folder;
    private readonly string _settings;
    private Process? _process;

    private PrivatePostgres(string folder, int port, string settings) => (_folder, Port, _settings) = (folder, port, settings);

    /// <summary>Why there can be none here; null: there can.</summary>
    public static string? WhyNot { get; } = s_programs is null ? $"PostgreSQL's server is not there: apt-get install postgresql (looked in {Folders}/*/bin)" : null;

    public int Port { get; }

    private static bool IsRoot => Environment.UserName == "root";

    /// <param name="parent">Folder below which it keeps everything.</param>
    /// <param name="waitsForDisk">Whether a commit is on the disk, as it must be where it is measured; processes that die lose nothing without it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PrivatePostgres> StartAsync(string parent, bool waitsForDisk, CancellationToken cancellationToken)
    {
        if (WhyNot is { } reason)
            throw new CommandRefusedException(reason);
        var folder = Path.Combine(parent, "postgres");
        if (IsRoot)
        {
            // The server refuses to run as root; whom it runs as must get there.
            await CallAsync(["chmod", "a+x", parent]);
            await CallAsync(["install", "-d", "-m", "700", "-o", "postgres", folder]);
            if (!await MayEnterAsync(folder))
                throw new CommandRefusedException($"The user postgres, as whom the PostgreSQL server of the run must run, may not enter {Printable.Of(parent)}. Name another folder with --data.");
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
        await CallAsync(AsOwner($"{s_programs}/initdb", "-D", $"{folder}/data", "-U", Owner, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));
        var server = new PrivatePostgres(folder, FreePort(), waitsForDisk ? "-c shared_buffers=256MB -c max_wal_size=4GB" : "-c fsync=off -c full_page_writes=off");
        await server.RunAsync(cancellationToken);
        return server;
    }

    /// <param name="port">Another port behind which it is; null: its own.</param>
    public string Connection(int? port = null) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Username={Owner};Database=postgres");

    public async Task<T?> AskAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Connection() + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is T answer ? answer : default;
    }

    /// <summary>Ends it and starts it again.</summary>
    /// <param name="isImmediate">Whether it falls dead where it stands; otherwise it breaks off what is under way and writes everything down.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RestartAsync(bool isImmediate, CancellationToken cancellationToken)
    {
        await EndAsync(isImmediate);
        await RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await EndAsync(isImmediate: true);
        _process?.Dispose();
    }

    private async Task EndAsync(bool isImmediate)
    {
        await CallAsync(AsOwner($"{s_programs}/pg_ctl", "stop", "-D", $"{_folder}/data", "-m", isImmediate ? "immediate" : "fast", "-w"));
        if (_process is not null)
            await _process.WaitForExitAsync(CancellationToken.None);
        _process?.Dispose();
        _process = null;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // Whoever holds the server waits for the end of this process, however it comes, and ends it, too. In a session of its own it does not hear Ctrl-C, of which it would die before its turn.
        var script = string.Create(CultureInfo.InvariantCulture, $"""
            trap '' INT TERM HUP
            exec 3<&0
            setsid {s_programs}/postgres -D {_folder}/data -p {Port} -k {_folder} -c listen_addresses=127.0.0.1 {_settings} -c max_connections=200 >>{_folder}/log 2>&1 3<&- &
            server=$!
            (read -r _ <&3; kill -INT $server) &
            reader=$!
            wait $server
            kill -KILL $reader 2>/dev/null
            """);
        var words = AsOwner("bash", "-c", script);
        _process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" }) ?? throw new InvalidOperationException("bash was not started.");
        while (true)
        {
            try
            {
                await AskAsync<int>("select 1", cancellationToken);
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited)
            {
                await Task.Delay(s_betweenLooks, TimeProvider.System, cancellationToken); // until it takes connections
            }
        }
    }

    private static async Task<bool> MayEnterAsync(string folder)
    {
        var words = AsOwner("test", "-x", folder);
        using var asking = Process.Start(new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = "/" }) ?? throw new InvalidOperationException($"{words[0]} was not started.");
        await asking.WaitForExitAsync();
        return asking.ExitCode == 0;
    }

    private static string[] AsOwner(params string[] words) => IsRoot ? ["runuser", "-u", "postgres", "--", .. words] : words;

    private static async Task CallAsync(string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })
            ?? throw new InvalidOperationException($"{words[0]} was not started.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', words)}: {error}{await output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
