using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Settings;

/// <summary>Something that operators decide at the desk and that outlives a restart.</summary>
public sealed class SettingRow : IEntityTypeConfiguration<SettingRow>
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";

    void IEntityTypeConfiguration<SettingRow>.Configure(EntityTypeBuilder<SettingRow> table) => table.ToTable("settings").HasKey(row => row.Name);

    public static void Save(Turn turn, string name, string value) =>
        turn.Execute("insert into settings (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value", name, value);

    /// <returns>Null when nobody decided it yet.</returns>
    public static string? Find(Turn turn, string name) => turn.Text("select value from settings where name = @name", name);
}
