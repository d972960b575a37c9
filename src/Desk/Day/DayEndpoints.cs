using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Day;

/// <summary>Mein Tag.</summary>
internal static class DayEndpoints
{
    public static void MapDay(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/mein-tag", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/mein-tag/nachrichten/{id}/nochmal", AgainAsync).For(viewer => viewer is { WorksWithCases: true, SeesContactsOnly: false });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, MyDay day)
    {
        var visit = Gate.Of(http);
        var viewer = visit.Viewer!; // the gate lets nobody else in
        var scope = http.Request.Query["wer"].ToString() switch
        {
            "stelle" when viewer.Is(Role.Lead) && viewer.CentreId is not null => DayScope.Centre,
            "nur-meine" when !viewer.SeesContactsOnly => DayScope.OnlyMine,
            _ => DayScope.Mine,
        };
        return DeskHosting.Page<DayPage>(http, await day.RunAsync(viewer, scope, visit.Today, http.RequestAborted));
    }

    private static async Task<IResult> AgainAsync(HttpContext http, CaseDoor door, MessageCare care, IqRuntime runtime, string id)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var caseId = await db.Messages.AsNoTracking().Where(message => message.Id == id).Select(message => message.CaseId).FirstOrDefaultAsync(http.RequestAborted);
        if (caseId is null || await door.EnterAsync(Gate.Of(http).Viewer!, caseId, true, http.RequestAborted) != CaseSight.Whole) // the gate lets nobody else in
            return Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);
        await care.SendAgainAsync(id, http.RequestAborted);
        return new SeeOther("/mein-tag?gesendet");
    }
}
