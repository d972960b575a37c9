using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Desk.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Accounts;

/// <summary>What operators decide: mail server, address of the desk, whose roles need a second factor. The mail server is also the last step of the first start.</summary>
internal static class SettingsEndpoints
{
    private const string Path = "/verwaltung/einstellungen";
    private const string FirstPath = "/erster-start/mail";

    private static readonly IReadOnlyDictionary<string, string> s_nothing = new Dictionary<string, string>();

    public static void MapSettings(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, ShowAsync).For(IsOperator);
        desk.MapGet(FirstPath, ShowAsync).For(IsOperator);
        desk.MapPost(Path, MailAsync).For(IsOperator);
        desk.MapPost(FirstPath, MailAsync).For(IsOperator);
        desk.MapPost(Path + "/adresse", AddressAsync).For(IsOperator);
        desk.MapPost(Path + "/zweifaktor", TwoFactorAsync).For(IsOperator);
    }

    private static bool IsOperator(Viewer viewer) => viewer.Is(Role.Operator);

    private static Task<IResult> ShowAsync(HttpContext http, SettingsDesk settings)
    {
        var said = http.Request.Query.ContainsKey("gespeichert") ? Gate.Of(http)["Accounts.Saved"] : null;
        return settings.PageAsync(http, IsFirst(http), null, [], model => model with { Said = said });
    }

    private static async Task<IResult> MailAsync(HttpContext http, SettingsDesk settings, SettingBook book, SecretSeal seal, DeskOptions options, IqRuntime runtime)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        if (options.FixedMailServer is not null)
            return Results.LocalRedirect(http.Request.Path);
        var typed = form.Where(pair => pair.Key is not "smtpPassword" && !pair.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var read = MailServerForm.Read(form, await settings.PasswordAsync(form["host"].ToString().Trim(), form["smtpUser"].ToString().Trim(), http.RequestAborted), visit.Words);
        var (isTest, to) = (form["do"] == "test", form["testTo"].ToString().Trim());
        List<Problem> problems = [.. read.Problems];
        if (isTest && !MailServerForm.IsMail(to))
            problems.Add(new Problem(visit["Account.mail-unusable"], "testTo"));
        if (problems.Count > 0 || read.Server is not { } server)
            return await settings.PageAsync(http, IsFirst(http), typed, problems, model => model);
        if (isTest)
        {
            var delivery = options.MailBy is { } by ? await by(server).SendAsync(Probe(visit, server, to, runtime), http.RequestAborted) : new Delivery.Deferred("");
            return await settings.PageAsync(http, IsFirst(http), typed, [], model => model with { Reply = delivery.Reply, IsTaken = delivery is Delivery.Accepted });
        }
        await book.SetMailServerAsync(Actor.Of(visit.Viewer!)!, (server with { Password = server.Password is { } password ? seal.Seal(password) : null }).Written(), http.RequestAborted); // the gate lets only operators in
        return Results.LocalRedirect(IsFirst(http) ? "/" : Path + "?gespeichert");
    }

    private static async Task<IResult> AddressAsync(HttpContext http, SettingsDesk settings, SettingBook book)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var typed = form["address"].ToString();
        return await book.SetAddressAsync(Actor.Of(visit.Viewer!)!, typed, http.RequestAborted) // the gate lets only operators in
            ? Results.LocalRedirect(Path + "?gespeichert")
            : await settings.PageAsync(http, false, null, [new Problem(visit["Accounts.AddressWrong"], "address")], model => model with { Address = typed });
    }

    private static async Task<IResult> TwoFactorAsync(HttpContext http, SettingBook book)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await book.SetTwoFactorRolesAsync(Actor.Of(Gate.Of(http).Viewer!)!, form["role"].OfType<string>(), http.RequestAborted); // the gate lets only operators in
        return Results.LocalRedirect(Path + "?gespeichert");
    }

    private static bool IsFirst(HttpContext http) => http.Request.Path == FirstPath;

    private static OutgoingMail Probe(Visit visit, StoredMailServer server, string to, IqRuntime runtime)
    {
        var (now, text) = (runtime.Clock.GetUtcNow(), visit["Accounts.ProbeText"]);
        return new OutgoingMail
        {
            MessageId = $"<probe.{Guid.CreateVersion7(now):N}@{server.FromAddress[(server.FromAddress.LastIndexOf('@') + 1)..]}>",
            From = new MailAddress(server.FromName, server.FromAddress),
            To = new MailAddress("", to),
            Date = now,
            Subject = visit["Accounts.ProbeSubject"],
            Text = text + "\n",
            Html = $"<!DOCTYPE html>\n<html lang=\"{visit.Words.Code}\"><body><p>{text}</p></body></html>\n",
            Languages = [visit.Words.Code],
        };
    }

    /// <summary>Makes the page of the settings.</summary>
    internal sealed class SettingsDesk(SettingBook book, SecretSeal seal, DeskOptions options, DeskAddress address, AccountReading reading)
    {
        /// <summary>The password that is kept already, in the open; only for the server and the name that it was entered for, so that nobody can have it sent elsewhere.</summary>
        public async Task<string?> PasswordAsync(string host, string user, CancellationToken cancellationToken) =>
            await book.MailServerAsync(cancellationToken) is { } text && StoredMailServer.Read(text) is { Password: { } sealedPassword } stored && stored.Host == host && stored.User == user ? seal.Open(sealedPassword) : null;

        public async Task<IResult> PageAsync(HttpContext http, bool isFirst, IReadOnlyDictionary<string, string>? typed, IReadOnlyList<Problem> problems, Func<SettingsPage.SettingsModel, SettingsPage.SettingsModel> with)
        {
            var stored = await book.MailServerAsync(http.RequestAborted) is { } text ? StoredMailServer.Read(text) : null;
            var model = new SettingsPage.SettingsModel(isFirst, options.FixedMailServer, typed ?? Fields(stored), stored?.Password is not null, problems)
            {
                Address = await address.FindAsync(http.RequestAborted),
                TwoFactorRoles = await book.TwoFactorRolesAsync(http.RequestAborted),
                Changes = isFirst ? [] : await reading.ChangesAsync("setting", null, http.RequestAborted),
            };
            return DeskHosting.Page<SettingsPage>(http, with(model), problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }

        private static IReadOnlyDictionary<string, string> Fields(StoredMailServer? stored) => stored is null ? s_nothing : new Dictionary<string, string>
        {
            ["host"] = stored.Host,
            ["port"] = stored.Port.ToString(CultureInfo.InvariantCulture),
            ["security"] = stored.Security,
            ["smtpUser"] = stored.User ?? "",
            ["fromAddress"] = stored.FromAddress,
            ["fromName"] = stored.FromName,
        };
    }
}
