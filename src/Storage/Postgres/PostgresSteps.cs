using System.Data;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Npgsql;

namespace IqWorkflows.Storage.Postgres;

/// <summary>The writer's connection to PostgreSQL. While a group of one node is under way, those of all others wait.</summary>
/// <remarks>
/// What needs no answer goes with what does: the beginning of a turn with what it reads first, what it writes with what it reads next or at its end. A turn that reads once and writes
/// ten rows costs two round trips, and a group two more.
/// </remarks>
internal sealed class PostgresSteps : StepConnection
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgresDialect _node;
    private readonly NpgsqlBatch _begin;
    private readonly NpgsqlBatch _endUnchanged;
    private readonly NpgsqlBatch _endChanged;
    private readonly UnsentStatements _unsent;
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private bool _isFirstTurn;
    private bool _isTurnOpen;
    private bool _isReading;
    // Of the turn: its savepoint, and what gives up that of the turn before and makes it; null when the group's beginning did. It goes with the turn's first statement.
    private int _turn;
    private UnsentStatements.Unsent? _start;
    private bool _isStarted;

    public PostgresSteps(NpgsqlConnection connection, PostgresDialect node, Database database)
        : base(database)
    {
        _connection = connection;
        _node = node;
        // Each statement sees what was committed when it began, hence what was committed before the lock was given to us.
        _begin = Prepared("begin isolation level read committed", $"select pg_advisory_xact_lock({PostgresDialect.GroupLock})", "select name, number from memories", PostgresDialect.AskTime, $"savepoint {Savepoint(0)}");
        _unsent = new UnsentStatements(connection, () => HasWritten = true);
        _endUnchanged = Prepared("commit");
        _endChanged = Ending([]);
        _endChanged.Prepare();
    }

    /// <summary>Whether anything was changed in the group under way.</summary>
    private bool HasWritten { get; set; }

    public override IReadOnlyList<string> Begin()
    {
        HasWritten = false;
        _seen.Clear();
        _unsent.Forget();
        using (var rows = _begin.ExecuteReader())
        {
            rows.NextResult(); // the lock gives a row, of nothing
            while (rows.Read())
                _seen.Add(rows.GetString(0), rows.GetInt64(1));
            rows.NextResult();
            if (rows.Read())
                _node.Clock.Set(PostgresDialect.Moment(rows.GetInt64(0)));
        }
        (_isFirstTurn, _isTurnOpen) = (true, false);
        (_turn, _start, _isStarted) = (0, null, true);
        return [.. _seen.Where(memory => memory.Value != _node.Known.GetValueOrDefault(memory.Key)).Select(memory => memory.Key)];
    }

    public override void BeginTurn()
    {
        if (_isFirstTurn)
        {
            // What others changed was seen to.
            foreach (var (name, number) in _seen)
                _node.Known[name] = number;
        }
        else
        {
            _isStarted = false;
        }
        (_isFirstTurn, _isTurnOpen) = (false, true);
    }

    public override void FinishTurn() => _unsent.Send();

    public override void UndoTurn()
    {
        _unsent.Forget();
        if (!_isStarted)
            return;
        if (_start is { IsSent: false })
        {
            // The server has not heard of it; the savepoint there is that of the turn before.
            _turn--;
            return;
        }
        // Were it not there, this would fail, and the group with it: what others did is never taken back unnoticed.
        using var undo = new NpgsqlCommand($"rollback to savepoint {Savepoint(_turn)}", _connection);
        undo.ExecuteNonQuery();
    }

    /// <summary>The savepoint ends with the next, or with the group.</summary>
    public override void EndTurn() => _isTurnOpen = false;

    public override void Commit(OutgoingNews news)
    {
        if (_isTurnOpen)
            throw new InvalidOperationException("A turn is still open.");
        if (!HasWritten && news.News.Count == 0 && news.Changed.Count == 0)
        {
            _endUnchanged.ExecuteNonQuery();
            return;
        }
        var group = _node.NextGroup();
        try
        {
            if (news.News.Count == 0 && news.Changed.Count == 0)
            {
                _endChanged.BatchCommands[0].Parameters[1].Value = group;
                _endChanged.ExecuteNonQuery();
            }
            else
            {
                CommitAndTell(news, group);
            }
        }
        catch (Exception exception) when (_node.IsUnavailable(exception) && _connection.State != ConnectionState.Open)
        {
            throw new CommitInDoubtException(group, exception);
        }
    }

    public override void Rollback()
    {
        if (_connection.State != ConnectionState.Open)
            return;
        try
        {
            using var rollback = new NpgsqlCommand("rollback", _connection);
            rollback.ExecuteNonQuery();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The connection is closed next, and the transaction goes with it.
        }
    }

    /// <summary>Sends a statement later, with others.</summary>
    public UnsentStatements.Unsent Later(NpgsqlBatchCommand command)
    {
        CheckNobodyReads();
        SendTurn();
        return _unsent.Add(command);
    }

    /// <summary>Sends a statement, and reads its rows: to the end before the next statement.</summary>
    public Reading Read(NpgsqlBatchCommand command)
    {
        CheckNobodyReads();
        SendTurn();
        var (batch, rows) = _unsent.Send(command);
        _isReading = true;
        return new Reading(this, batch, rows);
    }

    protected override Statement Prepare(string sql)
    {
        CheckNobodyReads();
        return new PostgresStatement(_connection, sql, this);
    }

    protected override void Close()
    {
        foreach (var batch in (NpgsqlBatch[])[_begin, _endUnchanged, _endChanged])
            batch.Dispose();
        _connection.Dispose();
    }

    /// <summary>Two names in turn, so that one turn's cannot be taken for another's.</summary>
    private static string Savepoint(int turn) => turn % 2 == 0 ? "even" : "odd";

    private void SendTurn()
    {
        if (_isStarted)
            return;
        _unsent.Add(new NpgsqlBatchCommand($"release savepoint {Savepoint(_turn)}"));
        _start = _unsent.Add(new NpgsqlBatchCommand($"savepoint {Savepoint(++_turn)}"));
        _isStarted = true;
    }

    private void CheckNobodyReads()
    {
        if (_isReading)
            throw new InvalidOperationException("A statement is being read; its rows must be read to the end before anything else runs.");
    }

    private void CommitAndTell(OutgoingNews news, long group)
    {
        using var batch = Ending([
            .. news.Changed.Select(name => new NpgsqlBatchCommand("insert into memories (name, number) values ($1, 1) on conflict (name) do update set number = memories.number + 1 returning name, number")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
            }),
            .. PostgresNews.Write(news.News, _node.NodeId).Select(text => new NpgsqlBatchCommand("select pg_notify($1, $2)")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = PostgresDialect.Channel }, new NpgsqlParameter<string> { TypedValue = text } },
            }),
        ]);
        batch.BatchCommands[0].Parameters[1].Value = group;
        var numbers = new List<(string Name, long Number)>();
        using (var rows = batch.ExecuteReader())
        {
            do
            {
                while (rows.FieldCount == 2 && rows.Read())
                    numbers.Add((rows.GetString(0), rows.GetInt64(1)));
            }
            while (rows.NextResult());
        }
        foreach (var (name, number) in numbers)
            _node.Known[name] = number; // what we changed ourselves, we know
    }

    /// <summary>The end of a group that has changed something: its number stands in the node's row, so that it can be found out whether it was saved.</summary>
    private NpgsqlBatch Ending(IEnumerable<NpgsqlBatchCommand> more)
    {
        var batch = new NpgsqlBatch(_connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into nodes (id, last_group, seen_at) values ($1, $2, (extract(epoch from clock_timestamp()) * 1000)::bigint)
            on conflict (id) do update set last_group = excluded.last_group, seen_at = excluded.seen_at
            """)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = _node.NodeId }, new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint, Value = 0L } },
        });
        foreach (var command in more)
            batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        return batch;
    }

    private NpgsqlBatch Prepared(params string[] texts)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var text in texts)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        batch.Prepare();
        return batch;
    }

    /// <summary>Rows being read. Ends with the reading.</summary>
    public readonly struct Reading(PostgresSteps steps, NpgsqlBatch batch, NpgsqlDataReader rows) : IDisposable
    {
        public NpgsqlDataReader Rows => rows;

        public void Dispose()
        {
            steps._isReading = false;
            rows.Close(); // how many rows were changed is told after the last row
            if (rows.RecordsAffected > 0)
                steps.HasWritten = true;
            rows.Dispose();
            batch.Dispose();
        }
    }
}
