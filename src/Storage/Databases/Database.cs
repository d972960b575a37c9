using System.Data.Common;
using IqWorkflows.Storage.Postgres;
using IqWorkflows.Storage.Sqlite;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IqWorkflows.Storage.Databases;

/// <summary>Where everything is kept: one SQLite file, the memory of this process, or a PostgreSQL database that several nodes share.</summary>
public sealed class Database : IDisposable
{
    private static readonly Lazy<SqliteConnection> s_emptySchema = new(BuildEmptySchema);

    private readonly Dialect _dialect;

    private Database(Dialect dialect)
    {
        _dialect = dialect;
        var options = new DbContextOptionsBuilder<IqDb>();
        dialect.Configure(options);
        Contexts = new ContextFactory(options.Options);
    }

    /// <summary>Contexts for reading, and for migrations. What must be saved goes through the step writer.</summary>
    public IDbContextFactory<IqDb> Contexts { get; }

    /// <summary>Whether other processes may have it open at the same time, and work on what is due like this one.</summary>
    public bool IsShared => _dialect.IsShared;

    /// <summary>The time that all nodes go by, whatever their machines' clocks say: that of the database's server. Null where the database is not shared.</summary>
    public TimeProvider? Clock => _dialect.Clock;

    /// <summary>Called before each statement of the writer, with its text; a test lets the disk fail here, a rehearsal the process end.</summary>
    public Action<string>? BeforeStatement { get; set; }

    /// <summary>Whether writers of it take no turn by themselves, only when they are told to: a simulation decides which one is next, and how many turns share a commit.</summary>
    internal bool WritesByHand { get; init; }

    /// <summary>How long the writer waits for a file that another program holds (a backup tool, say). Within a group it may itself stand still for so long, and for those of other nodes it waits three times as long.</summary>
    internal int WriteTimeoutSeconds { get; set; } = 10;

    /// <summary>How long it is looked for what became of a commit whose answer was lost.</summary>
    internal TimeSpan DoubtPatience { get; set; } = TimeSpan.FromSeconds(30);

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
            var database = new Database(new SqliteDialect(connectionString, claim, null));
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

    /// <summary>Opens a database on a PostgreSQL server, beside other nodes that have it open, and brings its schema up to date.</summary>
    /// <param name="connectionString">As Npgsql writes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DatabaseUnusableException">It cannot be used; the message says why and what to do, and names no password.</exception>
    public static async Task<Database> OpenPostgresAsync(string connectionString, CancellationToken cancellationToken)
    {
        var dialect = await PostgresDialect.OpenAsync(connectionString, cancellationToken);
        try
        {
            var database = new Database(dialect);
            await dialect.MigrateAsync(database.Contexts, cancellationToken);
            return database;
        }
        catch
        {
            dialect.Dispose();
            throw;
        }
    }

    /// <summary>A database that lives as long as this object. The same code and the same schema as a file's, only nothing is durable.</summary>
    /// <param name="name">Tells it from others in this process.</param>
    public static Database InMemory(string name) => InMemory(name, byHand: false);

    internal static Database InMemory(string name, bool byHand)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared, Pooling = false }.ToString();
        var keptOpen = new SqliteConnection(connectionString);
        keptOpen.Open();
        lock (s_emptySchema)
            s_emptySchema.Value.BackupDatabase(keptOpen);
        return new Database(new SqliteDialect(connectionString, null, keptOpen)) { WritesByHand = byHand };
    }

    /// <summary>Writes everything that is in memory to a file, which is then a database like any other.</summary>
    /// <param name="path">The file; there must be none yet.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        var from = (_dialect as SqliteDialect)?.KeptOpen ?? throw new InvalidOperationException("This database is not in memory: it is kept already.");
        if (File.Exists(path))
            throw new IOException($"There is a file {path} already.");
        await using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await to.OpenAsync(cancellationToken);
        from.BackupDatabase(to);
    }

    /// <summary>Hears what other nodes tell, until it is cancelled. Where the database is not shared, nobody tells anything.</summary>
    /// <param name="heard">Gets everything that others tell.</param>
    /// <param name="missed">Called when something may have been missed, also at the beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task HearAsync(Action<NodeNews> heard, Action missed, CancellationToken cancellationToken) => _dialect.HearAsync(heard, missed, cancellationToken);

    /// <summary>The connection of the step writer.</summary>
    internal StepConnection OpenForWriting() => _dialect.OpenForWriting(this);

    /// <summary>Whether this is the database saying that it cannot be read now, not that a question was wrong. Whoever writes is told by <see cref="DatabaseTroubleException"/> instead.</summary>
    public bool IsUnreadable(Exception exception) => exception is (DbException or RetryLimitExceededException) && _dialect.IsUnavailable(exception);

    /// <summary>Whether this says that the database as a whole cannot be written now, not that a statement was wrong.</summary>
    internal bool IsUnavailable(Exception exception) => _dialect.IsUnavailable(exception);

    /// <summary>Finds out what became of a group whose answer was lost.</summary>
    /// <returns>Null when the database does not answer for long.</returns>
    internal bool? WasCommitted(long group) => _dialect.WasCommitted(group, DoubtPatience);

    public void Dispose() => _dialect.Dispose();

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
