using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Takeovers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Takeover;

/// <summary>Übernahme: the caseload of somebody else from a file. First the columns and what would become of each row, then it happens, and it can be taken back.</summary>
internal static class TakeoverEndpoints
{
    public const string Path = "/uebernahme";

    private const long LargestForm = SheetReading.Largest + 1024 * 1024;

    public static void MapTakeover(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, (HttpContext http, TakeoverReading reading) => ListAsync(http, reading, null)).For(MayTakeOver);
        desk.MapPost(Path, UploadAsync).For(MayTakeOver).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        desk.MapGet(Path + "/beispiel.csv", Example).For(MayTakeOver);
        desk.MapGet(Path + "/{id}", (HttpContext http, TakeoverReading reading, string id) => ShowAsync(http, reading, id, null)).For(MayTakeOver);
        desk.MapPost(Path + "/{id}/spalten", ColumnsAsync).For(MayTakeOver);
        desk.MapPost(Path + "/{id}/start", StartAsync).For(MayTakeOver);
        desk.MapPost(Path + "/{id}/zurueck", (HttpContext http, Takeovers takeovers, TakeoverReading reading, string id) => ActAsync(http, reading, id, stop => takeovers.UndoAsync(id, stop))).For(MayTakeOver);
        desk.MapPost(Path + "/{id}/verwerfen", DiscardAsync).For(MayTakeOver);
    }

    /// <summary>Who leads a centre, for that centre; who runs the server, for any.</summary>
    public static bool MayTakeOver(Viewer viewer) => viewer.Is(Role.Operator) || Leads(viewer);

    private static bool Leads(Viewer viewer) => viewer.Is(Role.Lead) && viewer is { StaffId: not null, CentreId: not null };

    private static async Task<IResult> ListAsync(HttpContext http, TakeoverReading reading, string? problem)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        var model = await reading.ListAsync(viewer.Is(Role.Operator) ? null : viewer.CentreId, problem, http.RequestAborted);
        return DeskHosting.Page<TakeoverListPage>(http, model, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, TakeoverReading reading, Takeovers takeovers)
    {
        var (viewer, form) = (Gate.Of(http).Viewer!, await http.Request.ReadFormAsync(http.RequestAborted)); // the gate lets nobody else in
        var centreId = viewer.Is(Role.Operator) ? form["stelle"].ToString() : viewer.CentreId!; // who leads has one
        if (form.Files.Count == 0)
            return await ListAsync(http, reading, "Takeover.File.missing");
        var file = form.Files[0];
        if (file.Length > SheetReading.Largest)
            return await ListAsync(http, reading, "Takeover.File.large");
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, http.RequestAborted);
        var answer = SheetReading.Read(file.FileName, content.ToArray());
        if (answer.Sheet is not { } sheet)
            return await ListAsync(http, reading, answer.Problem);
        var key = form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } once ? once : TypedForm.NewKey();
        return await takeovers.UploadAsync(centreId, sheet, viewer.StaffId ?? viewer.AccountId, key, http.RequestAborted) is { } id
            ? new SeeOther($"{Path}/{id}")
            : await ListAsync(http, reading, "Takeover.NoCentre");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, TakeoverReading reading, string id, string? problem)
    {
        if (await FindAsync(http, id) is not { } row)
            return NotFound(http);
        var status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (row.State == TakeoverState.Uploaded)
            return await reading.PreviewAsync(id, problem, http.Request.Query.ContainsKey("gespeichert"), http.RequestAborted) is { } preview ? DeskHosting.Page<TakeoverPreviewPage>(http, preview, status) : NotFound(http);
        if (row.State is TakeoverState.Running or TakeoverState.Undoing)
            http.Response.Headers["Refresh"] = "3"; // works without scripts, and ends with the work
        return DeskHosting.Page<TakeoverResultPage>(http, await reading.ResultAsync(row, http.RequestAborted), status);
    }

    private static async Task<IResult> ColumnsAsync(HttpContext http, Takeovers takeovers, string id)
    {
        if (await FindAsync(http, id) is null)
            return NotFound(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await takeovers.SetColumnsAsync(id, [.. form["spalte"].Select(column => column ?? "").Take(Takeovers.MostColumns)], form["beratung"].ToString() is { Length: > 0 } counsellor ? counsellor : null, http.RequestAborted);
        return new SeeOther($"{Path}/{id}?gespeichert#vorschau");
    }

    private static async Task<IResult> StartAsync(HttpContext http, Takeovers takeovers, TakeoverReading reading, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await ActAsync(http, reading, id, stop => takeovers.StartAsync(id, form["nur-gute"] == "1", stop));
    }

    /// <summary>What was done already leads to how it stands, so that a form sent twice does nothing twice.</summary>
    private static async Task<IResult> ActAsync(HttpContext http, TakeoverReading reading, string id, Func<CancellationToken, Task<bool>> act)
    {
        if (await FindAsync(http, id) is null)
            return NotFound(http);
        if (!await act(http.RequestAborted) && await FindAsync(http, id) is { State: TakeoverState.Uploaded })
            return await ShowAsync(http, reading, id, "Takeover.ChooseGood");
        return new SeeOther($"{Path}/{id}");
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, Takeovers takeovers, string id)
    {
        if (await FindAsync(http, id) is null)
            return NotFound(http);
        await takeovers.DiscardAsync(id, http.RequestAborted);
        return new SeeOther(Path + "?verworfen");
    }

    private static FileContentHttpResult Example(HttpContext http, IqRuntime runtime)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(TakeoverExample.Of(runtime.Rules.Facts, Gate.Of(http).Words.Language))).ToArray(), "text/csv", "uebernahme-beispiel.csv");
    }

    /// <summary>A takeover of a centre that the viewer may take cases over for; of all others nobody learns that they exist.</summary>
    private static async Task<TakeoverRow?> FindAsync(HttpContext http, string id)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        var takeovers = (Takeovers)http.RequestServices.GetService(typeof(Takeovers))!; // registered by the desk
        return id.Length <= 64 && await takeovers.FindAsync(id, http.RequestAborted) is { } row && (viewer.Is(Role.Operator) || (Leads(viewer) && row.CentreId == viewer.CentreId)) ? row : null;
    }

    private static RazorComponentResult<MessagePage> NotFound(HttpContext http) => Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);
}
