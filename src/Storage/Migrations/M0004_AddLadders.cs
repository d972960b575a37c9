using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Ladders and their rungs, lists for the staff, and what jobs could not do.</summary>
[DbContext(typeof(IqDb))]
[Migration("0004_add_ladders")]
internal sealed class M0004_AddLadders : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddLadders(migrationBuilder);
        AddRungs(migrationBuilder);
        AddLists(migrationBuilder);
        AddFailures(migrationBuilder);
    }

    private static void AddLadders(MigrationBuilder schema)
    {
        schema.CreateTable(
            "ladders",
            table => new
            {
                id = table.Column<long>(),
                case_id = table.Column<string>(),
                occasion = table.Column<string>(),
                about = table.Column<string>(),
                deadline_id = table.Column<string>(nullable: true),
                opened_on = table.Column<DateOnly>(),
                has_named_day = table.Column<bool>(),
                counts_from = table.Column<DateOnly>(),
                round = table.Column<int>(),
                basis = table.Column<string>(),
                somebody_was_asked = table.Column<bool>(),
                state = table.Column<string>(),
                opened_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_ladders", row => row.id));
        schema.CreateIndex("ix_ladders_case_id_state", "ladders", ["case_id", "state"]);
        schema.CreateIndex("ix_ladders_case_id_occasion_about", "ladders", ["case_id", "occasion", "about"], unique: true, filter: "state = 'Running'");
    }

    private static void AddRungs(MigrationBuilder schema)
    {
        schema.CreateTable(
            "rungs",
            table => new
            {
                id = table.Column<long>(),
                ladder_id = table.Column<long>(),
                case_id = table.Column<string>(),
                occasion = table.Column<string>(),
                about = table.Column<string>(),
                rung = table.Column<string>(),
                round = table.Column<int>(),
                form = table.Column<string>(),
                recipient = table.Column<string>(),
                level = table.Column<string>(nullable: true),
                day = table.Column<DateOnly>(nullable: true),
                due_at = table.Column<long>(nullable: true),
                state = table.Column<string>(),
                attempts = table.Column<int>(),
                ended_at = table.Column<long>(nullable: true),
                reason = table.Column<string>(nullable: true),
                made = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_rungs", row => row.id));
        schema.CreateIndex("ix_rungs_due_at", "rungs", "due_at", filter: "due_at is not null");
        schema.CreateIndex("ix_rungs_ladder_id", "rungs", "ladder_id");
        schema.CreateIndex("ix_rungs_case_id_due_at", "rungs", ["case_id", "due_at"]);
        schema.CreateIndex("ix_rungs_ladder_id_rung_round_day", "rungs", ["ladder_id", "rung", "round", "day"], unique: true, filter: "state in ('Planned', 'Done', 'Asked')");
    }

    private static void AddLists(MigrationBuilder schema)
    {
        schema.CreateTable(
            "stalled_marks",
            table => new
            {
                id = table.Column<long>(),
                case_id = table.Column<string>(),
                rule = table.Column<string>(),
                case_state = table.Column<string>(),
                since = table.Column<DateOnly>(),
                marked_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_stalled_marks", row => row.id));
        schema.CreateIndex("ix_stalled_marks_case_id", "stalled_marks", "case_id", unique: true, filter: "ended_at is null");

        schema.CreateTable(
            "case_watches",
            table => new
            {
                case_id = table.Column<string>(),
                kind = table.Column<string>(),
                check_on = table.Column<DateOnly>(),
            },
            constraints: table => table.PrimaryKey("pk_case_watches", row => new { row.case_id, row.kind }));
        schema.CreateIndex("ix_case_watches_kind_check_on", "case_watches", ["kind", "check_on"]);

        schema.CreateTable(
            "staff_lists",
            table => new
            {
                occasion = table.Column<string>(),
                staff_id = table.Column<string>(),
                day = table.Column<DateOnly>(),
                sections = table.Column<string>(),
                lines = table.Column<int>(),
                created_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_staff_lists", row => new { row.occasion, row.staff_id, row.day }));
        schema.CreateIndex("ix_staff_lists_day", "staff_lists", "day");

        schema.CreateTable(
            "retention_candidates",
            table => new
            {
                case_id = table.Column<string>(),
                rule = table.Column<string>(),
                erase_from = table.Column<DateOnly>(),
                found_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_retention_candidates", row => new { row.case_id, row.rule }));
        schema.CreateIndex("ix_retention_candidates_erase_from", "retention_candidates", "erase_from");
    }

    private static void AddFailures(MigrationBuilder schema)
    {
        schema.CreateTable(
            "failed_items",
            table => new
            {
                job = table.Column<string>(),
                item = table.Column<string>(),
                case_id = table.Column<string>(nullable: true),
                reason = table.Column<string>(),
                attempts = table.Column<int>(),
                first_at = table.Column<long>(),
                last_at = table.Column<long>(),
                next_try_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_failed_items", row => new { row.job, row.item }));
        schema.CreateIndex("ix_failed_items_last_at", "failed_items", "last_at");
    }
}
