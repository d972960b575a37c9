using System.Globalization;
using System.Net;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Desk.Frame;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Desk.Accounts;

/// <summary>Reads the form in which a mail server is named.</summary>
/// <param name="Server">What was typed, with the password in the open; null: something is wrong.</param>
/// <param name="Problems">What.</param>
internal sealed record MailServerForm(StoredMailServer? Server, IReadOnlyList<Problem> Problems)
{
    private const int Longest = 200;

    /// <param name="form">The form.</param>
    /// <param name="known">Password that stays when none is typed; null: there is none.</param>
    /// <param name="words">The language.</param>
    public static MailServerForm Read(IFormCollection form, string? known, Words words)
    {
        string Typed(string field) => form[field].ToString().Trim();
        var problems = new List<Problem>();
        void Wrong(string field, string key) => problems.Add(new Problem(words[key], field));
        var (host, user, security) = (Typed("host"), Typed("smtpUser"), Typed("security"));
        if (host.Length is 0 or > Longest || Uri.CheckHostName(host) == UriHostNameType.Unknown)
            Wrong("host", "Accounts.HostWrong");
        if (security is not ("starttls" or "tls" or "none"))
            Wrong("security", "Accounts.SecurityWrong");
        if (security == "none" && !(host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))))
            Wrong("security", "Accounts.SecurityOpen");
        var port = security switch { "tls" => 465, "none" => 25, _ => 587 };
        if (Typed("port").Length > 0 && !(int.TryParse(Typed("port"), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536))
            Wrong("port", "Accounts.PortWrong");
        if (!IsMail(Typed("fromAddress")))
            Wrong("fromAddress", "Account.mail-unusable");
        if (Typed("fromName").Length is 0 or > Longest || Typed("fromName").Any(char.IsControl))
            Wrong("fromName", "Accounts.FromNameWrong");
        if (user.Length > Longest || user.Any(char.IsControl))
            Wrong("smtpUser", "Accounts.UserWrong");
        var password = form["smtpPassword"].ToString() is { Length: > 0 } typed ? typed : known;
        if (user.Length > 0 && password is null)
            Wrong("smtpPassword", "Accounts.PasswordNeeded");
        if (password?.Length > Longest || password?.Any(char.IsControl) == true)
            Wrong("smtpPassword", "Accounts.UserWrong");
        return problems.Count > 0
            ? new MailServerForm(null, problems)
            : new MailServerForm(new StoredMailServer(host, port, security, user.Length > 0 ? user : null, user.Length > 0 ? password : null, Typed("fromAddress"), Typed("fromName")), []);
    }

    /// <summary>Whether it can be a mail address.</summary>
    public static bool IsMail(string typed) => typed.Length <= 254 && typed.LastIndexOf('@') is > 0 and var at && at < typed.Length - 1 && !typed.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>' or ',' or ';');
}
