using System.Data.Common;
using System.Globalization;
using System.Text;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IqWorkflows.Storage.Sqlite;

/// <summary>A statement on SQLite.</summary>
/// <remarks>
/// It speaks to SQLite itself: the driver's command looks up each parameter by its name and makes a reader and an enumerator at every run, which took a
/// step longer than its rows did.
/// </remarks>
internal sealed class SqliteStatement : Statement
{
    private const int MostOnStack = 128;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _parameters;
    private readonly SqliteRow _row;
    private bool _isRunning;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest), _database);
        if (!string.IsNullOrWhiteSpace(rest))
            throw new ArgumentException($"These are several statements; give each by itself: {sql}", nameof(sql));
        _parameters = raw.sqlite3_bind_parameter_count(_statement);
        _row = new SqliteRow(_statement);
    }

    public override RowCount Execute(ReadOnlySpan<object?> values)
    {
        Begin(values);
        try
        {
            while (Step())
            {
            }
            return new RowCount(raw.sqlite3_changes(_database));
        }
        finally
        {
            End();
        }
    }

    public override List<T> Read<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values)
    {
        Begin(values);
        try
        {
            var rows = new List<T>();
            while (Step())
                rows.Add(row(_row));
            return rows;
        }
        finally
        {
            End();
        }
    }

    public override T? First<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values)
        where T : default
    {
        Begin(values);
        try
        {
            return Step() ? row(_row) : default;
        }
        finally
        {
            End();
        }
    }

    public override void Dispose() => _statement.Dispose();

    private void Begin(ReadOnlySpan<object?> values)
    {
        if (_isRunning)
            throw new InvalidOperationException("The statement is being read; its rows must be read to the end before it runs again.");
        if (values.Length != _parameters)
            throw new ArgumentException($"The statement has {_parameters} parameters but was given {values.Length} values: {raw.sqlite3_sql(_statement).utf8_to_string()}", nameof(values));
        for (var i = 0; i < values.Length; i++)
            SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), _database);
        _isRunning = true;
    }

    /// <returns>Whether there is a row.</returns>
    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, _database);
        return code == raw.SQLITE_ROW;
    }

    private void End()
    {
        _isRunning = false;
        raw.sqlite3_reset(_statement); // says once more what the last step said
    }

    /// <summary>Moments are stored as UTC ticks and choices as text, as the mapping of <see cref="IqDb"/> says; days and ids as EF stores them.</summary>
    private int Bind(int index, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, index),
        string text => BindText(index, text),
        int number => raw.sqlite3_bind_int64(_statement, index, number),
        long number => raw.sqlite3_bind_int64(_statement, index, number),
        bool isSo => raw.sqlite3_bind_int64(_statement, index, isSo ? 1 : 0),
        DateTimeOffset moment => raw.sqlite3_bind_int64(_statement, index, moment.UtcTicks),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, index, 0), // no bytes at all would be null
        byte[] bytes => raw.sqlite3_bind_blob(_statement, index, bytes),
        double number => raw.sqlite3_bind_double(_statement, index, number),
        decimal amount => BindText(index, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        DateOnly day => BindText(index, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Guid id => BindText(index, id.ToString().ToUpperInvariant()),
        Enum choice => BindText(index, choice.ToString()),
        _ => throw new ArgumentException($"The database keeps no {value.GetType().Name}.", nameof(value)),
    };

    private int BindText(int index, string text)
    {
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_statement, index, text); // no bytes at all would be null
        if (text.Length > MostOnStack)
            return raw.sqlite3_bind_text(_statement, index, Encoding.UTF8.GetBytes(text).AsSpan());
        Span<byte> bytes = stackalloc byte[MostOnStack * 3];
        return raw.sqlite3_bind_text(_statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
