using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Secret links to calendars, and caseloads that are taken over from a file.</summary>
[DbContext(typeof(IqDb))]
[Migration("0014_add_desk_tools")]
internal sealed class M0014_AddDeskTools : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "calendar_links",
            table => new { account_id = table.Column<string>(), secret_hash = table.Column<string>(), made_at = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_calendar_links", row => row.account_id));
        migrationBuilder.CreateIndex("ix_calendar_links_secret_hash", "calendar_links", "secret_hash", unique: true);

        migrationBuilder.AddColumn<long>("taken_over_at", "cases", nullable: true);
        migrationBuilder.CreateTable(
            "takeovers",
            table => new
            {
                id = table.Column<string>(),
                centre_id = table.Column<string>(),
                who = table.Column<string>(),
                file_name = table.Column<string>(),
                headings = table.Column<string>(),
                columns = table.Column<string>(),
                counsellor_id = table.Column<string>(nullable: true),
                state = table.Column<string>(),
                made_at = table.Column<long>(),
                started_at = table.Column<long>(nullable: true),
                ended_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_takeovers", row => row.id));
        migrationBuilder.CreateIndex("ix_takeovers_centre_id_made_at", "takeovers", ["centre_id", "made_at"]);
        migrationBuilder.CreateIndex("ix_takeovers_state", "takeovers", "state", filter: "state in ('Running', 'Undoing')");

        migrationBuilder.CreateTable(
            "takeover_rows",
            table => new
            {
                takeover_id = table.Column<string>(),
                number = table.Column<int>(),
                cells = table.Column<string>(),
                state = table.Column<string>(),
                case_id = table.Column<string>(nullable: true),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_takeover_rows", row => new { row.takeover_id, row.number }));
        migrationBuilder.CreateIndex("ix_takeover_rows_takeover_id_state", "takeover_rows", ["takeover_id", "state"]);
    }
}
