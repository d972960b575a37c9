using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>What one procedure hands to another in the inbox carries the day on which its cause happened, so that both say of a state since when it holds.</summary>
[DbContext(typeof(IqDb))]
[Migration("0021_add_day_of_cause")]
internal sealed class M0021_AddDayOfCause : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<DateOnly>("happened_on", "inbox", nullable: true);
}
