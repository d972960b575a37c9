using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>A new case, in under a minute from a phone call.</summary>
internal static class NewCaseEndpoints
{
    private const int MostStaff = 200;
    private const string Prefix = "neu-";
    private const string OpenedOn = "case.opened_on";

    // What a first call gives; the rest is asked for by the procedure.
    private static readonly Form s_form = new(
        [ObjectRef.CaseKind, ObjectRef.PersonKind],
        [
            new("person.name") { IsRequired = true }, new("person.given_name"), new("person.born_on"), new("person.phone"), new("person.email"), new("person.language"), new("person.interpreter"),
            new(OpenedOn), new("case.contact_origin"), new("case.entry_channel"), new("case.wish"),
        ]);

    public static void MapNewCase(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/neu", ShowAsync).For(MayOpen);
        desk.MapPost("/faelle/neu", OpenAsync).For(MayOpen);
    }

    private static bool MayOpen(Viewer viewer) => viewer is { WorksWithCases: true, CentreId: not null };

    private static async Task<IResult> ShowAsync(HttpContext http, IqRuntime runtime) => DeskHosting.Page<NewCasePage>(http, await ModelAsync(http, runtime, Usual(Gate.Of(http).Today), Gate.Of(http).Viewer!.SeesContactsOnly ? null : Gate.Of(http).Viewer!.StaffId, [], []));

    private static async Task<IResult> OpenAsync(HttpContext http, OpenCase open, IqRuntime runtime)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var (typed, counsellor) = (TypedForm.Facts(form), form["counsellor"].ToString());
        if (typed.GetValueOrDefault("person.name") is not { } name || name.Trim().Length == 0)
            return await RefusedAsync([new Cases.Reason(FormReason.Required, "person.name")], []);
        var staff = await StaffAsync(http, runtime);
        if (counsellor.Length > 0 && staff.All(person => person.Id != counsellor))
            return await RefusedAsync([new Cases.Reason(CaseReason.StaffUnknown, counsellor)], []);
        var wanted = new NewCase(visit.Viewer!.CentreId!, OnDayOfCall(TypedForm.Submission(form), visit.Today)) { CounsellorId = counsellor.Length > 0 ? counsellor : null, EvenIfKnown = form["evenIfKnown"] == "true" };
        var key = form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } once ? $"desk {visit.Viewer.AccountId} {once}" : null;
        return await open.RunAsync(wanted, visit.Viewer.StaffId!, key, http.RequestAborted) switch
        {
            CaseAnswer.Done done => Results.LocalRedirect($"/faelle/{Uri.EscapeDataString(done.CaseId)}?gespeichert"),
            CaseAnswer.Refused refused => await RefusedAsync([.. refused.Reasons.Where(reason => reason.Code != CaseReason.KnownAlready)], [.. refused.Reasons.Where(reason => reason.Code == CaseReason.KnownAlready)]),
            var other => throw new InvalidOperationException($"Nobody knows the answer {other}."),
        };

        async Task<IResult> RefusedAsync(IReadOnlyList<Cases.Reason> reasons, IReadOnlyList<Cases.Reason> known)
        {
            var text = new CaseReasonText(runtime.Rules, visit.Words.Language);
            var problems = Problem.Of(reasons, text, fact => runtime.Rules.Facts.Find(fact) is not null, Prefix);
            return DeskHosting.Page<NewCasePage>(http, await ModelAsync(http, runtime, typed, counsellor, problems, [.. known.Select(text.Sentence)]), StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>Most cases are opened during the call.</summary>
    private static Dictionary<string, string> Usual(DateOnly today) => new(StringComparer.Ordinal) { [OpenedOn] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };

    /// <summary>What was said in the call was said on its day. A day that is none is refused at its field.</summary>
    private static Submission OnDayOfCall(Submission typed, DateOnly today) =>
        DateOnly.TryParseExact(typed.Values.GetValueOrDefault(OpenedOn), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today ? typed with { HappenedOn = typed.Values[OpenedOn] } : typed;

    private static async Task<NewCasePage.NewCaseModel> ModelAsync(HttpContext http, IqRuntime runtime, IReadOnlyDictionary<string, string>? typed, string? counsellor, IReadOnlyList<Problem> problems, IReadOnlyList<string> known)
    {
        var visit = Gate.Of(http);
        var staff = await StaffAsync(http, runtime);
        return new NewCasePage.NewCaseModel(
            AskedField.Of(s_form, runtime.Rules, null, visit.Words, visit.Today), Prefix, typed, [.. staff.Select(person => (person.Id, person.Name))], counsellor, problems, known);
    }

    /// <summary>Who counsels at the centre.</summary>
    private static async Task<List<StaffRow>> StaffAsync(HttpContext http, IqRuntime runtime)
    {
        var centre = Gate.Of(http).Viewer!.CentreId; // the gate lets nobody else in
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        return await db.Staff.AsNoTracking().Where(person => person.CentreId == centre && (person.Role == "COUNSELLOR" || person.Role == "LEAD")).OrderBy(person => person.Name).Take(MostStaff).ToListAsync(http.RequestAborted);
    }
}
