using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Desk.Frame;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Incidents;

/// <summary>Reads faults: all of them for those who run the server or draw procedures, those in their centre's cases for leads.</summary>
internal sealed class IncidentsReading(IqRuntime runtime, ListIncidents list, ShowInstance show)
{
    private const int StepsBefore = 4;
    private const int MostLines = 60;

    public static bool SeesAll(Viewer viewer) => viewer.Is(Role.Operator) || viewer.Is(Role.Designer);

    /// <returns>The centre to whose cases a viewer is bound; null: to none.</returns>
    public static string? CentreOf(Viewer viewer) => SeesAll(viewer) ? null : viewer.CentreId;

    public async Task<IncidentsModel> RunAsync(Viewer viewer, string? done, string? failed, string? typed, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var all = await list.RunAsync(CentreOf(viewer), cancellationToken);
        return new IncidentsModel(IncidentGroup.Of(all), all.Count >= ListIncidents.Most, done, failed, typed, problems);
    }

    /// <returns>Null when there is no such fault, or it is out of reach.</returns>
    public async Task<IncidentModel?> OneAsync(Viewer viewer, string instanceId, int number, Func<IncidentModel, IncidentModel> with, CancellationToken cancellationToken)
    {
        if ((await list.OfInstanceAsync(CentreOf(viewer), instanceId, cancellationToken)).FirstOrDefault(one => one.Incident.Number == number) is not { } listed)
            return null;
        var steps = await show.JournalAsync(instanceId, cancellationToken);
        var at = steps.ToList().FindIndex(step => step.At >= listed.Incident.At);
        var near = at < 0 ? steps.TakeLast(StepsBefore) : steps.Skip(Math.Max(0, at - StepsBefore));
        var program = (await show.RunAsync(instanceId, cancellationToken))!.Program; // listed just now
        var journal = near.SelectMany(step => step.Entries.Where(entry => entry.Message is not null || !IncidentPlace.IsPlainContainer(program, entry.Activity)).Select(entry => new JournalLine(
            step.Number, entry.At, entry.Event, IncidentPlace.Of(program, entry.Activity.NodeId).Name, entry.Outcomes, entry.Message, entry.Activity.NodeId == listed.Incident.NodeId))).Take(MostLines).ToList();
        return with(new IncidentModel(
            listed, journal, await DecisionsAsync(instanceId, cancellationToken), viewer.Is(Role.Lead) && listed.CaseId is not null && CentreOf(viewer) is not null, null, null, null, []));
    }

    private async Task<IReadOnlyList<DecisionLine>> DecisionsAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await (from decision in db.IncidentDecisions.Where(row => row.InstanceId == instanceId).OrderByDescending(row => row.Id).Take(MostLines)
                      join account in db.Accounts on decision.Who equals account.Id into accounts
                      from account in accounts.DefaultIfEmpty()
                      join person in db.Staff on account.StaffId equals person.Id into people
                      from person in people.DefaultIfEmpty()
                      orderby decision.Id descending
                      select new DecisionLine(decision.Incident, decision.Action, decision.Outcome, decision.Reason, person != null ? person.Name : account != null ? account.Name : decision.Who, decision.At))
            .ToListAsync(cancellationToken);
    }
}
