using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>When a case was marked for erasure and erased, when copies were destroyed; and indexes by which the same person and the messages in a state are found.</summary>
[DbContext(typeof(IqDb))]
[Migration("0009_add_erasure")]
internal sealed class M0009_AddErasure : SharedMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>("erasure_marked_on", "cases", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("erased_on", "cases", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("copies_destroyed_on", "documents", nullable: true);
        migrationBuilder.CreateIndex("ix_messages_state_created_at", "messages", ["state", "created_at"]);
        migrationBuilder.CreateIndex("ix_persons_born_on", "persons", "born_on", filter: "born_on is not null");
    }
}
