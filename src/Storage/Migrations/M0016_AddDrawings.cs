using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Drawings of the last days, so that none is lost.</summary>
[DbContext(typeof(IqDb))]
[Migration("0016_add_drawings")]
internal sealed class M0016_AddDrawings : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "drawings",
            table => new
            {
                id = table.Column<long>(),
                definition_id = table.Column<string>(),
                version = table.Column<int>(),
                at = table.Column<long>(),
                who = table.Column<string>(nullable: true),
                fate = table.Column<string>(),
                document = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey("pk_drawings", row => row.id));
        migrationBuilder.CreateIndex("ix_drawings_definition_id_id", "drawings", ["definition_id", "id"]);
    }
}
