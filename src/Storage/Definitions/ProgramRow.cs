using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Definitions;

/// <summary>What a program key stands for: enough to make the same program again for as long as an instance runs it.</summary>
public sealed class ProgramRow : IEntityTypeConfiguration<ProgramRow>
{
    public string Key { get; init; } = "";

    /// <summary>The version it was made from.</summary>
    public string VersionId { get; init; } = "";

    /// <summary>Ids of the versions used as activities, separated by line ends.</summary>
    public string Uses { get; init; } = "";

    void IEntityTypeConfiguration<ProgramRow>.Configure(EntityTypeBuilder<ProgramRow> table) => table.ToTable("programs").HasKey(row => row.Key);
}
