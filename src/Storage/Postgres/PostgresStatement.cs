using System.Data.Common;
using System.Globalization;
using IqWorkflows.Storage.Steps;
using Npgsql;
using NpgsqlTypes;

namespace IqWorkflows.Storage.Postgres;

/// <summary>A statement on PostgreSQL. The server says of which type each value must be, once; every value is given as that from then on, whatever kind of thing it is here.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly NpgsqlCommand _command;
    private readonly PostgresSteps _steps;

    public PostgresStatement(NpgsqlConnection connection, string sql, PostgresSteps steps)
    {
        if (IsSeveral(sql))
            throw new ArgumentException($"These are several statements; give each by itself: {sql}", nameof(sql));
        _steps = steps;
        _command = new NpgsqlCommand(sql, connection);
        try
        {
            if (sql.Contains('@'))
                NpgsqlCommandBuilder.DeriveParameters(_command);
            _command.Prepare();
        }
        catch
        {
            _command.Dispose();
            throw;
        }
    }

    public override int Execute(ReadOnlySpan<object?> values)
    {
        using var reading = Begin(values);
        var changed = _command.ExecuteNonQuery();
        if (changed > 0)
            _steps.HasWritten = true;
        return changed;
    }

    public override List<T> Read<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values)
    {
        using var reading = Begin(values);
        using var rows = _command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read())
            list.Add(row(rows));
        End(rows);
        return list;
    }

    public override T? First<T>(Func<DbDataReader, T> row, ReadOnlySpan<object?> values)
        where T : default
    {
        using var reading = Begin(values);
        using var rows = _command.ExecuteReader();
        var first = rows.Read() ? row(rows) : default;
        End(rows);
        return first;
    }

    public override void Dispose() => _command.Dispose();

    /// <summary>How many rows were changed is told after the last row.</summary>
    private void End(NpgsqlDataReader rows)
    {
        rows.Close();
        if (rows.RecordsAffected > 0)
            _steps.HasWritten = true;
    }

    private PostgresSteps.Reading Begin(ReadOnlySpan<object?> values)
    {
        var parameters = _command.Parameters;
        if (values.Length != parameters.Count)
            throw new ArgumentException($"The statement has {parameters.Count} parameters but was given {values.Length} values: {_command.CommandText}", nameof(values));
        for (var i = 0; i < values.Length; i++)
            parameters[i].Value = Value(values[i], parameters[i].NpgsqlDbType);
        return _steps.BeginReading();
    }

    private static object Value(object? value, NpgsqlDbType type) => value switch
    {
        null or DBNull => DBNull.Value,
        Enum choice => Value(choice.ToString(), type),
        DateTimeOffset moment => Value(moment.UtcTicks, type),
        _ => type switch
        {
            NpgsqlDbType.Bigint => Convert.ToInt64(Number(value), CultureInfo.InvariantCulture),
            NpgsqlDbType.Integer => Convert.ToInt32(Number(value), CultureInfo.InvariantCulture),
            NpgsqlDbType.Boolean when value is bool or int or long => Convert.ToBoolean(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Numeric => Convert.ToDecimal(Number(value), CultureInfo.InvariantCulture),
            NpgsqlDbType.Double => Convert.ToDouble(Number(value), CultureInfo.InvariantCulture),
            NpgsqlDbType.Bytea when value is byte[] => value,
            NpgsqlDbType.Date => value is string text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : value is DateOnly ? value : throw Unfit(value, type),
            NpgsqlDbType.Text or NpgsqlDbType.Varchar => CleanText.Of(Text(value) ?? throw Unfit(value, type)),
            _ => throw Unfit(value, type),
        },
    };

    private static object Number(object value) => value is int or long or bool or double or decimal ? value : throw Unfit(value, NpgsqlDbType.Bigint);

    private static string? Text(object value) => value switch
    {
        string text => text,
        int or long or double => Convert.ToString(value, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.0###########################", CultureInfo.InvariantCulture),
        Guid id => id.ToString().ToUpperInvariant(),
        bool isSo => isSo ? "true" : "false",
        _ => null,
    };

    private static ArgumentException Unfit(object value, NpgsqlDbType type) => new($"The database keeps no {value.GetType().Name} as {type}.", nameof(value));

    private static bool IsSeveral(string sql)
    {
        var isQuoted = false;
        var text = sql.AsSpan().TrimEnd().TrimEnd(';');
        foreach (var letter in text)
        {
            if (letter == '\'')
                isQuoted = !isQuoted;
            else if (letter == ';' && !isQuoted)
                return true;
        }
        return false;
    }
}
