using System.Globalization;
using IqWorkflows.Storage.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>A SQLite file, whatever the test run is on.</summary>
    public static TestDatabase OnFile() => new(new TempFile(), null, null);

    /// <summary>One on the PostgreSQL server of the test run.</summary>
    public static TestDatabase OnPostgres()
    {
        _ = s_template.Value;
        return new TestDatabase(null, PostgresServer.Shared, Make(PostgresServer.Shared, Template));
    }

    /// <summary>Runs statements in it, as its owner.</summary>
    public object? Ask(string sql) => (_server ?? throw new InvalidOperationException("This database is a file.")).Ask(sql, _name!); // has both

    /// <summary>One on a server of its own, without anything in it.</summary>
    public static TestDatabase Empty(PostgresServer server) => new(null, server, Make(server, "template1"));

    /// <summary>What the database says when it cannot be written.</summary>
    public static Exception Gone() => IsPostgres ? new NpgsqlException("The server is gone.") : new SqliteException("The disk is gone.", 10);

    /// <summary>Every row of every table, as text.</summary>
    public static List<string> Rows(Database database)
    {
        using var db = database.Contexts.CreateDbContext();
        db.Database.OpenConnection();
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Where(table => table != "nodes").Order(StringComparer.Ordinal)) // every type is a table; which group was last is nobody's business
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from {table} order by 1, 2";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add($"{table}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)))}");
        }
        return rows;
    }

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
        // A copy of the files takes a tenth of the time; older servers do nothing else.
        server.Ask($"create database {name} template {template}{(server.Version >= 15 ? " strategy file_copy" : "")}");
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

