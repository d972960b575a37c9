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

    /// <summary>Codes with spaces between: BER LEITUNG VERW KOORDINATION QUT FI DSB designer operator.</summary>
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

    /// <summary>Secret that the authenticator app shares with us, sealed with the keys of the house; null: none was made.</summary>
    public string? AuthenticatorKey { get; init; }

    /// <summary>Since when signing in asks for a code as well; null: it does not, also while a new secret waits for its first code.</summary>
    public DateTimeOffset? TwoFactorSince { get; init; }

    /// <summary>The half minute whose code was used last: no code is taken twice.</summary>
    public long? LastCodeStep { get; init; }

    /// <summary>Hashes of the recovery codes that were not used yet, with spaces between.</summary>
    public string? RecoveryHashes { get; init; }

    /// <summary>Hash of what a forgotten password can be replaced with; null: nothing was asked for.</summary>
    public string? ResetHash { get; init; }

    public DateTimeOffset? ResetEndsAt { get; init; }

    /// <summary>Since when it is locked by a person; null: it is not.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>Mail address of the training provider whose participants the account may see, as measures name it; null: no provider.</summary>
    public string? Provider { get; init; }

    void IEntityTypeConfiguration<AccountRow>.Configure(EntityTypeBuilder<AccountRow> table)
    {
        table.ToTable("accounts").HasKey(row => row.Id);
        table.HasIndex(row => row.Name).IsUnique();
        table.HasIndex(row => row.Mail);
        table.HasIndex(row => row.StaffId);
        table.HasIndex(row => row.ResetHash).IsUnique().HasFilter("reset_hash is not null");
        table.HasIndex(row => row.InvitationHash).IsUnique().HasFilter("invitation_hash is not null");
    }
}
