using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Files that people add to a case, and what they have typed and not sent yet.</summary>
[DbContext(typeof(IqDb))]
[Migration("0010_add_uploads")]
internal sealed class M0010_AddUploads : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "uploads",
            table => new
            {
                id = table.Column<string>(),
                case_id = table.Column<string>(),
                @object = table.Column<string>(nullable: true),
                name = table.Column<string>(),
                media_type = table.Column<string>(),
                size = table.Column<long>(),
                hash = table.Column<string>(),
                added_at = table.Column<long>(),
                added_by = table.Column<string>(),
                deleted_at = table.Column<long>(nullable: true),
                deleted_by = table.Column<string>(nullable: true),
                delete_reason = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_uploads", row => row.id));
        migrationBuilder.CreateIndex("ix_uploads_case_id_added_at", "uploads", ["case_id", "added_at"]);

        migrationBuilder.CreateTable(
            "upload_contents",
            table => new { upload_id = table.Column<string>(), content = table.Column<byte[]>() },
            constraints: table => table.PrimaryKey("pk_upload_contents", row => row.upload_id));

        migrationBuilder.CreateTable(
            "case_drafts",
            table => new
            {
                account_id = table.Column<string>(),
                case_id = table.Column<string>(),
                form = table.Column<string>(),
                fields = table.Column<string>(),
                saved_at = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("pk_case_drafts", row => new { row.account_id, row.case_id, row.form }));
        migrationBuilder.CreateIndex("ix_case_drafts_case_id", "case_drafts", "case_id");
        migrationBuilder.CreateIndex("ix_case_drafts_saved_at", "case_drafts", "saved_at");
    }
}
