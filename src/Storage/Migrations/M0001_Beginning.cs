using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Definitions, instances, and what must still happen to them.</summary>
[DbContext(typeof(IqDb))]
[Migration("0001_beginning")]
internal sealed class M0001_Beginning : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddDefinitions(migrationBuilder);
        AddInstances(migrationBuilder);
        AddOutstanding(migrationBuilder);
        AddRecords(migrationBuilder);
    }

    private static void AddDefinitions(MigrationBuilder schema)
    {
        schema.CreateTable(
            "definitions",
            table => new
            {
                id = table.Column<string>(),
                definition_id = table.Column<string>(),
                version = table.Column<int>(),
                name = table.Column<string>(nullable: true),
                activity_type = table.Column<string>(nullable: true),
                is_latest = table.Column<bool>(),
                is_published = table.Column<bool>(),
                is_readonly = table.Column<bool>(),
                is_system = table.Column<bool>(),
                created_at = table.Column<long>(),
                document = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("pk_definitions", row => row.id));
        schema.CreateIndex("ix_definitions_definition_id_version", "definitions", ["definition_id", "version"], unique: true);
        schema.CreateIndex("ix_definitions_name", "definitions", "name");
        schema.CreateIndex("ix_definitions_activity_type", "definitions", "activity_type", filter: "activity_type is not null");

        schema.CreateTable(
            "programs",
            table => new
            {
                key = table.Column<string>(),
                version_id = table.Column<string>(),
                uses = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("pk_programs", row => row.key));

        schema.CreateTable(
            "triggers",
            table => new
            {
                id = Numbered(table),
                definition_id = table.Column<string>(),
                version_id = table.Column<string>(),
                activity_id = table.Column<string>(),
                hash = table.Column<long>(),
                kind = table.Column<string>(),
                text = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("pk_triggers", row => row.id));
        schema.CreateIndex("ix_triggers_hash", "triggers", "hash");
        schema.CreateIndex("ix_triggers_definition_id", "triggers", "definition_id");
    }

    private static void AddInstances(MigrationBuilder schema)
    {
        schema.CreateTable(
            "instances",
            table => new
            {
                id = table.Column<string>(),
                definition_id = table.Column<string>(),
                version_id = table.Column<string>(),
                program_key = table.Column<string>(),
                status = table.Column<string>(),
                sub_status = table.Column<string>(),
                correlation_id = table.Column<string>(nullable: true),
                name = table.Column<string>(nullable: true),
                parent_id = table.Column<string>(nullable: true),
                parent_bookmark = table.Column<int>(nullable: true),
                state = table.Column<byte[]>(),
                created_at = table.Column<long>(),
                updated_at = table.Column<long>(),
                finished_at = table.Column<long>(nullable: true),
                open_incidents = table.Column<int>(),
                steps = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_instances", row => row.id));
        schema.CreateIndex("ix_instances_definition_id_status", "instances", ["definition_id", "status"]);
        schema.CreateIndex("ix_instances_correlation_id", "instances", "correlation_id", filter: "correlation_id is not null");
        schema.CreateIndex("ix_instances_parent_id", "instances", "parent_id", filter: "parent_id is not null");
        schema.CreateIndex("ix_instances_open_incidents", "instances", "open_incidents", filter: "open_incidents > 0");
        schema.CreateIndex("ix_instances_created_at", "instances", "created_at");

        schema.CreateTable(
            "steps",
            table => new
            {
                instance_id = table.Column<string>(),
                number = table.Column<int>(),
                at = table.Column<long>(),
                journal = table.Column<byte[]>(),
                log = table.Column<byte[]>(),
                note = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_steps", row => new { row.instance_id, row.number }));

        schema.CreateTable(
            "bookmarks",
            table => new
            {
                id = Numbered(table),
                instance_id = table.Column<string>(),
                number = table.Column<int>(),
                hash = table.Column<long>(),
                kind = table.Column<string>(),
                text = table.Column<string>(),
                correlation_id = table.Column<string>(nullable: true),
                activity_id = table.Column<string>(),
                is_timed = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("pk_bookmarks", row => row.id));
        schema.CreateIndex("ix_bookmarks_instance_id_number", "bookmarks", ["instance_id", "number"], unique: true);
        schema.CreateIndex("ix_bookmarks_hash_correlation_id", "bookmarks", ["hash", "correlation_id"]);
        schema.CreateIndex("ix_bookmarks_text", "bookmarks", "text", filter: "kind = 'Elsa.HttpEndpoint'");

        schema.CreateTable(
            "bulk_dispatches",
            table => new
            {
                instance_id = table.Column<string>(),
                bookmark = table.Column<int>(),
                children = table.Column<int>(),
                remaining = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_bulk_dispatches", row => new { row.instance_id, row.bookmark }));
    }

    private static void AddOutstanding(MigrationBuilder schema)
    {
        schema.CreateTable(
            "timers",
            table => new
            {
                id = Numbered(table),
                due_at = table.Column<long>(),
                instance_id = table.Column<string>(nullable: true),
                bookmark = table.Column<int>(nullable: true),
                definition_id = table.Column<string>(nullable: true),
                activity_id = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_timers", row => row.id));
        schema.CreateIndex("ix_timers_due_at", "timers", "due_at");
        schema.CreateIndex("ix_timers_instance_id_bookmark", "timers", ["instance_id", "bookmark"], filter: "instance_id is not null");
        schema.CreateIndex("ix_timers_definition_id", "timers", "definition_id", filter: "definition_id is not null");

        schema.CreateTable(
            "inbox",
            table => new
            {
                id = Numbered(table),
                kind = table.Column<string>(),
                state = table.Column<string>(),
                instance_id = table.Column<string>(nullable: true),
                is_local = table.Column<bool>(),
                hash = table.Column<long>(nullable: true),
                stimulus_kind = table.Column<string>(nullable: true),
                stimulus_text = table.Column<string>(nullable: true),
                correlation_id = table.Column<string>(nullable: true),
                bookmark = table.Column<int>(nullable: true),
                definition_id = table.Column<string>(nullable: true),
                activity_id = table.Column<string>(nullable: true),
                parent_id = table.Column<string>(nullable: true),
                payload = table.Column<byte[]>(),
                created_at = table.Column<long>(),
                kept_until = table.Column<long>(nullable: true),
                attempts = table.Column<int>(),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_inbox", row => row.id));
        schema.CreateIndex("ix_inbox_state_id", "inbox", ["state", "id"]);
        schema.CreateIndex("ix_inbox_hash_state", "inbox", ["hash", "state"], filter: "hash is not null");
        schema.CreateIndex("ix_inbox_state_kept_until", "inbox", ["state", "kept_until"]);
        schema.CreateIndex("ix_inbox_instance_id", "inbox", "instance_id", filter: "instance_id is not null");

        schema.CreateTable(
            "tasks",
            table => new
            {
                id = table.Column<string>(),
                instance_id = table.Column<string>(),
                bookmark = table.Column<int>(),
                name = table.Column<string>(),
                payload = table.Column<byte[]>(),
                state = table.Column<string>(),
                created_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_tasks", row => row.id));
        schema.CreateIndex("ix_tasks_instance_id_bookmark", "tasks", ["instance_id", "bookmark"]);
        schema.CreateIndex("ix_tasks_state_created_at", "tasks", ["state", "created_at"]);

        schema.CreateTable(
            "http_calls",
            table => new
            {
                id = table.Column<string>(),
                instance_id = table.Column<string>(),
                bookmark = table.Column<int>(),
                method = table.Column<string>(),
                url = table.Column<string>(),
                request = table.Column<byte[]>(),
                created_at = table.Column<long>(),
                attempts = table.Column<int>(),
                claimed_until = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_http_calls", row => row.id));
        schema.CreateIndex("ix_http_calls_instance_id_bookmark", "http_calls", ["instance_id", "bookmark"]);
        schema.CreateIndex("ix_http_calls_claimed_until", "http_calls", "claimed_until");
    }

    private static void AddRecords(MigrationBuilder schema)
    {
        schema.CreateTable(
            "job_runs",
            table => new
            {
                id = Numbered(table),
                job = table.Column<string>(),
                started_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
                items = table.Column<int>(),
                failure = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_job_runs", row => row.id));
        schema.CreateIndex("ix_job_runs_job_started_at", "job_runs", ["job", "started_at"]);

        schema.CreateTable(
            "acknowledged_requests",
            table => new
            {
                key = table.Column<string>(),
                at = table.Column<long>(),
                answer = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("pk_acknowledged_requests", row => row.key));
        schema.CreateIndex("ix_acknowledged_requests_at", "acknowledged_requests", "at");
    }

    /// <summary>A key the database counts up. Without AUTOINCREMENT: SQLite then keeps no table of last numbers, which every insert would have to write.</summary>
    private static OperationBuilder<AddColumnOperation> Numbered(ColumnsBuilder table) => table.Column<long>();
}
