using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Hosting;

/// <summary>Where links in mails lead: as an operator said it. What a request calls us is not believed, or a stranger could send people anywhere.</summary>
internal sealed class DeskAddress(SettingBook settings, DeskOptions options)
{
    public async Task<string> FindAsync(CancellationToken cancellationToken) => await settings.AddressAsync(cancellationToken) ?? options.Address();
}
