using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>Why an application is complete although papers of the list are missing.</summary>
[DbContext(typeof(IqDb))]
[Migration("0017_add_documents_gap")]
internal sealed class M0017_AddDocumentsGap : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("documents_gap_reason", "applications", nullable: true);
}
