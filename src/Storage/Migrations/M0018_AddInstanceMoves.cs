using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Which instances went on with another version, and how they stood before.</summary>
[DbContext(typeof(IqDb))]
[Migration("0018_add_instance_moves")]
internal sealed class M0018_AddInstanceMoves : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "instance_moves",
            table => new
            {
                id = table.Column<long>(),
                batch = table.Column<string>(),
                instance_id = table.Column<string>(),
                definition_id = table.Column<string>(),
                after_step = table.Column<int>(),
                from_version_id = table.Column<string>(),
                from_key = table.Column<string>(),
                to_version_id = table.Column<string>(),
                state_before = table.Column<byte[]>(),
                at = table.Column<long>(),
                who = table.Column<string>(nullable: true),
                undone_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_instance_moves", row => row.id));
        migrationBuilder.CreateIndex("ix_instance_moves_instance_id", "instance_moves", "instance_id");
        migrationBuilder.CreateIndex("ix_instance_moves_batch", "instance_moves", "batch");
        migrationBuilder.CreateIndex("ix_instance_moves_definition_id_at", "instance_moves", ["definition_id", "at"]);
    }
}
