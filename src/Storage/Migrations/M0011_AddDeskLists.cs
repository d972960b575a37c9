using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>What the lists of the desk are read by, and caseloads that went from one person to another.</summary>
[DbContext(typeof(IqDb))]
[Migration("0011_add_desk_lists")]
internal sealed class M0011_AddDeskLists : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "saved_views",
            table => new
            {
                id = table.Column<long>(),
                account_id = table.Column<string>(),
                centre_id = table.Column<string>(nullable: true),
                name = table.Column<string>(),
                query = table.Column<string>(),
                created_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_saved_views", row => row.id));
        migrationBuilder.CreateIndex("ix_saved_views_account_id", "saved_views", "account_id");
        migrationBuilder.CreateIndex("ix_saved_views_centre_id", "saved_views", "centre_id", filter: "centre_id is not null");

        migrationBuilder.CreateTable(
            "hand_overs",
            table => new
            {
                id = table.Column<string>(),
                centre_id = table.Column<string>(),
                to_id = table.Column<string>(),
                cases = table.Column<int>(),
                who = table.Column<string>(),
                at = table.Column<long>(),
                undone_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_hand_overs", row => row.id));
        migrationBuilder.CreateIndex("ix_hand_overs_centre_id_at", "hand_overs", ["centre_id", "at"]);
        migrationBuilder.CreateTable(
            "hand_over_cases",
            table => new { hand_over_id = table.Column<string>(), case_id = table.Column<string>(), from_id = table.Column<string>(nullable: true) },
            constraints: table => table.PrimaryKey("pk_hand_over_cases", row => new { row.hand_over_id, row.case_id }));

        migrationBuilder.CreateIndex("ix_deadlines_case_id_state_end_on", "deadlines", ["case_id", "state", "end_on"]);
        migrationBuilder.CreateIndex("ix_case_tasks_due_on", "case_tasks", "due_on", filter: "role = 'LEAD' and state = 'Open'");
        migrationBuilder.CreateIndex("ix_messages_case_id", "messages", "case_id", filter: "state = 'Failed'");
        migrationBuilder.CreateIndex("ix_staff_deputy", "staff", "deputy", filter: "deputy is not null");
    }
}
