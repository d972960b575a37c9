using System.Data.Common;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Facts;

/// <summary>Reads a whole case within a turn: the index of its objects, then one table for each kind that it has.</summary>
public sealed class CaseReading(FactSql sql)
{
    /// <returns>Null when there is no case of that number.</returns>
    public CaseView? Read(Turn turn, string caseId)
    {
        var index = CaseTable.Objects(turn, caseId);
        if (index.Count == 0)
            return null;

        var objects = new List<CaseObject>(index.Count);
        foreach (var known in index.GroupBy(o => o.Kind))
        {
            var fields = sql.Catalog.Of(known.Key);
            var rows = turn.Read(sql.Select(known.Key), row => (Number: row.GetInt32(0), Values: Values(row, fields)), caseId);
            // index and table are written together and read in the same order
            objects.AddRange(known.Zip(rows, (o, row) => o.Number == row.Number
                ? new CaseObject(new ObjectRef(o.Kind, o.Number), ObjectRef.Parse(o.Owner), o.CreatedAt, row.Values)
                : throw Torn(caseId, o.Kind)));
            if (known.Count() != rows.Count)
                throw Torn(caseId, known.Key);
        }
        return new CaseView(caseId, objects);
    }

    private static InvalidOperationException Torn(string caseId, string kind) => new($"The index of {caseId} and the table of {kind} do not have the same objects.");

    private static Dictionary<string, object> Values(DbDataReader row, IReadOnlyList<FactField> fields)
    {
        var values = new Dictionary<string, object>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (!row.IsDBNull(i + 1))
                values.Add(fields[i].Field, Value(row, i + 1, fields[i].Type));
        }
        return values;
    }

    private static object Value(DbDataReader row, int column, FactType type) => type switch
    {
        FactType.Date => row.GetFieldValue<DateOnly>(column),
        FactType.Instant => new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero),
        FactType.Number or FactType.Year => row.GetInt32(column),
        FactType.Money => row.GetDecimal(column),
        FactType.Bool => row.GetBoolean(column),
        FactType.Codes => FactText.Codes(row.GetString(column)),
        _ => row.GetString(column),
    };
}
