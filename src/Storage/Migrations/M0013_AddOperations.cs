using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>What people decide about running: jobs that rest, faults that were retried or passed over, rules that were changed.</summary>
[DbContext(typeof(IqDb))]
[Migration("0013_add_operations")]
internal sealed class M0013_AddOperations : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "paused_jobs",
            table => new { job = table.Column<string>(), paused_at = table.Column<long>(), paused_by = table.Column<string>() },
            constraints: table => table.PrimaryKey("pk_paused_jobs", row => row.job));

        migrationBuilder.CreateTable(
            "incident_decisions",
            table => new
            {
                id = table.Column<long>(),
                instance_id = table.Column<string>(),
                incident = table.Column<int>(),
                action = table.Column<string>(),
                outcome = table.Column<string>(nullable: true),
                reason = table.Column<string>(),
                who = table.Column<string>(),
                at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_incident_decisions", row => row.id));
        migrationBuilder.CreateIndex("ix_incident_decisions_instance_id", "incident_decisions", "instance_id");

        migrationBuilder.CreateTable(
            "rule_overrides",
            table => new
            {
                id = table.Column<long>(),
                file = table.Column<string>(),
                key = table.Column<string>(),
                content = table.Column<string>(nullable: true),
                base_hash = table.Column<string>(nullable: true),
                who = table.Column<string>(),
                at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_rule_overrides", row => row.id));
        migrationBuilder.CreateIndex("ix_rule_overrides_file_key_id", "rule_overrides", ["file", "key", "id"]);

        migrationBuilder.CreateIndex("ix_job_runs_started_at", "job_runs", "started_at", filter: "failure is not null");
        migrationBuilder.CreateIndex("ix_cases_legal_hold", "cases", "legal_hold", filter: "legal_hold is not null");
        migrationBuilder.CreateIndex("ix_messages_sent_at", "messages", "sent_at", filter: "sent_at is not null");
    }
}
