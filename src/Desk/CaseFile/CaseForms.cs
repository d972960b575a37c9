using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Drafts;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>What all forms of a case have in common: who may send them, what was typed, what becomes of it.</summary>
internal static class CaseForms
{
    /// <summary>Name of the button that puts aside what was typed, or throws it away.</summary>
    public const string DraftButton = "draft";

    /// <summary>Begins the name of what a field held when the form was shown.</summary>
    public const string Was = "was:";

    /// <summary>Lets somebody in who sees the whole case.</summary>
    /// <returns>The model of its pages; null when they do not, or there is no such case.</returns>
    public static async Task<CaseFileModel?> EnterAsync(HttpContext http, string caseId, bool isChange, Refusal? refusal = null)
    {
        var (visit, services) = (Gate.Of(http), http.RequestServices);
        var sight = await services.GetRequiredService<CaseDoor>().EnterAsync(visit.Viewer!, caseId, isChange, http.RequestAborted); // the gate lets nobody else in
        return sight == CaseSight.Whole ? await ModelAsync(http, caseId, refusal) : null;
    }

    /// <summary>The same for whoever was let in before.</summary>
    public static async Task<CaseFileModel?> ModelAsync(HttpContext http, string caseId, Refusal? refusal)
    {
        var (visit, services) = (Gate.Of(http), http.RequestServices);
        return await services.GetRequiredService<CaseFileReading>().RunAsync(visit.Viewer!, caseId, http.RequestAborted) is { } file // the gate lets nobody else in
            ? new CaseFileModel(file, CaseSight.Whole, services.GetRequiredService<IqRuntime>().Rules, visit, refusal, http.Request.Query.ContainsKey("gespeichert"))
            : null;
    }

    /// <summary>Whether there is no such case or it is not theirs: whoever asks is told the same.</summary>
    public static RazorComponentResult<MessagePage> Missing(HttpContext http) => Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);

    public static string? KeyOf(IFormCollection form, Visit visit) => form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } key ? $"desk {visit.Viewer!.AccountId} {key}" : null;

    /// <summary>The facts that were typed, without what the fields held before.</summary>
    public static IReadOnlyDictionary<string, string> Facts(IFormCollection form) =>
        TypedForm.Facts(form).Where(pair => !pair.Key.StartsWith(Was, StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => form[pair.Key].Count > 1 ? pair.Value.Trim(',') : pair.Value);

    /// <summary>What a field held when the form was shown.</summary>
    public static string WasIn(IFormCollection form, string fact) => form[Was + fact].ToString().ReplaceLineEndings("\n");

    public static Refusal RefusalOf(string place, IFormCollection form, IReadOnlyList<Cases.Reason> reasons, RuleBook rules, Visit visit) => new(
        place,
        Facts(form),
        form["happenedOn"].ToString(),
        form["learnedOn"].ToString(),
        form["source"].ToString(),
        Problem.Of(reasons, new CaseReasonText(rules, visit.Words.Language), fact => rules.Facts.Find(fact) is not null, PrefixOf(place)));

    /// <summary>A draft as what was typed.</summary>
    public static Refusal Typed(string place, Draft draft) => new(
        place, draft.Fields, draft.Fields.GetValueOrDefault("happenedOn"), draft.Fields.GetValueOrDefault("learnedOn"), draft.Fields.GetValueOrDefault("source"), []);

    /// <summary>Puts aside what was typed, or throws it away, if that button was pressed.</summary>
    /// <returns>Whether it was.</returns>
    public static async Task<bool> PutAsideAsync(HttpContext http, string caseId, string name, IFormCollection form)
    {
        var (account, services) = (Gate.Of(http).Viewer!.AccountId, http.RequestServices); // the gate lets nobody else in
        switch (form[DraftButton].ToString())
        {
            case "keep":
                var fields = form.Where(pair => pair.Key is "happenedOn" or "learnedOn" or "source" || (pair.Key.Contains('.', StringComparison.Ordinal) && !pair.Key.StartsWith(Was, StringComparison.Ordinal)))
                    .ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value.ToArray()));
                return await services.GetRequiredService<KeepDraft>().RunAsync(account, caseId, name, fields, http.RequestAborted);
            case "drop":
                await services.GetRequiredService<ForgetDraft>().RunAsync(account, caseId, name, http.RequestAborted);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What was put aside has been sent.</summary>
    public static Task DoneAsync(HttpContext http, string caseId, string name) =>
        http.RequestServices.GetRequiredService<ForgetDraft>().RunAsync(Gate.Of(http).Viewer!.AccountId, caseId, name, http.RequestAborted); // the gate lets nobody else in

    /// <summary>What the ids of a form's controls begin with.</summary>
    public static string PrefixOf(string place) => place + "-";

    public static string PathOf(string caseId, string below = "") => $"/faelle/{Uri.EscapeDataString(caseId)}{below}";
}
