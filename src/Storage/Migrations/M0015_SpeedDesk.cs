using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>What a day's page looks for, it finds from the open cases of a person or a centre, in indexes that hold only what is open. Their conditions stand word for word in the queries.</summary>
[DbContext(typeof(IqDb))]
[Migration("0015_speed_desk")]
internal sealed class M0015_SpeedDesk : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        const string open = "state <> 'ABGESCHLOSSEN'";
        migrationBuilder.CreateIndex("ix_cases_open_counsellor", "cases", ["counsellor_id", "id"], filter: open);
        migrationBuilder.CreateIndex("ix_cases_open_deputy", "cases", ["deputy_id", "id", "counsellor_id"], filter: open);
        migrationBuilder.CreateIndex("ix_cases_open_centre", "cases", ["centre_id", "id", "counsellor_id"], filter: open);
        migrationBuilder.CreateIndex("ix_deadlines_running", "deadlines", ["case_id", "end_on", "code"], filter: "state = 'Running'");
        migrationBuilder.CreateIndex("ix_case_tasks_open", "case_tasks", ["case_id", "role", "due_on"], filter: "state = 'Open'");
        migrationBuilder.CreateIndex("ix_messages_not_arrived", "messages", ["case_id", "created_at"], filter: "state in ('Failed', 'Unknown')");
    }
}
