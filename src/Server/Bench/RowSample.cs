using System.Data.Common;

namespace IqWorkflows.Server.Bench;

/// <summary>One row as it was written.</summary>
/// <param name="Columns">Names, without a number that the database gives.</param>
/// <param name="Values">Values in the same order.</param>
internal sealed record SampleRow(IReadOnlyList<string> Columns, object[] Values)
{
    public object this[string column]
    {
        get
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Columns[i] == column)
                    return Values[i];
            }
            throw new ArgumentException($"There is no column {column}.", nameof(column));
        }
    }
}

/// <summary>All rows of one instance, read from the database: what a floor has to write too.</summary>
internal sealed record RowSample(SampleRow Instance, IReadOnlyList<SampleRow> Steps, IReadOnlyList<SampleRow> Bookmarks, IReadOnlyList<SampleRow> Timers)
{
    public static RowSample Of(BenchStore store, string instanceId)
    {
        using var connection = store.Connect();
        return new RowSample(
            Read(connection, "select * from instances where id = @id", instanceId)[0],
            Read(connection, "select * from steps where instance_id = @id order by number", instanceId),
            Read(connection, "select * from bookmarks where instance_id = @id order by id", instanceId),
            Read(connection, "select * from timers where instance_id = @id order by id", instanceId));
    }

    private static List<SampleRow> Read(DbConnection connection, string sql, string instanceId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@id", instanceId);
        command.Parameters.Add(id);
        using var reader = command.ExecuteReader();
        var rows = new List<SampleRow>();
        while (reader.Read())
        {
            // Numbers that the database gives have no value to repeat.
            var columns = Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "id" || reader.GetFieldType(i) == typeof(string)).ToList();
            rows.Add(new SampleRow(columns.ConvertAll(reader.GetName), [.. columns.Select(reader.GetValue)]));
        }
        return rows;
    }
}
