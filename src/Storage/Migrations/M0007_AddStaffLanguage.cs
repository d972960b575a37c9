using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>In which language the staff want their lists, and when they are absent.</summary>
[DbContext(typeof(IqDb))]
[Migration("0007_add_staff_language")]
internal sealed class M0007_AddStaffLanguage : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("language", "staff", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("absent_from", "staff", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("absent_until", "staff", nullable: true);
    }
}
