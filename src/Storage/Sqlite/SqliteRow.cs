using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SQLitePCL;

namespace IqWorkflows.Storage.Sqlite;

/// <summary>The row that a <see cref="SqliteStatement"/> has come to. It moves on with its statement and offers nothing but values.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement) : DbDataReader
{
    public override int FieldCount => raw.sqlite3_column_count(statement);

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool IsDBNull(int ordinal) => raw.sqlite3_column_type(statement, ordinal) == raw.SQLITE_NULL;

    public override string GetString(int ordinal)
    {
        var bytes = raw.sqlite3_column_blob(statement, ordinal);
        return bytes.IsEmpty ? Empty(ordinal, "") : Encoding.UTF8.GetString(bytes);
    }

    public override long GetInt64(int ordinal)
    {
        var number = raw.sqlite3_column_int64(statement, ordinal);
        return number == 0 ? Empty(ordinal, 0L) : number;
    }

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override double GetDouble(int ordinal)
    {
        var number = raw.sqlite3_column_double(statement, ordinal);
        return number == 0 ? Empty(ordinal, 0.0) : number;
    }

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override decimal GetDecimal(int ordinal) => decimal.Parse(GetString(ordinal), CultureInfo.InvariantCulture);

    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal));

    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    public override T GetFieldValue<T>(int ordinal)
    {
        if (typeof(T) == typeof(byte[]))
            return (T)(object)GetBytes(ordinal);
        if (typeof(T) == typeof(DateOnly))
            return (T)(object)DateOnly.ParseExact(GetString(ordinal), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (T)GetValue(ordinal);
    }

    public override object GetValue(int ordinal) => raw.sqlite3_column_type(statement, ordinal) switch
    {
        raw.SQLITE_NULL => DBNull.Value,
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, ordinal),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, ordinal),
        raw.SQLITE_BLOB => GetBytes(ordinal),
        _ => GetString(ordinal),
    };

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override string GetName(int ordinal) => raw.sqlite3_column_name(statement, ordinal).utf8_to_string();

    public override int GetOrdinal(string name)
    {
        for (var i = 0; i < FieldCount; i++)
        {
            if (GetName(i) == name)
                return i;
        }
        throw new ArgumentException($"The statement gives no {name}.", nameof(name));
    }

    public override Type GetFieldType(int ordinal) => GetValue(ordinal).GetType();

    public override string GetDataTypeName(int ordinal) => raw.sqlite3_column_decltype(statement, ordinal).utf8_to_string();

    // What moves a reader or looks into values piece by piece is the statement's business or nobody's.
    public override int Depth => 0;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => throw Unneeded();

    public override bool Read() => throw Unneeded();

    public override bool NextResult() => throw Unneeded();

    public override IEnumerator GetEnumerator() => throw Unneeded();

    public override DateTime GetDateTime(int ordinal) => throw Unneeded();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Unneeded();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Unneeded();

    private byte[] GetBytes(int ordinal)
    {
        var bytes = raw.sqlite3_column_blob(statement, ordinal);
        return bytes.IsEmpty ? Empty<byte[]>(ordinal, []) : bytes.ToArray();
    }

    /// <summary>SQLite reads null as an empty value; who did not ask first did not expect it.</summary>
    private T Empty<T>(int ordinal, T value) => IsDBNull(ordinal) ? throw new InvalidCastException($"{GetName(ordinal)} is null.") : value;

    private static NotSupportedException Unneeded() => new("A row of a turn gives values only.");
}
