using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Desk.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Accounts;

/// <summary>Accounts, for operators and leads: inviting, rights, locks.</summary>
internal static class AccountEndpoints
{
    private const string Path = "/verwaltung/konten";
    private const int LongestSearch = 64;

    private static readonly string[] s_done = ["gespeichert", "eingeladen", "einladen", "zweifaktor", "abmelden", "sperren", "entsperren"];

    public static void MapAccounts(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, ListAsync).For(MayCare);
        desk.MapGet(Path + "/neu", (HttpContext http, AccountReading reading) => NewPageAsync(http, reading, Empty(http), [])).For(MayCare);
        desk.MapPost(Path + "/neu", InviteAsync).For(MayCare);
        desk.MapGet(Path + "/{id}", (HttpContext http, AccountReading reading, IqRuntime runtime, string id) => PageAsync(http, reading, runtime, id, null, [])).For(MayCare);
        desk.MapPost(Path + "/{id}", ChangeAsync).For(MayCare);
        desk.MapPost(Path + "/{id}/{act}", ActAsync).For(MayCare);
    }

    public static bool MayCare(Viewer viewer) => Actor.Of(viewer) is not null;

    private static async Task<IResult> ListAsync(HttpContext http, AccountReading reading, IqRuntime runtime)
    {
        var (visit, actor) = (Gate.Of(http), Me(http));
        var text = AsName(http.Request.Query["name"].ToString());
        var after = http.Request.Query["nach"].ToString() is { Length: > 0 } typed ? AsName(typed) : null;
        var lines = await reading.ListAsync(actor, text, after, http.RequestAborted);
        return DeskHosting.Page<AccountListPage>(http, new AccountListPage.AccountListModel(actor.IsOperator ? null : visit.Viewer!.CentreName, text, lines, runtime.Clock.GetUtcNow())); // the gate lets nobody else in
    }

    private static async Task<IResult> InviteAsync(HttpContext http, AccountReading reading, AccountCare care, DeskAddress desk, MailRoad road, IqRuntime runtime)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var (typed, wish, name) = (TypedOf(form), WishOf(form), form["name"].ToString());
        var address = await desk.FindAsync(http.RequestAborted);
        var wanted = new NewAccount(name, wish.FullName, wish.Mail, wish.Roles) { CentreId = wish.CentreId, Provider = wish.Provider };
        var answer = await care.InviteAsync(Me(http), wanted, token => AccountMails.Invitation(name.Trim().ToLowerInvariant(), address, token, null), http.RequestAborted);
        if (answer.Id is not { } id)
            return await NewPageAsync(http, reading, typed, ProblemsOf(visit, answer.Problems));
        return answer.Invitation is { } token && await road.LeadsNowhereAsync(http.RequestAborted)
            ? await PageAsync(http, reading, runtime, id, null, [], AccountMails.InvitationLink(address, token))
            : Results.LocalRedirect($"{Path}/{id}?eingeladen");
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, AccountReading reading, AccountCare care, IqRuntime runtime, string id)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var problems = await care.ChangeAsync(Me(http), id, WishOf(form), http.RequestAborted);
        return problems.Count == 0 ? Results.LocalRedirect($"{Path}/{id}?gespeichert") : await PageAsync(http, reading, runtime, id, TypedOf(form), ProblemsOf(visit, problems));
    }

    private static async Task<IResult> ActAsync(HttpContext http, AccountReading reading, AccountCare care, DeskAddress desk, MailRoad road, IqRuntime runtime, string id, string act)
    {
        var (visit, actor) = (Gate.Of(http), Me(http));
        var address = await desk.FindAsync(http.RequestAborted);
        string? link = null;
        var problems = act switch
        {
            "einladen" => await care.InviteAgainAsync(
                actor,
                id,
                (account, token) =>
                {
                    link = AccountMails.InvitationLink(address, token);
                    return AccountMails.Invitation(account.Name, address, token, account.Language);
                },
                http.RequestAborted),
            "zweifaktor" => await care.ResetTwoFactorAsync(actor, id, account => AccountMails.TwoFactorReset(account, visit.Viewer!.Name), http.RequestAborted), // the gate lets nobody else in
            "abmelden" => await care.EndSignInsAsync(actor, id, http.RequestAborted),
            "sperren" => await care.CloseAsync(actor, id, http.RequestAborted),
            "entsperren" => await care.OpenAsync(actor, id, http.RequestAborted),
            _ => null,
        };
        if (problems is null)
            return Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
        if (problems.Count == 0 && link is not null && await road.LeadsNowhereAsync(http.RequestAborted))
            return await PageAsync(http, reading, runtime, id, null, [], link);
        return problems.Count == 0 ? Results.LocalRedirect($"{Path}/{id}?{act}") : await PageAsync(http, reading, runtime, id, null, ProblemsOf(visit, problems));
    }

    private static async Task<IResult> NewPageAsync(HttpContext http, AccountReading reading, IReadOnlyDictionary<string, string> typed, IReadOnlyList<Problem> problems) => DeskHosting.Page<NewAccountPage>(
        http, new NewAccountPage.NewAccountModel(await ChoicesAsync(http, reading, null), typed, problems), problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <param name="link">Where an invitation that no mail takes along is accepted; it is shown this once.</param>
    private static async Task<IResult> PageAsync(HttpContext http, AccountReading reading, IqRuntime runtime, string id, IReadOnlyDictionary<string, string>? typed, IReadOnlyList<Problem> problems, string? link = null)
    {
        var visit = Gate.Of(http);
        if (await reading.FindAsync(Me(http), id, http.RequestAborted) is not { } line)
            return Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
        var now = typed ?? new Dictionary<string, string>
        {
            ["fullName"] = line.Staff?.Name ?? line.Account.Name,
            ["mail"] = line.Account.Mail ?? "",
            ["role"] = string.Join(',', AccountBook.RolesOf(line.Account)),
            ["centre"] = line.Staff?.CentreId ?? "",
            ["deputy"] = line.Staff?.Deputy ?? "",
            ["provider"] = line.Account.Provider ?? "",
        };
        var said = s_done.FirstOrDefault(http.Request.Query.ContainsKey);
        var model = new OneAccountPage.OneAccountModel(
            line, await ChoicesAsync(http, reading, line), now, problems, await reading.ChangesAsync("account", id, http.RequestAborted), runtime.Clock.GetUtcNow(), said is null ? null : "Accounts.Done." + said, link);
        return DeskHosting.Page<OneAccountPage>(http, model, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<AccountFields.AccountChoices> ChoicesAsync(HttpContext http, AccountReading reading, AccountLine? line)
    {
        var actor = Me(http);
        var centres = await reading.CentresAsync(actor, http.RequestAborted);
        var deputies = line?.Staff is { } staff ? (await reading.StaffAsync(staff.CentreId, http.RequestAborted)).Where(person => person.Code != staff.Id).ToList() : null;
        return new AccountFields.AccountChoices(actor.IsOperator, actor.IsOperator ? Role.All : Role.OfLeads, [.. centres.Select(centre => (centre.Id, centre.Name))], deputies);
    }

    private static Dictionary<string, string> Empty(HttpContext http) => new() { ["centre"] = Me(http).CentreId ?? "" };

    private static Dictionary<string, string> TypedOf(IFormCollection form) => form.Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value.ToArray()));

    private static AccountWish WishOf(IFormCollection form) => new(form["fullName"].ToString(), form["mail"].ToString(), [.. form["role"].OfType<string>().Distinct()])
    {
        CentreId = Or(form["centre"].ToString()),
        Deputy = Or(form["deputy"].ToString()),
        Provider = Or(form["provider"].ToString().Trim()),
    };

    private static string? Or(string typed) => typed.Length > 0 ? typed : null;

    private static string AsName(string typed) => (typed.Length > LongestSearch ? typed[..LongestSearch] : typed).Trim().ToLowerInvariant();

    private static Actor Me(HttpContext http) => Actor.Of(Gate.Of(http).Viewer!)!; // the gate lets nobody else in

    private static IReadOnlyList<Problem> ProblemsOf(Visit visit, IEnumerable<Obstacle> reasons) => [.. reasons.Select(reason => AccountProblem.Of(visit, reason)).DistinctBy(problem => problem.Sentence)];
}
