using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace IqWorkflows.Storage.Migrations;

/// <summary>A migration for every database. What only one of them must be told is added here, so that no migration has to name a database.</summary>
internal abstract class SharedMigration : Migration
{
    /// <summary>Sorts texts by their letters' numbers, as SQLite does, whatever language the server was set up in; only so do prefixes use an index.</summary>
    internal const string Collation = "C";

    private const string Numbering = "Npgsql:ValueGenerationStrategy";

    private IReadOnlyList<MigrationOperation>? _operations;

    public override IReadOnlyList<MigrationOperation> UpOperations => _operations ??= ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) == true ? ForPostgres(base.UpOperations) : base.UpOperations;

    private static IReadOnlyList<MigrationOperation> ForPostgres(IReadOnlyList<MigrationOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is AddColumnOperation added)
                Collate(added);
            if (operation is not CreateTableOperation table)
                continue;
            foreach (var column in table.Columns)
            {
                Collate(column);
                // SQLite counts up every number that is a key by itself.
                if (column.ClrType == typeof(long) && table.PrimaryKey?.Columns is [var key] && key == column.Name)
                    column.AddAnnotation(Numbering, NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
            }
        }
        return operations;
    }

    private static void Collate(AddColumnOperation column)
    {
        if (column.ClrType == typeof(string))
            column.Collation = Collation;
    }
}
