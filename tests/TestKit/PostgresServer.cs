using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IqWorkflows.TestKit;

/// <summary>A PostgreSQL server of the test run's own: on a port that was free, in a folder that nobody else has, gone with the process however that ends.</summary>
/// <remarks>
/// It does not wait for the disk: what is tested is what happens when servers, connections and nodes die, which loses nothing that was written; only a machine
/// that loses its power would. Its language is German by rules of the ICU, so that whoever relies on the server's own order of letters is found out.
/// </remarks>
public sealed class PostgresServer : IDisposable
{
    private const string Folders = "/usr/lib/postgresql";
    private const string Owner = "iqw";

    private static readonly string? s_programs = !Directory.Exists(Folders) ? null : Directory.EnumerateDirectories(Folders)
        .Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderByDescending(bin => bin, StringComparer.Ordinal).FirstOrDefault();
    private static readonly Lazy<PostgresServer> s_shared = new(() => Start());

    private readonly string _folder;
    private readonly string _settings;
    private Process _process;

    private PostgresServer(string folder, int port, string settings)
    {
        _folder = folder;
        _settings = settings;
        Port = port;
        _process = Run();
    }

    /// <summary>Why there can be none here; null: there can.</summary>
    public static string? WhyNot { get; } = s_programs is null ? $"PostgreSQL's server is not there: apt-get install postgresql (looked in {Folders}/*/bin)" : null;

    /// <summary>The one that all tests of this process use who do not break it.</summary>
    public static PostgresServer Shared => s_shared.Value;

    public int Port { get; }

    /// <summary>The first number of its version.</summary>
    public int Version => field == 0 ? field = Convert.ToInt32(Ask("select current_setting('server_version_num')::int / 10000"), CultureInfo.InvariantCulture) : field;

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Another one.</summary>
    /// <param name="settings">More of the server's settings, as on its command line.</param>
    public static PostgresServer Start(string settings = "")
    {
        if (WhyNot is { } reason)
            throw new InvalidOperationException(reason);
        var folder = Path.Combine(Path.GetTempPath(), $"iqw-pg-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}");
        // The server refuses to run as root.
        Call(IsRoot ? $"install -d -m 700 -o postgres {folder}" : $"install -d -m 700 {folder}");
        Call(As($"{s_programs}/initdb -D {folder}/data -U {Owner} --auth=trust --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=de --no-sync"));
        // One role must say a password, so that a wrong one can be tried.
        Call(As($"sed -i 1ihost{'\t'}all{'\t'}keyed{'\t'}127.0.0.1/32{'\t'}scram-sha-256 {folder}/data/pg_hba.conf"));
        var server = new PostgresServer(folder, FreePort(), settings);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    /// <summary>How to reach a database on it.</summary>
    public string ConnectionString(string database, string more = "") => $"Host=127.0.0.1;Port={Port};Username={Owner};Database={database};{more}";

    /// <summary>Runs a statement as the server's owner.</summary>
    public object? Ask(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(ConnectionString(database, "Pooling=false;Command Timeout=60"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>It falls dead where it stands, and is started again.</summary>
    public void Crash()
    {
        Call(As($"{s_programs}/pg_ctl stop -D {_folder}/data -m immediate -w"));
        _process.WaitForExit();
        _process.Dispose();
        _process = Run();
    }

    public void Dispose()
    {
        try
        {
            if (_process.HasExited)
                return;
            _process.StandardInput.Close();
            _process.WaitForExit(TimeSpan.FromSeconds(20));
        }
        catch (InvalidOperationException)
        {
            // It was disposed of before.
        }
    }

    private Process Run()
    {
        // Whoever holds the server waits for our end, however it comes, stops it and removes its folder.
        var command = $"""
            trap '' INT TERM HUP
            exec 3<&0
            {s_programs}/postgres -D {_folder}/data -p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB -c max_locks_per_transaction=256 {_settings} >{_folder}/log 2>&1 3<&- &
            server=$!
            (read -r _ <&3; touch {_folder}/ended; kill -INT $server) &
            reader=$!
            wait $server
            kill -KILL $reader 2>/dev/null
            [ ! -e {_folder}/ended ] || rm -rf {_folder}
            """;
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true };
        if (IsRoot)
        {
            start.FileName = "runuser";
            foreach (var part in (string[])["-u", "postgres", "--", "bash"])
                start.ArgumentList.Add(part);
        }
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        var process = Process.Start(start) ?? throw new InvalidOperationException("bash was not started.");
        for (var tries = 0; ; tries++)
        {
            try
            {
                Ask("select 1");
                return process;
            }
            catch (NpgsqlException) when (tries < 300 && !process.HasExited)
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(100)); // until it takes connections
            }
        }
    }

    private static string As(string command) => IsRoot ? $"runuser -u postgres -- {command}" : command;

    private static void Call(string command)
    {
        var words = command.Split(' ');
        var start = new ProcessStartInfo(words[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{words[0]} was not started.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command}: {error}{output.Result}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
