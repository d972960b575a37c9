using IqWorkflows.Casework.Accounts;
using IqWorkflows.Storage.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Gives Identity the accounts of our database. Whatever it changes is written by the step writer, like everything else. New accounts are made by <see cref="AccountBook"/>.</summary>
internal sealed class AccountStore(AccountBook accounts) : IUserPasswordStore<DeskAccount>, IUserSecurityStampStore<DeskAccount>, IUserLockoutStore<DeskAccount>,
    IUserTwoFactorStore<DeskAccount>
{
    public Task<string> GetUserIdAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Row.Id);

    public Task<string?> GetUserNameAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Row.Name);

    public Task<string?> GetNormalizedUserNameAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Row.Name);

    // Names are lower case in our database and never change.
    public Task SetUserNameAsync(DeskAccount user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(DeskAccount user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(DeskAccount user, CancellationToken cancellationToken) => throw new NotSupportedException("Accounts are made by AccountBook, together with the person of the staff.");

    public Task<IdentityResult> DeleteAsync(DeskAccount user, CancellationToken cancellationToken) => throw new NotSupportedException("Accounts are kept: the log of accesses names them.");

    public async Task<IdentityResult> UpdateAsync(DeskAccount user, CancellationToken cancellationToken)
    {
        if (!await accounts.UpdateAsync(user.Row, user.StampBefore, cancellationToken))
            return IdentityResult.Failed();
        user.StampBefore = user.Row.SecurityStamp;
        return IdentityResult.Success;
    }

    public async Task<DeskAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(userId, cancellationToken) is { } row ? new DeskAccount(row) : null;

    public async Task<DeskAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await accounts.OfNameAsync(normalizedUserName, cancellationToken) is { } row ? new DeskAccount(row) : null;

    public Task<string?> GetPasswordHashAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Row.PasswordHash);

    public Task<bool> HasPasswordAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Row.PasswordHash is not null);

    public Task SetPasswordHashAsync(DeskAccount user, string? passwordHash, CancellationToken cancellationToken) => Set(user, row => With(row, passwordHash: passwordHash));

    public Task<string?> GetSecurityStampAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Row.SecurityStamp);

    public Task SetSecurityStampAsync(DeskAccount user, string stamp, CancellationToken cancellationToken) => Set(user, row => With(row, stamp: stamp));

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Row.LockedUntil);

    public Task SetLockoutEndDateAsync(DeskAccount user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(user, row => With(row, lockedUntil: (true, lockoutEnd)));

    // Counted in the database at once: many tries at the same time count as many.
    public async Task<int> IncrementAccessFailedCountAsync(DeskAccount user, CancellationToken cancellationToken)
    {
        var failures = await accounts.CountFailureAsync(user.Row.Id, cancellationToken);
        await Set(user, row => With(row, failures: failures));
        return failures;
    }

    public async Task ResetAccessFailedCountAsync(DeskAccount user, CancellationToken cancellationToken)
    {
        await accounts.ResetFailuresAsync(user.Row.Id, cancellationToken);
        await Set(user, row => With(row, failures: 0));
    }

    public Task<int> GetAccessFailedCountAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Row.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(DeskAccount user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> GetTwoFactorEnabledAsync(DeskAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Row.TwoFactorSince is not null);

    public Task SetTwoFactorEnabledAsync(DeskAccount user, bool enabled, CancellationToken cancellationToken) => throw new NotSupportedException("A second factor is set up with a code, by AccountKeys.");

    public void Dispose()
    {
        // Nothing is held: the accounts outlive a request.
    }

    /// <summary>The account with another password; an invitation and a reset are used up by it.</summary>
    private static AccountRow With(AccountRow row, string? passwordHash = null, string? stamp = null, int? failures = null, (bool IsSet, DateTimeOffset? Until) lockedUntil = default) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Mail = row.Mail,
        PasswordHash = passwordHash ?? row.PasswordHash,
        SecurityStamp = stamp ?? row.SecurityStamp,
        Roles = row.Roles,
        StaffId = row.StaffId,
        Language = row.Language,
        FailedSignIns = failures ?? row.FailedSignIns,
        LockedUntil = lockedUntil.IsSet ? lockedUntil.Until : row.LockedUntil,
        InvitationHash = passwordHash is null ? row.InvitationHash : null,
        InvitationEndsAt = passwordHash is null ? row.InvitationEndsAt : null,
        ResetHash = passwordHash is null ? row.ResetHash : null,
        ResetEndsAt = passwordHash is null ? row.ResetEndsAt : null,
        CreatedAt = row.CreatedAt,
        AuthenticatorKey = row.AuthenticatorKey,
        TwoFactorSince = row.TwoFactorSince,
        ClosedAt = row.ClosedAt,
        LastSignInAt = row.LastSignInAt,
        Provider = row.Provider,
    };

    private static Task Set(DeskAccount user, Func<AccountRow, AccountRow> change)
    {
        user.Row = change(user.Row);
        return Task.CompletedTask;
    }
}
