using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Second factors, forgotten passwords, locked accounts and their history; cases opened with a reason; settings, keys of the house, and forms that outlive a sign-in.</summary>
[DbContext(typeof(IqDb))]
[Migration("0012_add_second_factor")]
internal sealed class M0012_AddSecondFactor : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var text in new[] { "authenticator_key", "recovery_hashes", "reset_hash", "provider" })
            migrationBuilder.AddColumn<string>(text, "accounts", nullable: true);
        foreach (var moment in new[] { "two_factor_since", "last_code_step", "reset_ends_at", "closed_at", "last_sign_in_at" })
            migrationBuilder.AddColumn<long>(moment, "accounts", nullable: true);
        migrationBuilder.CreateIndex("ix_accounts_mail", "accounts", "mail");
        migrationBuilder.CreateIndex("ix_accounts_staff_id", "accounts", "staff_id");
        migrationBuilder.CreateIndex("ix_accounts_reset_hash", "accounts", "reset_hash", unique: true, filter: "reset_hash is not null");

        migrationBuilder.AddColumn<string>("kind", "centres", nullable: true);
        migrationBuilder.CreateIndex("ix_centres_kind", "centres", "kind", filter: "kind is not null");
        migrationBuilder.CreateIndex("ix_measures_provider_email", "measures", "provider_email");

        migrationBuilder.CreateTable(
            "account_changes",
            table => new
            {
                id = table.Column<long>(),
                at = table.Column<long>(),
                who = table.Column<string>(),
                kind = table.Column<string>(),
                subject = table.Column<string>(),
                what = table.Column<string>(),
                before = table.Column<string>(nullable: true),
                after = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_account_changes", row => row.id));
        migrationBuilder.CreateIndex("ix_account_changes_kind_subject_id", "account_changes", ["kind", "subject", "id"]);

        migrationBuilder.CreateTable(
            "case_openings",
            table => new
            {
                id = table.Column<string>(),
                case_id = table.Column<string>(),
                account_id = table.Column<string>(),
                reason = table.Column<string>(),
                opened_at = table.Column<long>(),
                ends_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_case_openings", row => row.id));
        migrationBuilder.CreateIndex("ix_case_openings_case_id_opened_at", "case_openings", ["case_id", "opened_at"]);
        migrationBuilder.CreateIndex("ix_case_openings_account_id_ends_at", "case_openings", ["account_id", "ends_at"]);

        migrationBuilder.CreateTable(
            "kept_forms",
            table => new { id = table.Column<string>(), account_id = table.Column<string>(), content = table.Column<string>(), ends_at = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_kept_forms", row => row.id));
        migrationBuilder.CreateIndex("ix_kept_forms_ends_at", "kept_forms", "ends_at");

        migrationBuilder.CreateTable(
            "settings", table => new { name = table.Column<string>(), value = table.Column<string>() }, constraints: table => table.PrimaryKey("pk_settings", row => row.name));
        migrationBuilder.CreateTable(
            "protection_keys",
            table => new { id = table.Column<string>(), xml = table.Column<string>(), created_at = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_protection_keys", row => row.id));
    }
}
