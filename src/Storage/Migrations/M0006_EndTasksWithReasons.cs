using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Why a task was withdrawn.</summary>
[DbContext(typeof(IqDb))]
[Migration("0006_end_tasks_with_reasons")]
internal sealed class M0006_EndTasksWithReasons : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("end_reason", "case_tasks", nullable: true);
}
