using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace IqWorkflows.Storage.Databases;

/// <summary>Where everything is kept: one SQLite file, or the memory of this process. What differs between databases is told here, and in the statement of the step writer.</summary>
public sealed class Database : IDisposable
{
    private static readonly Lazy<SqliteConnection> s_emptySchema = new(BuildEmptySchema);

    // Kibibytes of each connection: with the usual two thousand, most of a large database's index pages were read again and again.
    private static readonly ReaderPragma s_onDisk = new("pragma cache_size = -8192");

    // Connections to one database in memory lock each other out by table, where a file's readers see the last commit. Readers in memory therefore do not wait.
    private static readonly ReaderPragma s_inMemory = new("pragma read_uncommitted = 1");

    private readonly string _connectionString;
    private readonly FileClaim? _claim;
    private readonly SqliteConnection? _keptOpen;

    private Database(string connectionString, FileClaim? claim, SqliteConnection? keptOpen)
    {
        _connectionString = connectionString;
        _claim = claim;
        _keptOpen = keptOpen;
        Contexts = new ContextFactory(new DbContextOptionsBuilder<IqDb>().UseSqlite(connectionString).AddInterceptors(keptOpen is null ? s_onDisk : s_inMemory).Options);
    }

    /// <summary>Contexts for reading, and for migrations. What must be saved goes through the step writer.</summary>
    public IDbContextFactory<IqDb> Contexts { get; }

    /// <summary>Called before each statement of the writer; a test lets the disk fail here, a rehearsal the process end.</summary>
    public Action? BeforeStatement { get; set; }

    /// <summary>How long the writer waits for a file that another program holds (a backup tool, say).</summary>
    internal int WriteTimeoutSeconds { get; set; } = 10;

    /// <summary>Opens a file for this process alone, makes it if need be and brings its schema up to date.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="keepsConnections">Whether reading connections are kept for the next reader. Off where the file is deleted afterwards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DatabaseInUseException">Another process has it open.</exception>
    public static async Task<Database> OpenFileAsync(string path, bool keepsConnections, CancellationToken cancellationToken)
    {
        var claim = FileClaim.Take(path);
        try
        {
            var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = keepsConnections, DefaultTimeout = 10 }.ToString();
            var database = new Database(connectionString, claim, null);
            await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            return database;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>A database that lives as long as this object. The same code and the same schema as a file's, only nothing is durable.</summary>
    /// <param name="name">Tells it from others in this process.</param>
    public static Database InMemory(string name)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared, Pooling = false }.ToString();
        var keptOpen = new SqliteConnection(connectionString);
        keptOpen.Open();
        lock (s_emptySchema)
            s_emptySchema.Value.BackupDatabase(keptOpen);
        return new Database(connectionString, null, keptOpen);
    }

    /// <summary>Writes everything that is in memory to a file, which is then a database like any other.</summary>
    /// <param name="path">The file; there must be none yet.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        var from = _keptOpen ?? throw new InvalidOperationException("This database is a file already.");
        if (File.Exists(path))
            throw new IOException($"There is a file {path} already.");
        await using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await to.OpenAsync(cancellationToken);
        from.BackupDatabase(to);
    }

    /// <summary>The connection of the step writer.</summary>
    internal SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false, DefaultTimeout = WriteTimeoutSeconds }.ToString());
        connection.Open();
        using var settings = connection.CreateCommand();
        // FULL: a commit is on the disk before anybody hears of it. The write-ahead log lets readers go on meanwhile. Temporary things in
        // memory: each savepoint keeps the pages it changes as they were, and would after the sixteenth do so in a file. What is deleted within
        // a page that is written anyway is overwritten, so that no name stays behind in an index that a case has left.
        settings.CommandText = _keptOpen is null
            ? "pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -65536; pragma wal_autocheckpoint = 4000; pragma secure_delete = fast;"
            : "pragma journal_mode = memory; pragma synchronous = off;";
        settings.ExecuteNonQuery();
        // Where a column of a partial index's condition is compared with a parameter, SQLite would otherwise plan the statement anew each time a value is given.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        return connection;
    }

    /// <summary>Whether this says that the database as a whole cannot be written now, not that a statement was wrong.</summary>
    internal static bool IsUnavailable(Exception exception) => exception is SqliteException { SqliteErrorCode: var code }
        // busy, locked, out of memory, read-only, interrupted, input or output error, corrupt, full, cannot open, not a database
        && code is 5 or 6 or 7 or 8 or 9 or 10 or 11 or 13 or 14 or 26;

    public void Dispose()
    {
        _keptOpen?.Dispose();
        _claim?.Dispose();
    }

    // Migrating takes a hundred times longer than copying what it gave.
    private static SqliteConnection BuildEmptySchema()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var db = new IqDb(new DbContextOptionsBuilder<IqDb>().UseSqlite(connection).Options);
        db.Database.Migrate();
        return connection;
    }

    // EF's own pooled factory takes five milliseconds to make, which tests and the command line would pay for each of a thousand databases.
    private sealed class ContextFactory(DbContextOptions<IqDb> options) : IDbContextFactory<IqDb>
    {
        public IqDb CreateDbContext() => new(options);
    }
}
