using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Participants;

/// <summary>The only page of training providers beside their account.</summary>
internal static class ParticipantsEndpoints
{
    public static void MapParticipants(this IEndpointRouteBuilder desk) => desk.MapGet("/teilnehmende", ShowAsync).For(viewer => viewer.Is(Role.Provider));

    private static async Task<IResult> ShowAsync(HttpContext http, Participants participants, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        var found = await participants.RunAsync(visit.Viewer!, http.Request.Query["nach"].ToString() is { Length: > 0 and <= 64 } after ? after : null, http.RequestAborted); // the gate lets nobody else in
        return DeskHosting.Page<ParticipantsPage>(
            http, (IReadOnlyList<Participant>)[.. found.Select(one => one with { Kind = LabelOf(runtime, "measure_kind", one.Kind, visit.Words.Language), Result = LabelOf(runtime, "measure_result", one.Result, visit.Words.Language) })]);
    }

    private static string? LabelOf(IqRuntime runtime, string list, string? code, Language language) =>
        code is null ? null : runtime.Rules.Facts.Codes.Find(list)?.Codes.FirstOrDefault(one => one.Code == code)?.Label.In(language) ?? code;
}
