using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>What is known of a case, with how it came to be known; and the forms that record or correct it by hand.</summary>
internal static class CaseFactsEndpoints
{
    private const int MostFacts = 3000;

    public static void MapCaseFacts(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/{caseId}/angaben", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/angaben/{kind}/{number}", ShowFormAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/angaben/{kind}/{number}", RecordAsync).For(viewer => viewer.WorksWithCases);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string caseId, IqRuntime runtime, CaseFileReading reading)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: false) is not { } model)
            return CaseForms.Missing(http);
        var facts = await FactsAsync(runtime, caseId, http.RequestAborted);
        var names = await reading.NamesAsync([.. facts.Select(fact => fact.RecordedBy).Concat(FactChange.Of(facts).SelectMany(change => change.Ids)).Distinct()], http.RequestAborted);
        return DeskHosting.Page<FactsPage>(http, new FactsPage.FactsModel(model, FactChange.Of(facts), names));
    }

    /// <summary>Everything that was ever recorded, oldest first.</summary>
    public static async Task<List<CaseFactRow>> FactsAsync(IqRuntime runtime, string caseId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var newest = await db.Set<CaseFactRow>().AsNoTracking().Where(fact => fact.CaseId == caseId).OrderByDescending(fact => fact.Id).Take(MostFacts).ToListAsync(cancellationToken);
        newest.Reverse();
        return newest;
    }

    private static async Task<IResult> ShowFormAsync(HttpContext http, string caseId, string kind, string number) =>
        await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model && FormFor(http, model, kind, number, null) is { } page ? page : CaseForms.Missing(http);

    private static async Task<IResult> RecordAsync(HttpContext http, string caseId, string kind, string number, RecordFacts record, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        if (await CaseForms.EnterAsync(http, caseId, isChange: true) is not { } model || AboutOf(model, kind, number) is not { } about)
            return CaseForms.Missing(http);
        var (form, draft) = (await http.Request.ReadFormAsync(http.RequestAborted), $"angaben/{kind}/{number}");
        if (await CaseForms.PutAsideAsync(http, caseId, draft, form))
            return Results.LocalRedirect(CaseForms.PathOf(caseId, $"/angaben/{kind}/{number}"));
        var typed = CaseForms.Facts(form);
        var changed = about.IsNew ? typed.Where(pair => pair.Value.Length > 0).ToDictionary() : typed.Where(pair => pair.Value.Trim() != CaseForms.WasIn(form, pair.Key)).ToDictionary();
        // Whoever changed the same field in the meantime is not overwritten unseen.
        var known = AskedField.Of(FormOf(runtime, kind, about), runtime.Rules, model.Facts, visit.Words, visit.Today).ToDictionary(field => field.Fact, field => field.Known ?? "");
        var conflicts = about.IsNew || about.Ref is not null ? [] : changed.Where(pair => known.TryGetValue(pair.Key, out var now) && now != CaseForms.WasIn(form, pair.Key) && now != pair.Value).ToList();
        if (conflicts.Count > 0)
        {
            var lines = conflicts.Select(pair => new Problem(visit.Words.Of("CaseFile.ChangedByOther", model.LabelOf(pair.Key), known[pair.Key], pair.Value), CaseForms.PrefixOf(kind) + pair.Key)).ToList();
            return FormFor(http, model, kind, number, new Refusal(kind, typed, form["happenedOn"], form["learnedOn"], form["source"], lines)) ?? CaseForms.Missing(http);
        }
        var submission = TypedForm.Submission(form) with
        {
            Values = changed.Where(pair => pair.Value.Trim().Length > 0).ToDictionary(),
            Cleared = [.. changed.Where(pair => pair.Value.Trim().Length == 0).Select(pair => pair.Key)],
            Object = about.Ref,
        };
        if (submission.Values.Count == 0 && submission.Cleared.Count == 0 && !about.IsNew)
            return Results.LocalRedirect(CaseForms.PathOf(caseId, $"/angaben#{kind}"));
        if (submission.Values.Count == 0 && about.IsNew)
        {
            var nothing = new Refusal(kind, typed, form["happenedOn"], form["learnedOn"], form["source"], [new Problem(visit["CaseFile.NothingTyped"], null)]);
            return FormFor(http, model, kind, number, nothing) ?? CaseForms.Missing(http);
        }
        var answer = await record.RunAsync(caseId, kind, about.IsNew, submission, visit.Viewer!.StaffId!, CaseForms.KeyOf(form, visit), http.RequestAborted); // who works with cases is of the staff
        if (answer is CaseAnswer.Refused refused)
            return FormFor(http, model, kind, number, CaseForms.RefusalOf(kind, form, refused.Reasons, runtime.Rules, visit)) ?? CaseForms.Missing(http);
        await CaseForms.DoneAsync(http, caseId, draft);
        return Results.LocalRedirect(CaseForms.PathOf(caseId, kind == "document" ? "/unterlagen?gespeichert" : $"/angaben?gespeichert#{kind}"));
    }

    private static IResult? FormFor(HttpContext http, CaseFileModel model, string kind, string number, Refusal? refusal)
    {
        var visit = Gate.Of(http);
        if (AboutOf(model, kind, number) is not { } about)
            return null;
        var view = about.Ref is { } reference && model.Facts.Find(reference) is { } one ? new CaseView(model.CaseId, [one]) : model.Facts;
        var form = FormOf(model.Rules, kind, about.IsNew);
        var draft = model.DraftOf($"angaben/{kind}/{number}");
        var fields = AskedField.Of(form, model.Rules, about.IsNew ? null : view, visit.Words, visit.Today);
        return DeskHosting.Page<FactsFormPage>(
            http, new FactsFormPage.FormModel(model, kind, number, about.IsNew, fields, refusal ?? (draft is null ? Asked(http, about, kind, fields) : CaseForms.Typed(kind, draft)), draft?.SavedAt),
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A link may say what a new object is about: <c>?consent.purpose=EMAIL_INHALT</c>.</summary>
    private static Refusal? Asked(HttpContext http, About about, string kind, IReadOnlyList<AskedField> fields)
    {
        var asked = fields.Where(field => http.Request.Query.ContainsKey(field.Fact)).ToDictionary(field => field.Fact, field => http.Request.Query[field.Fact].ToString());
        return about.IsNew && asked.Count > 0 ? new Refusal(kind, asked, null, null, null, []) : null;
    }

    private static Form FormOf(IqRuntime runtime, string kind, About about) => FormOf(runtime.Rules, kind, about.IsNew);

    private static Form FormOf(RuleBook rules, string kind, bool isNew)
    {
        var all = Form.Of(rules.Facts, kind, isNew);
        return all with { Fields = [.. all.Fields.Where(field => RecordFacts.MayBeRecorded(field.Fact)).Select(field => field with { IsRequired = isNew && rules.Facts.Find(field.Fact) is { IsMandatory: true } })] };
    }

    /// <summary>What an address is about: a new object, or one that the case has.</summary>
    /// <returns>Null when there is nothing of that kind.</returns>
    private static About? AboutOf(CaseFileModel model, string kind, string number)
    {
        if (model.Rules.Facts.FindKind(kind) is null)
            return null;
        if (number == "neu")
            return kind is ObjectRef.CaseKind or ObjectRef.PersonKind ? null : new About(true, null);
        return ObjectRef.Parse($"{kind}:{number}") is { } reference && model.Facts.Find(reference) is not null
            ? new About(false, model.Facts.Current(kind)?.Ref == reference ? null : reference)
            : null;
    }

    /// <param name="Ref">Null for the current object.</param>
    private sealed record About(bool IsNew, ObjectRef? Ref);
}
