using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Accounts;

/// <summary>Counselling centres: operators add and change all, leads change their own.</summary>
internal static class CentreEndpoints
{
    private const string Path = "/verwaltung/stellen";

    public static void MapCentres(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, async (HttpContext http, AccountReading reading) => DeskHosting.Page<CentreListPage>(http, await reading.CentresAsync(Me(http), http.RequestAborted))).For(AccountEndpoints.MayCare);
        desk.MapGet(Path + "/neu", (HttpContext http, AccountReading reading) => PageAsync(http, reading, null, null, [])).For(viewer => viewer.Is(Role.Operator));
        desk.MapPost(Path + "/neu", (HttpContext http, AccountReading reading, CentreBook book) => SaveAsync(http, reading, book, null)).For(viewer => viewer.Is(Role.Operator));
        desk.MapGet(Path + "/{id}", (HttpContext http, AccountReading reading, string id) => PageAsync(http, reading, id, null, [])).For(AccountEndpoints.MayCare);
        desk.MapPost(Path + "/{id}", (HttpContext http, AccountReading reading, CentreBook book, string id) => SaveAsync(http, reading, book, id)).For(AccountEndpoints.MayCare);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, AccountReading reading, CentreBook book, string? id)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var before = id is null ? null : await FindAsync(http, reading, id);
        if (id is not null && before is null)
            return Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
        string? Typed(string field) => form[field].ToString().Trim() is { Length: > 0 } typed ? typed : null;
        var wanted = new CentreRow
        {
            Id = id ?? (Typed("id") ?? "").ToLowerInvariant(),
            Name = Typed("centreName") ?? "",
            Land = before?.Land ?? Typed("land") ?? "",
            Kind = before is null ? Typed("kind") : before.Kind,
            Ags = Typed("ags"),
            Mail = Typed("mail"),
            Phone = Typed("phone"),
            Address = Typed("address"),
        };
        var problems = await book.SaveAsync(Me(http), wanted, id is null, http.RequestAborted);
        if (problems.Count == 0)
            return Results.LocalRedirect($"{Path}/{Uri.EscapeDataString(wanted.Id)}?gespeichert");
        var typed = form.Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return await PageAsync(http, reading, id, typed, [.. problems.Select(reason => AccountProblem.Of(visit, reason))]);
    }

    private static async Task<IResult> PageAsync(HttpContext http, AccountReading reading, string? id, IReadOnlyDictionary<string, string>? typed, IReadOnlyList<Problem> problems)
    {
        var visit = Gate.Of(http);
        var centre = id is null ? null : await FindAsync(http, reading, id);
        if (id is not null && centre is null)
            return Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
        var shown = typed ?? (centre is null ? new Dictionary<string, string>() : new Dictionary<string, string>
        {
            ["centreName"] = centre.Name,
            ["ags"] = centre.Ags ?? "",
            ["mail"] = centre.Mail ?? "",
            ["phone"] = centre.Phone ?? "",
            ["address"] = centre.Address?.ReplaceLineEndings(", ") ?? "",
        });
        var model = new CentrePage.CentreModel(
            id, centre?.Name, shown, problems, LaenderIn(visit), id is null ? [] : await reading.ChangesAsync("centre", id, http.RequestAborted), http.Request.Query.ContainsKey("gespeichert"));
        return DeskHosting.Page<CentrePage>(http, model, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<CentreRow?> FindAsync(HttpContext http, AccountReading reading, string id) => (await reading.CentresAsync(Me(http), http.RequestAborted)).FirstOrDefault(centre => centre.Id == id);

    private static List<(string Code, string Label)> LaenderIn(Visit visit) =>
        [.. Enum.GetNames<Land>().Where(land => visit.Words.Has("Land." + land)).Select(land => (land, visit["Land." + land])).OrderBy(land => land.Item2, StringComparer.Ordinal)];

    private static Actor Me(HttpContext http) => Actor.Of(Gate.Of(http).Viewer!)!; // the gate lets nobody else in
}
