using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Storage.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace IqWorkflows.Storage.Moving;

/// <summary>A table on its way from one database to another, with the kind of each column as the model says.</summary>
internal sealed class CopiedTable
{
    private readonly string _select;
    private readonly IReadOnlyList<Column> _columns;
    private readonly string? _counted;

    public CopiedTable(IEntityType type)
    {
        Name = type.GetTableName() ?? throw new ArgumentException($"{type} is no table.", nameof(type));
        _columns = [.. type.GetProperties().Select(property => new Column(property.GetColumnName(), TypeOf(property)))];
        var keys = type.FindPrimaryKey()?.Properties ?? throw new ArgumentException($"{Name} has no key.", nameof(type));
        _counted = keys is [{ ValueGenerated: ValueGenerated.OnAdd } key] && TypeOf(key) == typeof(long) ? key.GetColumnName() : null;
        _select = $"select {Names} from {Name} order by {string.Join(", ", keys.Select(column => column.GetColumnName()))}";
    }

    public string Name { get; }

    private string Names => string.Join(", ", _columns.Select(column => column.Name));

    public async Task<MovedTable> CopyAsync(SqliteConnection from, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        await using var reading = from.CreateCommand();
        reading.CommandText = _select;
        reading.CommandTimeout = 0;
        await using var rows = await reading.ExecuteReaderAsync(cancellationToken);
        await using var writing = await to.BeginBinaryImportAsync($"copy {Name} ({Names}) from stdin (format binary)", cancellationToken);
        writing.Timeout = Timeout.InfiniteTimeSpan;
        using var sum = new RowSum();
        var cleaned = 0;
        while (await rows.ReadAsync(cancellationToken))
        {
            await writing.StartRowAsync(cancellationToken);
            for (var i = 0; i < _columns.Count; i++)
            {
                var value = _columns[i].Read(rows, i);
                if (value is string text && CleanText.Of(text) is var clean && clean != text)
                {
                    value = clean;
                    cleaned++;
                }
                sum.Add(value);
                if (value is null)
                    await writing.WriteNullAsync(cancellationToken);
                else
                    await writing.WriteAsync(value, _columns[i].PostgresType, cancellationToken);
            }
            sum.EndRow();
        }
        await writing.CompleteAsync(cancellationToken);
        return new MovedTable(Name, sum.Rows, sum.End(), cleaned);
    }

    /// <summary>What is there.</summary>
    public async Task<(long Rows, string Checksum)> SumAsync(NpgsqlConnection at, CancellationToken cancellationToken)
    {
        await using var reading = new NpgsqlCommand(_select, at);
        await using var rows = await reading.ExecuteReaderAsync(cancellationToken);
        using var sum = new RowSum();
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < _columns.Count; i++)
                sum.Add(_columns[i].Read(rows, i));
            sum.EndRow();
        }
        return (sum.Rows, sum.End());
    }

    /// <summary>The database goes on counting where the file had come to.</summary>
    public async Task CountOnAsync(NpgsqlConnection at, CancellationToken cancellationToken)
    {
        if (_counted is null)
            return;
        await using var counting = new NpgsqlCommand($"select setval(pg_get_serial_sequence('{Name}', '{_counted}'), coalesce(max({_counted}), 0) + 1, false) from {Name}", at);
        await counting.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Type TypeOf(IProperty property)
    {
        var type = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private sealed record Column(string Name, Type Type)
    {
        public NpgsqlDbType PostgresType { get; } = Type switch
        {
            _ when Type == typeof(string) => NpgsqlDbType.Text,
            _ when Type == typeof(long) => NpgsqlDbType.Bigint,
            _ when Type == typeof(int) => NpgsqlDbType.Integer,
            _ when Type == typeof(bool) => NpgsqlDbType.Boolean,
            _ when Type == typeof(DateOnly) => NpgsqlDbType.Date,
            _ when Type == typeof(decimal) => NpgsqlDbType.Numeric,
            _ when Type == typeof(byte[]) => NpgsqlDbType.Bytea,
            _ => throw new NotSupportedException($"{Name} is a {Type.Name}; it is not known how to move that."),
        };

        public object? Read(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : PostgresType switch
        {
            NpgsqlDbType.Text => row.GetString(ordinal),
            NpgsqlDbType.Bigint => row.GetInt64(ordinal),
            NpgsqlDbType.Integer => row.GetInt32(ordinal),
            NpgsqlDbType.Boolean => row.GetBoolean(ordinal),
            NpgsqlDbType.Date => row.GetFieldValue<DateOnly>(ordinal),
            NpgsqlDbType.Numeric => row.GetDecimal(ordinal),
            _ => row.GetFieldValue<byte[]>(ordinal),
        };
    }

    /// <summary>A sum of values that is the same whatever database they are read from.</summary>
    private sealed class RowSum : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Rows { get; private set; }

        public void Add(object? value)
        {
            var bytes = value switch
            {
                null => [],
                byte[] raw => raw,
                DateOnly day => Encoding.ASCII.GetBytes(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                decimal amount => Encoding.ASCII.GetBytes(amount.ToString("G29", CultureInfo.InvariantCulture)),
                _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
            };
            _hash.AppendData(BitConverter.GetBytes(value is null ? -1 : bytes.Length)); // so that no two rows run into one
            _hash.AppendData(bytes);
        }

        public void EndRow() => Rows++;

        public string End() => Convert.ToHexStringLower(_hash.GetHashAndReset())[..16];

        public void Dispose() => _hash.Dispose();
    }
}
