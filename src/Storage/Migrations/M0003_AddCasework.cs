using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Tasks, deadlines and the log of cases; centres and their staff.</summary>
[DbContext(typeof(IqDb))]
[Migration("0003_add_casework")]
internal sealed class M0003_AddCasework : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddTasks(migrationBuilder);
        AddDeadlines(migrationBuilder);
        AddPeople(migrationBuilder);
    }

    private static void AddTasks(MigrationBuilder schema)
    {
        schema.CreateTable(
            "case_tasks",
            table => new
            {
                id = table.Column<string>(),
                case_id = table.Column<string>(),
                instance_id = table.Column<string>(nullable: true),
                bookmark = table.Column<int>(nullable: true),
                activity_id = table.Column<string>(nullable: true),
                node_id = table.Column<string>(nullable: true),
                title = table.Column<string>(),
                title_en = table.Column<string>(),
                instructions = table.Column<string>(nullable: true),
                instructions_en = table.Column<string>(nullable: true),
                role = table.Column<string>(),
                level = table.Column<string>(nullable: true),
                @object = table.Column<string>(nullable: true),
                occasion = table.Column<string>(nullable: true),
                why = table.Column<string>(nullable: true),
                about = table.Column<string>(nullable: true),
                once_key = table.Column<string>(nullable: true),
                due_on = table.Column<DateOnly>(nullable: true),
                state = table.Column<string>(),
                outcome = table.Column<string>(nullable: true),
                created_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
                ended_by = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_case_tasks", row => row.id));
        schema.CreateIndex("ix_case_tasks_case_id_state", "case_tasks", ["case_id", "state"]);
        schema.CreateIndex("ix_case_tasks_state_due_on", "case_tasks", ["state", "due_on"]);
        schema.CreateIndex("ix_case_tasks_instance_id_bookmark", "case_tasks", ["instance_id", "bookmark"], filter: "instance_id is not null");
        schema.CreateIndex("ix_case_tasks_once_key", "case_tasks", "once_key", unique: true, filter: "once_key is not null");

        schema.CreateTable(
            "case_events",
            table => new
            {
                id = table.Column<long>(),
                case_id = table.Column<string>(),
                at = table.Column<long>(),
                happened_on = table.Column<DateOnly>(nullable: true),
                learned_on = table.Column<DateOnly>(nullable: true),
                who = table.Column<string>(),
                code = table.Column<string>(),
                @object = table.Column<string>(nullable: true),
                args = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("pk_case_events", row => row.id));
        schema.CreateIndex("ix_case_events_case_id_id", "case_events", ["case_id", "id"]);
    }

    private static void AddDeadlines(MigrationBuilder schema)
    {
        schema.CreateTable(
            "deadlines",
            table => new
            {
                id = table.Column<string>(),
                case_id = table.Column<string>(),
                @object = table.Column<string>(),
                code = table.Column<string>(),
                state = table.Column<string>(),
                start_on = table.Column<DateOnly>(nullable: true),
                raw_end_on = table.Column<DateOnly>(nullable: true),
                end_on = table.Column<DateOnly>(nullable: true),
                warn_on = table.Column<DateOnly>(nullable: true),
                over_at = table.Column<long>(nullable: true),
                announced_on = table.Column<DateOnly>(nullable: true),
                paused_since = table.Column<DateOnly>(nullable: true),
                derivation = table.Column<string>(),
                flags = table.Column<string>(),
                started_at = table.Column<long>(),
                changed_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_deadlines", row => row.id));
        schema.CreateIndex("ix_deadlines_case_id_object_code", "deadlines", ["case_id", "object", "code"]);
        schema.CreateIndex("ix_deadlines_state_end_on", "deadlines", ["state", "end_on"]);

        schema.CreateTable(
            "deadline_waits",
            table => new
            {
                instance_id = table.Column<string>(),
                bookmark = table.Column<int>(),
                case_id = table.Column<string>(),
                code = table.Column<string>(),
                @object = table.Column<string>(),
                wait_for = table.Column<string>(),
                due_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_deadline_waits", row => new { row.instance_id, row.bookmark }));
        schema.CreateIndex("ix_deadline_waits_case_id", "deadline_waits", "case_id");

        schema.CreateTable(
            "deadline_clock_events",
            table => new
            {
                case_id = table.Column<string>(),
                @object = table.Column<string>(),
                code = table.Column<string>(),
                caused_by = table.Column<string>(),
                cause = table.Column<string>(),
                at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_deadline_clock_events", row => new { row.case_id, row.@object, row.code, row.caused_by, row.cause }));
    }

    private static void AddPeople(MigrationBuilder schema)
    {
        schema.CreateTable(
            "centres",
            table => new
            {
                id = table.Column<string>(),
                name = table.Column<string>(),
                land = table.Column<string>(),
                ags = table.Column<string>(nullable: true),
                mail = table.Column<string>(nullable: true),
                phone = table.Column<string>(nullable: true),
                address = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_centres", row => row.id));

        schema.CreateTable(
            "staff",
            table => new
            {
                id = table.Column<string>(),
                name = table.Column<string>(),
                mail = table.Column<string>(nullable: true),
                phone = table.Column<string>(nullable: true),
                role = table.Column<string>(),
                centre_id = table.Column<string>(),
                deputy = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_staff", row => row.id));
        schema.CreateIndex("ix_staff_centre_id", "staff", "centre_id");
    }
}
