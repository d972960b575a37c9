using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Nodes that share the database, how often that was changed which they remember, which of them does which job, and what they have to hand to each other. Where one process has the database for itself, all stay empty.</summary>
[DbContext(typeof(IqDb))]
[Migration("0022_add_nodes")]
internal sealed class M0022_AddNodes : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "nodes",
            table => new { id = table.Column<string>(), last_group = table.Column<long>(), seen_at = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_nodes", row => row.id));
        migrationBuilder.CreateTable(
            "memories",
            table => new { name = table.Column<string>(), number = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_memories", row => row.name));
        migrationBuilder.CreateTable(
            "job_claims",
            table => new { job = table.Column<string>(), node = table.Column<string>(), until = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_job_claims", row => row.job));
        migrationBuilder.CreateTable(
            "http_answers",
            table => new { handle = table.Column<string>(), answer = table.Column<byte[]>(), at = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_http_answers", row => row.handle));
    }
}
