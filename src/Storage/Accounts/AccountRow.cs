using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Accounts;

/// <summary>Somebody who may sign in. What they see of cases hangs on the person of the staff that they are.</summary>
public sealed class AccountRow : IEntityTypeConfiguration<AccountRow>
{
    public string Id { get; init; } = "";

    /// <summary>What they type to sign in, in lower case; each only once.</summary>
    public string Name { get; init; } = "";

    public string? Mail { get; init; }

    /// <summary>Null until the invitation was accepted: nobody can sign in.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Changes with the password; older sign-ins count no longer.</summary>
    public string SecurityStamp { get; init; } = "";

    /// <summary>Codes with spaces between: BER LEITUNG VERW KOORDINATION designer operator.</summary>
    public string Roles { get; init; } = "";

    /// <summary>The person of the staff; null for those who have nothing to do with cases.</summary>
    public string? StaffId { get; init; }

    /// <summary>German or English by the person's own choice, <c>de</c> or <c>en</c>; null: as the browser says.</summary>
    public string? Language { get; init; }

    public int FailedSignIns { get; init; }

    /// <summary>Until when nobody can sign in after too many wrong passwords; null: not locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Hash of the invitation that has not been accepted yet; null: none.</summary>
    public string? InvitationHash { get; init; }

    public DateTimeOffset? InvitationEndsAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    void IEntityTypeConfiguration<AccountRow>.Configure(EntityTypeBuilder<AccountRow> table)
    {
        table.ToTable("accounts").HasKey(row => row.Id);
        table.HasIndex(row => row.Name).IsUnique();
        table.HasIndex(row => row.InvitationHash).IsUnique().HasFilter("invitation_hash is not null");
    }
}
