using IqWorkflows.Casework.Instances;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Desk.Incidents;

/// <summary>Faults that are alike: the same box of the same procedure with the same message.</summary>
/// <param name="Lines">The latest first.</param>
public sealed record IncidentGroup(IReadOnlyList<ListedIncident> Lines)
{
    public ListedIncident First => Lines[0];

    public static IReadOnlyList<IncidentGroup> Of(IReadOnlyList<ListedIncident> all) =>
        [.. all.GroupBy(one => (one.DefinitionId, one.Incident.NodeId, one.Incident.Message)).Select(group => new IncidentGroup([.. group])).OrderByDescending(group => group.Lines.Count).ThenByDescending(group => group.First.Incident.At)];
}

/// <summary>The page of all faults.</summary>
/// <param name="Groups">Most frequent first.</param>
/// <param name="IsCut">Whether there are more than are shown.</param>
/// <param name="Failed">A form of a group that was refused: its first instance; null: none.</param>
public sealed record IncidentsModel(IReadOnlyList<IncidentGroup> Groups, bool IsCut, string? Done, string? Failed, string? Typed, IReadOnlyList<Problem> Problems);

/// <summary>Somebody's decision about a fault of the same instance.</summary>
public sealed record DecisionLine(int Incident, string Action, string? Outcome, string Reason, string Who, DateTimeOffset At);

/// <summary>A line of the journal.</summary>
public sealed record JournalLine(int Step, DateTimeOffset At, JournalEvent Event, string Place, IReadOnlyList<string> Outcomes, string? Message, bool IsHere);

/// <summary>The page of one fault.</summary>
/// <param name="Journal">What happened around it, oldest first.</param>
/// <param name="Decisions">What was decided about faults of this instance, the latest first.</param>
public sealed record IncidentModel(
    ListedIncident Listed, IReadOnlyList<JournalLine> Journal, IReadOnlyList<DecisionLine> Decisions, bool MayOpenCase, string? Done, string? Typed, string? Outcome, IReadOnlyList<Problem> Problems);
