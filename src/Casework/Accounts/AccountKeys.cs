using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>What opens an account: invitations and resets, each once and for a time, and the second factor.</summary>
public sealed class AccountKeys(IqRuntime runtime)
{
    /// <summary>How long a forgotten password may be replaced.</summary>
    public static readonly TimeSpan ResetLasts = TimeSpan.FromHours(1);

    private const int RecoveryCodes = 10;
    private const int RecoveryLetters = 16;

    /// <summary>The account that was invited with this, if the invitation still holds.</summary>
    public Task<AccountRow?> InvitedAsync(string invitation, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => Invited(turn, invitation), cancellationToken);

    /// <summary>The account whose password may be replaced with this, if it still holds.</summary>
    public Task<AccountRow?> ForgottenAsync(string reset, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => Forgotten(turn, reset), cancellationToken);

    /// <summary>Takes the invitation or the reset, whichever it is, and with it the new password. All sign-ins that there were end.</summary>
    /// <returns>The account as it is now; null when somebody was faster or the time is over.</returns>
    public Task<AccountRow?> TakeAsync(string token, string passwordHash, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if ((Invited(turn, token) ?? Forgotten(turn, token)) is not { } row)
                return null;
            turn.Execute(
                """
                update accounts set password_hash = @password_hash, security_stamp = @stamp, failed_sign_ins = 0, locked_until = null,
                    invitation_hash = null, invitation_ends_at = null, reset_hash = null, reset_ends_at = null
                where id = @id
                """,
                passwordHash, AccountBook.NewStamp(), row.Id);
            AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = row.Id, Kind = "account", Subject = row.Id, What = "password" });
            return AccountTable.Find(turn, row.Id);
        },
        cancellationToken);

    /// <summary>Somebody says they forgot the password. Whether there is such an account is not told, and it takes the same time.</summary>
    /// <param name="typed">An account name or a mail address.</param>
    /// <param name="mail">Writes the mail for an account and what it needs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AskResetAsync(string typed, Func<AccountRow, string, SystemMail> mail, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            var found = AccountTable.OfName(turn, AccountBook.Folded(typed)) is { } one ? [one] : AccountTable.OfMail(turn, typed.Trim());
            foreach (var row in found.Where(row => row is { ClosedAt: null, Mail: not null }))
            {
                var token = SecretToken.New();
                AccountTable.SetReset(turn, row.Id, SecretToken.HashOf(token), runtime.Now + ResetLasts);
                mail(row, token).Write(turn, row.Name, row.Mail!, runtime.Options.Mail, runtime.Now); // filtered just before
            }
        },
        cancellationToken);

    /// <summary>Remembers a new secret that the next right code confirms.</summary>
    /// <returns>False when there is a confirmed one already.</returns>
    public Task<bool> BeginTwoFactorAsync(string id, string sealedKey, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => AccountTable.Find(turn, id) is { TwoFactorSince: null } && AccountTable.UpdateTwoFactor(turn, id, sealedKey, null, null), cancellationToken);

    /// <summary>The first right code was typed: from now on signing in asks for one. All other sign-ins end.</summary>
    /// <returns>The recovery codes, told this once; null when it was on already, or the secret is another by now.</returns>
    public Task<IReadOnlyList<string>?> ConfirmTwoFactorAsync(string id, string sealedKey, CancellationToken cancellationToken) => runtime.Writer.WriteAsync<IReadOnlyList<string>?>(
        turn =>
        {
            if (AccountTable.Find(turn, id) is not { TwoFactorSince: null } row || row.AuthenticatorKey != sealedKey)
                return null;
            var codes = NewCodes();
            AccountTable.UpdateTwoFactor(turn, id, sealedKey, runtime.Now, Hashes(codes));
            Restamp(turn, row);
            Note(turn, id, "two-factor", null, "on");
            return codes;
        },
        cancellationToken);

    /// <summary>New recovery codes; the old ones count no longer.</summary>
    /// <returns>Told this once; null when there is no second factor.</returns>
    public Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync<IReadOnlyList<string>?>(
        turn =>
        {
            if (AccountTable.Find(turn, id) is not { TwoFactorSince: { } since, AuthenticatorKey: { } key })
                return null;
            var codes = NewCodes();
            AccountTable.UpdateTwoFactor(turn, id, key, since, Hashes(codes));
            Note(turn, id, "recovery-codes", null, null);
            return codes;
        },
        cancellationToken);

    /// <summary>The owner does without it.</summary>
    public Task EndTwoFactorAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            AccountTable.UpdateTwoFactor(turn, id, null, null, null);
            Note(turn, id, "two-factor", "on", null);
        },
        cancellationToken);

    /// <returns>False when that code, or a later one, was used before.</returns>
    public Task<bool> UseCodeAsync(string id, long step, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.UseCode(turn, id, step), cancellationToken);

    /// <returns>False when it is none of those that are left.</returns>
    public Task<bool> UseRecoveryCodeAsync(string id, string code, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (!AccountTable.UseRecoveryCode(turn, id, SecretToken.HashOf(Plain(code))))
                return false;
            Note(turn, id, "recovery-code-used", null, null);
            return true;
        },
        cancellationToken);

    private AccountRow? Invited(Turn turn, string token) =>
        AccountTable.OfInvitation(turn, SecretToken.HashOf(token)) is { ClosedAt: null } row && row.InvitationEndsAt > runtime.Now ? row : null;

    private AccountRow? Forgotten(Turn turn, string token) => AccountTable.OfReset(turn, SecretToken.HashOf(token)) is { ClosedAt: null } row && row.ResetEndsAt > runtime.Now ? row : null;

    private void Note(Turn turn, string id, string what, string? before, string? after) =>
        AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = id, Kind = "account", Subject = id, What = what, Before = before, After = after });

    private static void Restamp(Turn turn, AccountRow row) => turn.Execute("update accounts set security_stamp = @stamp where id = @id", AccountBook.NewStamp(), row.Id);

    private static List<string> NewCodes() => [.. Enumerable.Range(0, RecoveryCodes).Select(_ => string.Join('-', OneTimeCode.NewKey()[..RecoveryLetters].Chunk(4).Select(four => new string(four))))];

    private static string Hashes(IEnumerable<string> codes) => string.Join(' ', codes.Select(code => SecretToken.HashOf(Plain(code))));

    /// <summary>Typed with or without hyphens, in capitals or not.</summary>
    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
