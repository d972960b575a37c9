using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IqWorkflows.Server.Bench;

/// <summary>
/// The least a durable step can cost: prepared commands of the database driver that write the same rows into the same tables with the same
/// settings, as many in one transaction as the step writer took. It reads nothing and decides nothing.
/// </summary>
internal sealed class RawFloor : IDisposable
{
    private readonly DbConnection _connection;

    // Texts and names are constants, so the same text is the same object; comparing long texts would take as long as a short statement.
    private readonly Dictionary<object, DbCommand> _commands = new(ReferenceEqualityComparer.Instance);

    private RawFloor(DbConnection connection) => _connection = connection;

    public static async Task<RawFloor> OpenAsync(BenchStore store, CancellationToken cancellationToken)
    {
        (await store.OpenAsync(cancellationToken)).Dispose(); // for the schema
        return new RawFloor(store.Connect());
    }

    /// <summary>Writes what the start of an instance writes, once for each identity.</summary>
    public TimeSpan Start(RowSample started, IReadOnlyList<(string Id, string CorrelationId)> identities, int groupSize) => InGroups(identities, groupSize, identity =>
    {
        Insert("instances", started.Instance, identity.Id, identity.CorrelationId);
        Insert("steps", started.Steps[0], identity.Id, identity.CorrelationId);
        Open(started, identity);
    });

    /// <summary>Writes what the resume of an instance to its next wait writes.</summary>
    public TimeSpan Resume(RowSample before, RowSample after, IReadOnlyList<(string Id, string CorrelationId)> identities, int groupSize) => InGroups(identities, groupSize, identity =>
    {
        // Only what this step changes: naming the other columns would write their indexes again.
        Run(
            "update instances set sub_status = @p0, name = @p1, state = @p2, updated_at = @p3, steps = @p4 where id = @p5 and steps = @p6",
            after.Instance["sub_status"], after.Instance["name"], after.Instance["state"], after.Instance["updated_at"], after.Instance["steps"],
            identity.Id, before.Instance["steps"]);
        Insert("steps", after.Steps[^1], identity.Id, identity.CorrelationId);
        foreach (var bookmark in before.Bookmarks)
            Run("delete from bookmarks where instance_id = @p0 and number = @p1", identity.Id, bookmark["number"]);
        foreach (var timer in before.Timers)
            Run("delete from timers where instance_id = @p0 and bookmark = @p1", identity.Id, timer["bookmark"]);
        Open(after, identity);
    });

    /// <summary>Writes documents, one in each transaction.</summary>
    public TimeSpan Import(IReadOnlyList<object[]> rows) => InGroups(rows, 1, row => Run(
        """
        insert into definitions (id, definition_id, version, name, activity_type, is_latest, is_published, is_readonly, is_system, created_at, document)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
        """,
        row));

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private void Open(RowSample rows, (string Id, string CorrelationId) identity)
    {
        foreach (var bookmark in rows.Bookmarks)
            Insert("bookmarks", bookmark, identity.Id, identity.CorrelationId);
        foreach (var timer in rows.Timers)
            Insert("timers", timer, identity.Id, identity.CorrelationId);
    }

    private void Insert(string table, SampleRow row, string id, string correlationId)
    {
        var values = new object[row.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.Columns[i] switch
            {
                "id" or "instance_id" => id,
                "correlation_id" => correlationId,
                _ => row.Values[i],
            };
        }
        if (!_commands.TryGetValue(table, out var command))
            _commands.Add(table, command = Prepared($"insert into {table} ({string.Join(", ", row.Columns)}) values ({string.Join(", ", row.Columns.Select((_, i) => $"@p{i}"))})", values.Length));
        Run(command, values);
    }

    private void Run(string sql, params ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
            _commands.Add(sql, command = Prepared(sql, values.Length));
        Run(command, values);
    }

    private static void Run(DbCommand command, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private DbCommand Prepared(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (command is NpgsqlCommand npgsql)
        {
            NpgsqlCommandBuilder.DeriveParameters(npgsql); // their types, without which nothing can be prepared
            npgsql.Prepare();
            return command;
        }
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}", Value = DBNull.Value });
        return command;
    }

    private TimeSpan InGroups<T>(IReadOnlyList<T> items, int groupSize, Action<T> write)
    {
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < items.Count;)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var command in _commands.Values)
                command.Transaction = transaction;
            for (var end = Math.Min(items.Count, at + groupSize); at < end; at++)
            {
                write(items[at]);
            }
            transaction.Commit();
        }
        return watch.Elapsed;
    }
}
