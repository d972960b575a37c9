using System.Collections.Frozen;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.Facts;

/// <summary>The SQL for the tables of facts, built once from the catalogue: the writer keeps one prepared statement for each text object.</summary>
public sealed class FactSql
{
    private readonly FrozenDictionary<string, string> _updates;
    private readonly FrozenDictionary<string, string> _inserts;
    private readonly FrozenDictionary<string, string> _selects;

    public FactSql(FactCatalog catalog)
    {
        Catalog = catalog;
        _updates = catalog.Fields.ToFrozenDictionary(field => field.Name, field => field.Kind == ObjectRef.CaseKind
            ? $"update {TableOf(catalog, field.Kind)} set {field.Field} = @value where id = @case_id"
            : $"update {TableOf(catalog, field.Kind)} set {field.Field} = @value where case_id = @case_id and number = @number");
        _inserts = catalog.Kinds.Where(kind => kind.Name != ObjectRef.CaseKind)
            .ToFrozenDictionary(kind => kind.Name, kind => $"insert into {kind.Table} (case_id, number) values (@case_id, @number)");
        _selects = catalog.Kinds.ToFrozenDictionary(kind => kind.Name, kind =>
        {
            var columns = string.Join(", ", catalog.Of(kind.Name).Select(field => field.Field));
            return kind.Name == ObjectRef.CaseKind
                ? $"select 1, {columns} from {kind.Table} where id = @case_id"
                : $"select number, {columns} from {kind.Table} where case_id = @case_id order by number";
        });
    }

    public FactCatalog Catalog { get; }

    internal string Update(FactField field) => _updates[field.Name];

    internal string Insert(string kind) => _inserts[kind];

    /// <summary>The number first, then the fields in the order of the catalogue.</summary>
    internal string Select(string kind) => _selects[kind];

    private static string TableOf(FactCatalog catalog, string kind) => catalog.FindKind(kind)!.Table; // the reader of the file has checked it
}
