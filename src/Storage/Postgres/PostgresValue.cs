using System.Globalization;
using NpgsqlTypes;

namespace IqWorkflows.Storage.Postgres;

/// <summary>Values as a parameter of a type takes them, whatever kind of thing they are here.</summary>
internal static class PostgresValue
{
    public static object Of(object? value, NpgsqlDbType type) => value switch
    {
        null or DBNull => DBNull.Value,
        Enum choice => Of(choice.ToString(), type),
        DateTimeOffset moment => Of(moment.UtcTicks, type),
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
}
