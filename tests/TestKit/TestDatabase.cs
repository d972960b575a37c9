using System.Globalization;
using IqWorkflows.Storage.Databases;
using Npgsql;

namespace IqWorkflows.TestKit;

/// <summary>A database that one test has for itself. With <c>IQ_TEST_DATABASE=postgres</c> in the environment it is one on a PostgreSQL server, else a SQLite file.</summary>
public sealed class TestDatabase : IDisposable
{
    private const string Template = "iqw_template";

    private static readonly Lazy<bool> s_template = new(MakeTemplate);
    private static int s_last;

    private readonly TempFile? _file;
    private readonly string? _name;
    private readonly PostgresServer? _server;

    private TestDatabase(TempFile? file, PostgresServer? server, string? name)
    {
        _file = file;
        _server = server;
        _name = name;
    }

    /// <summary>Whether tests that say nothing of the database run on PostgreSQL.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("IQ_TEST_DATABASE") switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new InvalidOperationException($"IQ_TEST_DATABASE is {other}; it must be sqlite or postgres."),
    };

    /// <summary>The file.</summary>
    public string Path => _file?.Path ?? throw new InvalidOperationException("This database is no file.");

    /// <summary>The connection.</summary>
    public string ConnectionString => _server?.ConnectionString(_name!) ?? throw new InvalidOperationException("This database is a file."); // has both

    /// <summary>One of the kind that the test run is on.</summary>
    public static TestDatabase New() => IsPostgres ? OnPostgres() : new TestDatabase(new TempFile(), null, null);

    /// <summary>One on the PostgreSQL server of the test run.</summary>
    public static TestDatabase OnPostgres()
    {
        _ = s_template.Value;
        return new TestDatabase(null, PostgresServer.Shared, Make(PostgresServer.Shared, Template));
    }

    /// <summary>One on a server of its own, without anything in it.</summary>
    public static TestDatabase Empty(PostgresServer server) => new(null, server, Make(server, "template1"));

    /// <summary>Opens it; on PostgreSQL also a second time at once, as another node.</summary>
    public async Task<Database> OpenAsync() => _file is not null
        ? await Database.OpenFileAsync(_file.Path, keepsConnections: false, CancellationToken.None)
        : await Database.OpenPostgresAsync(ConnectionString, CancellationToken.None);

    public void Dispose()
    {
        _file?.Dispose();
        _server?.Ask($"drop database if exists {_name} with (force)");
    }

    private static string Make(PostgresServer server, string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"iqw_{Interlocked.Increment(ref s_last)}");
        server.Ask($"create database {name} template {template}");
        return name;
    }

    private static bool MakeTemplate()
    {
        var server = PostgresServer.Shared;
        server.Ask($"create database {Template}");
        Database.OpenPostgresAsync(server.ConnectionString(Template, "Pooling=false"), CancellationToken.None).GetAwaiter().GetResult().Dispose();
        return true;
    }
}

