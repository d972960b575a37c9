using System.Data.Common;
using System.Text;
using IqWorkflows.Storage.Steps;
using Npgsql;
using NpgsqlTypes;

namespace IqWorkflows.Storage.Postgres;

/// <summary>A statement on PostgreSQL. The server says of which type each value must be, once; every value is given as that from then on, whatever kind of thing it is here.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly PostgresSteps _steps;
    private readonly string _text;
    private readonly string _numbered;
    private readonly NpgsqlDbType[] _types;
    private readonly bool _givesRows;

    public PostgresStatement(NpgsqlConnection connection, string sql, PostgresSteps steps)
    {
        _steps = steps;
        _text = sql;
        _numbered = Numbered(sql);
        _givesRows = sql.StartsWith("select", StringComparison.OrdinalIgnoreCase);
        if (!sql.Contains('@'))
        {
            _types = [];
            return;
        }
        using var command = new NpgsqlCommand(sql, connection);
        NpgsqlCommandBuilder.DeriveParameters(command);
        _types = [.. command.Parameters.Select(parameter => parameter.NpgsqlDbType)];
    }

    /// <summary>Is sent with what follows in the same turn, unless somebody wants to know what it changed.</summary>
    public override RowCount Execute(ReadOnlySpan<object?> values)
    {
        var later = _steps.Later(Command(values));
        return _givesRows ? new RowCount(later.Send()) : new RowCount(later.Send);
    }

    public override List<T> Read<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values)
    {
        using var reading = _steps.Read(Command(values));
        var list = new List<T>();
        while (reading.Rows.Read())
            list.Add(row(reading.Rows));
        return list;
    }

    public override T? First<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values)
        where T : default
    {
        using var reading = _steps.Read(Command(values));
        return reading.Rows.Read() ? row(reading.Rows) : default;
    }

    public override void Dispose()
    {
        // What the server keeps of it goes with the connection.
    }

    private NpgsqlBatchCommand Command(ReadOnlySpan<object?> values)
    {
        if (values.Length != _types.Length)
            throw new ArgumentException($"The statement has {_types.Length} parameters but was given {values.Length} values: {_text}", nameof(values));
        var command = new NpgsqlBatchCommand(_numbered);
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = _types[i], Value = PostgresValue.Of(values[i], _types[i]) });
        return command;
    }

    /// <summary>The same with numbers in the place of names, in the order in which the names first appear; the driver need not look for them again.</summary>
    private static string Numbered(string sql)
    {
        var text = new StringBuilder(sql.Length);
        var names = new List<string>();
        var isQuoted = false;
        var end = sql.AsSpan().TrimEnd().TrimEnd(';').Length;
        for (var i = 0; i < end; i++)
        {
            if (sql[i] == '\'')
                isQuoted = !isQuoted;
            if (!isQuoted && sql[i] == ';')
                throw new ArgumentException($"These are several statements; give each by itself: {sql}", nameof(sql));
            if (isQuoted || sql[i] != '@')
            {
                text.Append(sql[i]);
                continue;
            }
            var first = ++i;
            while (i < end && (char.IsAsciiLetterOrDigit(sql[i]) || sql[i] == '_'))
                i++;
            var name = sql[first..i--];
            if (!names.Contains(name))
                names.Add(name);
            text.Append('$').Append(names.IndexOf(name) + 1);
        }
        return text.ToString();
    }
}
