using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Rules;

/// <summary>One change that people made to the rules that were delivered. Never changed: the newest row of a file and key counts, the others are its history.</summary>
public sealed class RuleOverrideRow : IEntityTypeConfiguration<RuleOverrideRow>
{
    public long Id { get; init; }

    /// <summary>The file below the folder of the rules: <c>mail/M09.de.md</c>, <c>authorities.yaml</c>.</summary>
    public string File { get; init; } = "";

    /// <summary>Code of the entry within the file; empty: the whole file.</summary>
    public string Key { get; init; } = "";

    /// <summary>What stands there instead; null: what was delivered counts again.</summary>
    public string? Content { get; init; }

    /// <summary>Hash of what was delivered when it was changed, so that a newer delivery is noticed; null: there was nothing.</summary>
    public string? BaseHash { get; init; }

    /// <summary>Id of the account.</summary>
    public string Who { get; init; } = "";

    public DateTimeOffset At { get; init; }

    void IEntityTypeConfiguration<RuleOverrideRow>.Configure(EntityTypeBuilder<RuleOverrideRow> table)
    {
        table.ToTable("rule_overrides").HasKey(row => row.Id);
        table.HasIndex(row => new { row.File, row.Key, row.Id });
    }
}
