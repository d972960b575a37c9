using System.Globalization;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Documents;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>The documents of a case with their files. Each file is judged by itself: a bad one keeps no good one out.</summary>
internal static class CaseDocumentsEndpoints
{
    private const string Status = "document.status";
    private const int MostAtOnce = 10;
    private const long LargestForm = 80L * 1024 * 1024;

    public static void MapCaseDocuments(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/{caseId}/unterlagen", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/unterlagen", AddAsync).For(viewer => viewer.WorksWithCases).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        desk.MapPost("/faelle/{caseId}/unterlagen/stand", StatesAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/unterlagen/{fileId}", DownloadAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/unterlagen/{fileId}/loeschen", DeleteAsync).For(viewer => viewer.WorksWithCases);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string caseId) =>
        await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model ? await PageAsync(http, model, []) : CaseForms.Missing(http);

    private static async Task<IResult> AddAsync(HttpContext http, string caseId, KeepFile keep)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: true) is not { } model)
            return CaseForms.Missing(http);
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var about = ObjectRef.Parse(form["about"].ToString());
        var problems = new List<Problem>();
        if (form.Files.Count == 0)
            problems.Add(new Problem(visit["CaseFile.File.none"], "datei"));
        if (form.Files.Count > MostAtOnce)
            problems.Add(new Problem(visit.Words.Of("CaseFile.File.atOnce", MostAtOnce), "datei"));
        foreach (var file in form.Files.Take(MostAtOnce))
        {
            var name = file.FileName.Length > 100 ? file.FileName[..100] : file.FileName;
            var answer = file.Length > KeepFile.Largest ? new FileAnswer.Refused("large") : await keep.RunAsync(caseId, about, file.FileName, await ReadAsync(file, http.RequestAborted), visit.Viewer!.StaffId!, http.RequestAborted); // who works with cases is of the staff
            if (answer is FileAnswer.Refused refused)
                problems.Add(new Problem(visit.Words.Of("CaseFile.File." + refused.Reason, name), "datei"));
        }
        return problems.Count == 0 ? Results.LocalRedirect(CaseForms.PathOf(caseId, "/unterlagen?gespeichert")) : await PageAsync(http, model, problems);
    }

    /// <summary>Records what became of the documents of the list: those that were changed, each by itself.</summary>
    private static async Task<IResult> StatesAsync(HttpContext http, string caseId, RecordFacts record)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: true) is not { } model)
            return CaseForms.Missing(http);
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var (problems, chosen) = (new List<Problem>(), new Dictionary<int, string>());
        foreach (var document in model.Facts.Of("document"))
        {
            var (state, was) = (form["stand:" + document.Number].ToString(), CaseForms.WasIn(form, document.Number.ToString(CultureInfo.InvariantCulture)));
            if (state.Length == 0 || state == was)
                continue;
            if (document.Text("status") is { } now && now != was && now != state)
            {
                chosen[document.Number] = state;
                problems.Add(new Problem(visit.Words.Of("CaseFile.ChangedByOther", model.LabelOf("document.status"), model.Value(document, "status"), model.LabelOf(Status, state)), "stand-" + document.Number));
                continue;
            }
            var submission = new Submission(new Dictionary<string, string> { [Status] = state }) { Object = document.Ref };
            var key = CaseForms.KeyOf(form, visit) is { } once ? $"{once} {document.Number}" : null;
            if (await record.RunAsync(caseId, "document", false, submission, visit.Viewer!.StaffId!, key, http.RequestAborted) is CaseAnswer.Refused refused) // who works with cases is of the staff
            {
                chosen[document.Number] = state;
                var text = new CaseReasonText(model.Rules, visit.Words.Language);
                problems.AddRange(refused.Reasons.Select(reason => new Problem(visit.Words.Of("CaseFile.StateNeedsMore", DocumentsPage.NameOf(model, document), text.Sentence(reason)), "stand-" + document.Number)));
            }
        }
        if (problems.Count == 0)
            return Results.LocalRedirect(CaseForms.PathOf(caseId, "/unterlagen?gespeichert"));
        return await CaseForms.ModelAsync(http, caseId, null) is { } after ? await PageAsync(http, after, problems, chosen) : CaseForms.Missing(http);
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, string caseId, string fileId, ShowFiles files)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: false) is null || await files.FindAsync(caseId, fileId, http.RequestAborted) is not { } file)
            return CaseForms.Missing(http);
        var headers = http.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Row.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "no-store";
        return Results.Bytes(file.Content, file.Row.MediaType);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string caseId, string fileId, DeleteFile delete)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: true) is not { } model)
            return CaseForms.Missing(http);
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        return await delete.RunAsync(caseId, fileId, form["reason"].ToString(), visit.Viewer!.StaffId!, http.RequestAborted) // who works with cases is of the staff
            ? Results.LocalRedirect(CaseForms.PathOf(caseId, "/unterlagen?gespeichert"))
            : await PageAsync(http, model, [new Problem(visit["CaseFile.File.noReason"], "grund-" + fileId)]);
    }

    private static async Task<IResult> PageAsync(HttpContext http, CaseFileModel model, List<Problem> problems, IReadOnlyDictionary<int, string>? chosen = null)
    {
        var files = await http.RequestServices.Get<ShowFiles>().RunAsync(model.CaseId, http.RequestAborted);
        var names = await http.RequestServices.Get<CaseFileReading>().NamesAsync([.. files.Select(file => file.AddedBy).Concat(files.Select(file => file.DeletedBy).OfType<string>()).Distinct()], http.RequestAborted);
        return DeskHosting.Page<DocumentsPage>(http, new DocumentsPage.DocumentsModel(model, files, names, problems) { States = model.OptionsOf(Status), Chosen = chosen ?? new Dictionary<int, string>() }, problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static T Get<T>(this IServiceProvider services)
        where T : class => (T)services.GetService(typeof(T))!; // registered by the desk

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
