using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Accounts, the log of who looked at which case, and the words by which cases are found.</summary>
[DbContext(typeof(IqDb))]
[Migration("0008_add_accounts")]
internal sealed class M0008_AddAccounts : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "accounts",
            table => new
            {
                id = table.Column<string>(),
                name = table.Column<string>(),
                mail = table.Column<string>(nullable: true),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(),
                roles = table.Column<string>(),
                staff_id = table.Column<string>(nullable: true),
                language = table.Column<string>(nullable: true),
                failed_sign_ins = table.Column<int>(),
                locked_until = table.Column<long>(nullable: true),
                invitation_hash = table.Column<string>(nullable: true),
                invitation_ends_at = table.Column<long>(nullable: true),
                created_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_accounts", row => row.id));
        migrationBuilder.CreateIndex("ix_accounts_name", "accounts", "name", unique: true);
        migrationBuilder.CreateIndex("ix_accounts_invitation_hash", "accounts", "invitation_hash", unique: true, filter: "invitation_hash is not null");

        migrationBuilder.CreateTable(
            "case_accesses",
            table => new
            {
                id = table.Column<long>(),
                at = table.Column<long>(),
                who = table.Column<string>(),
                case_id = table.Column<string>(),
                action = table.Column<string>(),
                is_allowed = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("pk_case_accesses", row => row.id));
        migrationBuilder.CreateIndex("ix_case_accesses_case_id_id", "case_accesses", ["case_id", "id"]);
        migrationBuilder.CreateIndex("ix_case_accesses_who_id", "case_accesses", ["who", "id"]);

        migrationBuilder.CreateTable(
            "case_keys",
            table => new { word = table.Column<string>(), case_id = table.Column<string>() },
            constraints: table => table.PrimaryKey("pk_case_keys", row => new { row.word, row.case_id }));
        migrationBuilder.CreateIndex("ix_case_keys_case_id", "case_keys", "case_id");

        migrationBuilder.CreateIndex("ix_cases_centre_id_id", "cases", ["centre_id", "id"]);
        migrationBuilder.CreateIndex("ix_cases_counsellor_id_id", "cases", ["counsellor_id", "id"]);
        migrationBuilder.CreateIndex("ix_cases_deputy_id_id", "cases", ["deputy_id", "id"]);
    }
}
