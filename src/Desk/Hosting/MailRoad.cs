using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Hosting;

/// <summary>Whether mails of this server reach anybody. Without a mail server they are written into a folder, which counts as sent.</summary>
internal sealed class MailRoad(SettingBook settings, DeskOptions options)
{
    public async Task<bool> LeadsNowhereAsync(CancellationToken cancellationToken) => options.FixedMailServer is null && await settings.MailServerAsync(cancellationToken) is null;
}
