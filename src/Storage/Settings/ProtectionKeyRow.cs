using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Settings;

/// <summary>A key with which cookies, forms and secrets are sealed. All nodes on one database share them.</summary>
public sealed class ProtectionKeyRow : IEntityTypeConfiguration<ProtectionKeyRow>
{
    public string Id { get; init; } = "";

    public string Xml { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    void IEntityTypeConfiguration<ProtectionKeyRow>.Configure(EntityTypeBuilder<ProtectionKeyRow> table) => table.ToTable("protection_keys").HasKey(row => row.Id);

    /// <summary>Adds it unless it is there already.</summary>
    public static void Insert(Turn turn, ProtectionKeyRow row) =>
        turn.Execute("insert into protection_keys (id, xml, created_at) values (@id, @xml, @created_at) on conflict (id) do nothing", row.Id, row.Xml, row.CreatedAt);
}
