using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Accounts;

/// <summary>Somebody changed an account, a centre or a setting: a line of their history.</summary>
public sealed class AccountChangeRow : IEntityTypeConfiguration<AccountChangeRow>
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Id of the account that did it, or <c>iqw</c> for the command line.</summary>
    public string Who { get; init; } = "";

    /// <summary><c>account</c>, <c>centre</c> or <c>setting</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Id of what was changed.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What of it: <c>added</c>, <c>roles</c>, <c>closed</c>, <c>two-factor</c> …</summary>
    public string What { get; init; } = "";

    /// <summary>Null: there was nothing, or it is a secret.</summary>
    public string? Before { get; init; }

    /// <summary>Null: there is nothing, or it is a secret.</summary>
    public string? After { get; init; }

    void IEntityTypeConfiguration<AccountChangeRow>.Configure(EntityTypeBuilder<AccountChangeRow> table)
    {
        table.ToTable("account_changes").HasKey(row => row.Id);
        table.HasIndex(row => new { row.Kind, row.Subject, row.Id });
    }

    /// <summary>Adds a line. There is no way to change or remove one.</summary>
    public static void Insert(Turn turn, AccountChangeRow row) => turn.Execute(
        "insert into account_changes (at, who, kind, subject, what, before, after) values (@at, @who, @kind, @subject, @what, @before, @after)",
        row.At, row.Who, row.Kind, row.Subject, row.What, row.Before, row.After);
}
