using IqWorkflows.Casework.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Tells Identity whether a code of the authenticator app is right. Each is taken once.</summary>
internal sealed class AppCodes(AccountKeys keys, SecretSeal seal, TimeProvider clock) : IUserTwoFactorTokenProvider<DeskAccount>
{
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<DeskAccount> manager, DeskAccount user) => Task.FromResult(user.Row.TwoFactorSince is not null);

    public Task<string> GenerateAsync(string purpose, UserManager<DeskAccount> manager, DeskAccount user) => throw new NotSupportedException("Codes are made by the app.");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<DeskAccount> manager, DeskAccount user) =>
        user.Row.AuthenticatorKey is { } sealedKey && await IsRightAsync(user.Row.Id, sealedKey, token, CancellationToken.None);

    /// <summary>Whether it is the code of this secret now and was not used before.</summary>
    public async Task<bool> IsRightAsync(string accountId, string sealedKey, string code, CancellationToken cancellationToken) =>
        seal.Open(sealedKey) is { } key && OneTimeCode.Find(key, code, clock.GetUtcNow()) is { } step && await keys.UseCodeAsync(accountId, step, cancellationToken);
}
