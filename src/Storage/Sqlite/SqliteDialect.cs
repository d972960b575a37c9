using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace IqWorkflows.Storage.Sqlite;

/// <summary>One SQLite file, or the memory of this process.</summary>
/// <param name="connectionString">The file, or the name in memory.</param>
/// <param name="claim">Keeps the file to this process.</param>
/// <param name="keptOpen">Keeps what is in memory; null for a file.</param>
internal sealed class SqliteDialect(string connectionString, FileClaim? claim, SqliteConnection? keptOpen) : Dialect
{
    // Kibibytes of each connection: with the usual two thousand, most of a large database's index pages were read again and again.
    private static readonly ReaderPragma s_onDisk = new("pragma cache_size = -8192");

    // Connections to one database in memory lock each other out by table, where a file's readers see the last commit. Readers in memory therefore do not wait.
    private static readonly ReaderPragma s_inMemory = new("pragma read_uncommitted = 1");

    public SqliteConnection? KeptOpen => keptOpen;

    public override bool IsShared => false;

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(connectionString).AddInterceptors(keptOpen is null ? s_onDisk : s_inMemory);

    public override StepConnection OpenForWriting(Database database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = database.WriteTimeoutSeconds }.ToString());
        connection.Open();
        using var settings = connection.CreateCommand();
        // FULL: a commit is on the disk before anybody hears of it. The write-ahead log lets readers go on meanwhile. Temporary things in
        // memory: each savepoint keeps the pages it changes as they were, and would after the sixteenth do so in a file. What is deleted within
        // a page that is written anyway is overwritten, so that no name stays behind in an index that a case has left.
        settings.CommandText = keptOpen is null
            ? "pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -65536; pragma wal_autocheckpoint = 4000; pragma secure_delete = fast;"
            : "pragma journal_mode = memory; pragma synchronous = off;";
        settings.ExecuteNonQuery();
        // Where a column of a partial index's condition is compared with a parameter, SQLite would otherwise plan the statement anew each time a value is given.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        return new SqliteSteps(connection, database);
    }

    public override bool IsUnavailable(Exception exception) => exception is SqliteException { SqliteErrorCode: var code }
        // busy, locked, out of memory, read-only, interrupted, input or output error, corrupt, full, cannot open, not a database
        && code is 5 or 6 or 7 or 8 or 9 or 10 or 11 or 13 or 14 or 26;

    public override void Dispose()
    {
        keptOpen?.Dispose();
        claim?.Dispose();
    }
}
