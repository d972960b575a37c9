using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IqWorkflows.Storage.Moving;

/// <summary>A table that was moved.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">How many rows it has, here as there.</param>
/// <param name="Checksum">Of all values of all rows in the order of their keys, here as there.</param>
/// <param name="Cleaned">In how many texts a letter was replaced that PostgreSQL cannot keep.</param>
public sealed record MovedTable(string Name, long Rows, string Checksum, int Cleaned);

/// <summary>Copies a SQLite database into one on a PostgreSQL server: all tables in one consistent read and one transaction, compared row by row before it ends. What is interrupted has done nothing.</summary>
public static class DatabaseMove
{
    /// <summary>Said of a database in PostgreSQL that was moved there, so that the move may be made again as long as no server has used it.</summary>
    private const string Mark = "moved here by iqw move";

    /// <summary>What belongs to nodes, of which a file has none.</summary>
    private static readonly string[] s_left = ["nodes", "memories", "job_claims", "http_answers"];

    /// <param name="file">The SQLite file.</param>
    /// <param name="connectionString">The database on the server.</param>
    /// <param name="isRehearsal">Whether a server may go on working on the file meanwhile. What it writes from now on is not in the copy.</param>
    /// <param name="settings">Settings that are kept beside a file, and in the database there.</param>
    /// <param name="moved">Is told each table.</param>
    /// <param name="cancellationToken">Gives up; the target is as it was.</param>
    /// <exception cref="DatabaseInUseException">A server works on the file.</exception>
    /// <exception cref="DatabaseUnusableException">The target cannot be used, has other data, or the copy is not the same.</exception>
    public static async Task RunAsync(string file, string connectionString, bool isRehearsal, IReadOnlyDictionary<string, string> settings, Action<MovedTable> moved, CancellationToken cancellationToken)
    {
        using var source = isRehearsal ? null : await Database.OpenFileAsync(file, keepsConnections: false, cancellationToken);
        using var target = await Database.OpenPostgresAsync(connectionString, cancellationToken);
        await using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await from.OpenAsync(cancellationToken);
        await using var reading = from.BeginTransaction(deferred: true);
        await CheckVersionAsync(from, target, cancellationToken);

        await using var to = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ToString());
        await to.OpenAsync(cancellationToken);
        await using var writing = await to.BeginTransactionAsync(cancellationToken);
        // No node writes meanwhile; one that is started now waits, and finds everything.
        await DoAsync(to, $"select pg_advisory_xact_lock({PostgresDialect.GroupLock})", cancellationToken);
        List<CopiedTable> tables = await TablesAsync(target, cancellationToken);
        await EmptyAsync(to, tables, cancellationToken);
        foreach (var table in tables)
        {
            var copied = await table.CopyAsync(from, to, cancellationToken);
            var found = await table.SumAsync(to, cancellationToken);
            if (found != (copied.Rows, copied.Checksum))
                throw new DatabaseUnusableException($"The copy of {table.Name} is not the same: {copied.Rows} rows here, {found.Rows} there. Nothing was kept.");
            await table.CountOnAsync(to, cancellationToken);
            moved(copied);
        }
        foreach (var (name, value) in settings)
        {
            await using var saving = new NpgsqlCommand("insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value", to) { Parameters = { new() { Value = name }, new() { Value = value } } };
            await saving.ExecuteNonQueryAsync(cancellationToken);
        }
        await DoAsync(to, $"comment on table nodes is '{Mark}'", cancellationToken);
        await writing.CommitAsync(cancellationToken);
        await DoAsync(to, "analyze", cancellationToken);
    }

    private static async Task<List<CopiedTable>> TablesAsync(Database target, CancellationToken cancellationToken)
    {
        await using var db = await target.Contexts.CreateDbContextAsync(cancellationToken);
        return [.. db.Model.GetEntityTypes().Select(type => new CopiedTable(type)).Where(table => !s_left.Contains(table.Name)).OrderBy(table => table.Name, StringComparer.Ordinal)];
    }

    /// <summary>A file of another version has other columns.</summary>
    private static async Task CheckVersionAsync(SqliteConnection from, Database target, CancellationToken cancellationToken)
    {
        await using var db = await target.Contexts.CreateDbContextAsync(cancellationToken);
        var there = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Order(StringComparer.Ordinal).ToList();
        await using var asking = from.CreateCommand();
        asking.CommandText = "select \"MigrationId\" from \"__EFMigrationsHistory\" order by 1";
        await using var rows = await asking.ExecuteReaderAsync(cancellationToken);
        var here = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
            here.Add(rows.GetString(0));
        if (!here.SequenceEqual(there, StringComparer.Ordinal))
            throw new DatabaseUnusableException("The file is of another version than this program. Start a server of this version on it once, stop it, and move then.");
    }

    /// <summary>Only what nobody has used is written over.</summary>
    private static async Task EmptyAsync(NpgsqlConnection to, List<CopiedTable> tables, CancellationToken cancellationToken)
    {
        var isMoved = await AskAsync(to, "select obj_description('nodes'::regclass, 'pg_class')", cancellationToken) is Mark;
        var isUsed = await AskAsync(to, "select exists (select 1 from nodes)", cancellationToken) is true;
        foreach (var table in tables)
        {
            if ((!isMoved || isUsed) && await AskAsync(to, $"select exists (select 1 from {table.Name})", cancellationToken) is true)
                throw new DatabaseUnusableException($"The database {to.Database} on {to.Host}:{to.Port} has data already ({table.Name}). Name an empty one.");
        }
        await DoAsync(to, "truncate " + string.Join(", ", tables.Select(table => table.Name)), cancellationToken);
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
