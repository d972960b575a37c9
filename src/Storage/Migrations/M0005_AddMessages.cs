using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Messages and the attempts to send them.</summary>
[DbContext(typeof(IqDb))]
[Migration("0005_add_messages")]
internal sealed class M0005_AddMessages : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "messages",
            table => new
            {
                id = table.Column<string>(),
                case_id = table.Column<string>(nullable: true),
                occasion = table.Column<string>(),
                @object = table.Column<string>(),
                recipient = table.Column<string>(),
                rung_id = table.Column<string>(nullable: true),
                state = table.Column<string>(),
                is_letter = table.Column<bool>(),
                level = table.Column<string>(),
                languages = table.Column<string>(),
                template_hash = table.Column<string>(),
                reason_code = table.Column<string>(),
                reason_args = table.Column<string>(),
                name = table.Column<string>(nullable: true),
                address = table.Column<string>(nullable: true),
                postal_address = table.Column<string>(nullable: true),
                reply_name = table.Column<string>(nullable: true),
                reply_address = table.Column<string>(nullable: true),
                subject = table.Column<string>(nullable: true),
                parts = table.Column<string>(nullable: true),
                text = table.Column<string>(nullable: true),
                html = table.Column<string>(nullable: true),
                calendar = table.Column<string>(nullable: true),
                message_id = table.Column<string>(),
                thread = table.Column<string>(nullable: true),
                created_at = table.Column<long>(),
                next_try_at = table.Column<long>(nullable: true),
                attempts = table.Column<int>(),
                claimed_by = table.Column<string>(nullable: true),
                claimed_at = table.Column<long>(nullable: true),
                sent_at = table.Column<long>(nullable: true),
                last_error = table.Column<string>(nullable: true),
                returned_on = table.Column<DateOnly>(nullable: true),
                answered_on = table.Column<DateOnly>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_messages", row => row.id));
        migrationBuilder.CreateIndex("ix_messages_state_next_try_at", "messages", ["state", "next_try_at"]);
        migrationBuilder.CreateIndex("ix_messages_case_id_created_at", "messages", ["case_id", "created_at"]);
        migrationBuilder.CreateIndex("ix_messages_created_at", "messages", "created_at");

        migrationBuilder.CreateTable(
            "message_attempts",
            table => new
            {
                message_id = table.Column<string>(),
                number = table.Column<int>(),
                started_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
                outcome = table.Column<string>(nullable: true),
                reply = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_message_attempts", row => new { row.message_id, row.number }));
    }
}
