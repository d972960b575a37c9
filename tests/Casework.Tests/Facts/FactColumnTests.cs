using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IqWorkflows.Casework.Tests.Facts;

/// <summary>The fields of <c>facts.yaml</c> and the columns of the tables are the same list, written down twice.</summary>
public sealed class FactColumnTests
{
    [Fact]
    public async Task Every_field_has_its_column_and_every_column_its_field()
    {
        await using var desk = await CaseDesk.OpenAsync();
        await using var db = await desk.Database.Contexts.CreateDbContextAsync();
        var kinds = CaseDesk.Catalog.Kinds.ToDictionary(kind => kind.Table, kind => kind.Name);
        string[] othersOfTheFolder = ["case_numbers", "case_objects", "case_facts", "case_keys"];
        var tables = db.Model.GetEntityTypes()
            .Where(table => table.ClrType.Namespace == typeof(CaseRow).Namespace && !othersOfTheFolder.Contains(table.GetTableName()))
            .ToList();

        var columns = tables.SelectMany(table => Facts(table, kinds.GetValueOrDefault(table.GetTableName()!) ?? table.GetTableName()!));
        var fields = CaseDesk.Catalog.Fields.Select(field => $"{field.Name} {TypeOf(field.Type)}");

        Assert.Equal(fields.Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
        Assert.Equal(kinds.Keys.Order(StringComparer.Ordinal), tables.Select(table => table.GetTableName()!).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Facts(IEntityType table, string kind)
    {
        string[] own = kind == ObjectRef.CaseKind ? ["id", "created_at", "sort_name"] : ["case_id", "number"];
        Assert.All(table.GetProperties().Where(column => !own.Contains(column.GetColumnName())), column => Assert.True(column.IsNullable, column.Name));
        return table.GetProperties()
            .Where(column => !own.Contains(column.GetColumnName()))
            .Select(column => $"{kind}.{column.GetColumnName()} {(Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType).Name}");
    }

    private static string TypeOf(FactType type) => type switch
    {
        FactType.Date => nameof(DateOnly),
        FactType.Instant => nameof(DateTimeOffset),
        FactType.Number or FactType.Year => nameof(Int32),
        FactType.Money => nameof(Decimal),
        FactType.Bool => nameof(Boolean),
        _ => nameof(String),
    };
}
