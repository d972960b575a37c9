using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Requests;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Calendars;

namespace IqWorkflows.Casework.Calendar;

/// <summary>The secret links under which calendar programs fetch dates. They cannot sign in, so whoever has a link sees what stands behind it until it is renewed or revoked.</summary>
public sealed class CalendarLinks(IqRuntime runtime, AccountBook accounts)
{
    // Hexadecimal, see SecretToken: anything longer is no secret of ours and not worth a hash.
    private const int Longest = 64;

    /// <summary>Makes a link, or a new one in place of the old.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="key">Sent again with the same key, the request makes nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secret, told this once; null when the request was sent before.</returns>
    public Task<string?> MakeAsync(string accountId, string key, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => OnceByKey.Run<string?>(
            turn,
            $"calendar {accountId} {key}",
            runtime.Now,
            () =>
            {
                var secret = SecretToken.New();
                CalendarLinkRow.Replace(turn, new CalendarLinkRow { AccountId = accountId, SecretHash = SecretToken.HashOf(secret), MadeAt = runtime.Now });
                AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = accountId, Kind = "account", Subject = accountId, What = "calendar-link" });
                return secret;
            },
            _ => "", // the secret itself is kept nowhere
            _ => null),
        cancellationToken);

    /// <summary>Nobody gets anything under the link any more.</summary>
    public Task RevokeAsync(string accountId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (CalendarLinkRow.Delete(turn, accountId))
                AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = accountId, Kind = "account", Subject = accountId, What = "calendar-link-revoked" });
        },
        cancellationToken);

    /// <summary>Whoever made the link, as they would see cases if they signed in now.</summary>
    /// <returns>Null when there is no such link, or its owner may not look at cases any more.</returns>
    public async Task<(Viewer Viewer, Language Language)?> OwnerAsync(string secret, CancellationToken cancellationToken)
    {
        if (secret.Length is 0 or > Longest)
            return null;
        var hash = SecretToken.HashOf(secret);
        if (await runtime.Writer.WriteAsync(turn => CalendarLinkRow.AccountOf(turn, hash), cancellationToken) is not { } accountId
            || await accounts.FindAsync(accountId, cancellationToken) is not { } account
            || await accounts.ViewerAsync(accountId, account.SecurityStamp, cancellationToken) is not { WorksWithCases: true, MustSetUpTwoFactor: false } viewer)
            return null;
        return (viewer, account.Language == "en" ? Language.English : Language.German);
    }
}
