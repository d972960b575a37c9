using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Settings;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>What operators decide at the desk.</summary>
public sealed class SettingBook(IqRuntime runtime)
{
    /// <summary>Name of the setting of the mail server.</summary>
    public const string MailName = "mail.server";

    private const string TwoFactorName = "two-factor.roles";
    private const string AddressName = "desk.address";

    /// <summary>Whose roles ask for a second factor.</summary>
    public Task<IReadOnlySet<string>> TwoFactorRolesAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(TwoFactorRoles, cancellationToken);

    public Task SetTwoFactorRolesAsync(Actor actor, IEnumerable<string> roles, CancellationToken cancellationToken) =>
        SaveAsync(actor, TwoFactorName, string.Join(' ', Role.All.Intersect(roles)), isSecret: false, cancellationToken);

    /// <summary>Where people reach the desk, for links in mails: <c>https://desk.example</c>, without a slash at the end.</summary>
    /// <returns>Null when nobody said it yet.</returns>
    public Task<string?> AddressAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => SettingRow.Find(turn, AddressName), cancellationToken);

    /// <returns>False when it is no address of a server.</returns>
    public async Task<bool> SetAddressAsync(Actor actor, string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.UserInfo.Length > 0 || address.Length > 300)
            return false;
        await SaveAsync(actor, AddressName, uri.GetLeftPart(UriPartial.Authority), isSecret: false, cancellationToken);
        return true;
    }

    /// <summary>The mail server that was named at the desk, as text that only who wrote it understands.</summary>
    public Task<string?> MailServerAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => SettingRow.Find(turn, MailName), cancellationToken);

    public Task SetMailServerAsync(Actor actor, string settings, CancellationToken cancellationToken) => SaveAsync(actor, MailName, settings, isSecret: true, cancellationToken);

    internal static IReadOnlySet<string> TwoFactorRoles(Turn turn) =>
        (SettingRow.Find(turn, TwoFactorName) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    private Task SaveAsync(Actor actor, string name, string value, bool isSecret, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            var before = SettingRow.Find(turn, name);
            if (before == value)
                return;
            SettingRow.Save(turn, name, value);
            AccountChangeRow.Insert(turn, new AccountChangeRow { At = runtime.Now, Who = actor.Id, Kind = "setting", Subject = name, What = "set", Before = isSecret ? null : before, After = isSecret ? null : value });
        },
        cancellationToken);
}
