using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.CaseEvents;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Deadlines;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>A case with everything that is known of it.</summary>
/// <param name="CaseId">Its number.</param>
/// <param name="State">What people see: RUHEND while it rests.</param>
/// <param name="PausedUntil">The wake-up day of a case that rests, or null.</param>
/// <param name="Facts">All its facts, personal ones too.</param>
/// <param name="Deadlines">In the order in which they began.</param>
/// <param name="Tasks">The open ones, oldest first.</param>
/// <param name="Awaited">The events that may be recorded now.</param>
/// <param name="Log">Who did what, oldest first.</param>
public sealed record ShownCase(
    string CaseId,
    string State,
    DateOnly? PausedUntil,
    CaseView Facts,
    IReadOnlyList<CaseDeadlineRow> Deadlines,
    IReadOnlyList<CaseTaskRow> Tasks,
    IReadOnlyList<AwaitedEvent> Awaited,
    IReadOnlyList<CaseEventRow> Log);

/// <summary>Reads a case for people and other programs.</summary>
public sealed class ShowCase(IqRuntime runtime)
{
    /// <returns>Null when there is no such case.</returns>
    public Task<ShownCase?> RunAsync(string caseId, CancellationToken cancellationToken)
    {
        var cases = runtime.Cases;
        return runtime.Writer.WriteAsync(
            turn =>
            {
                if (cases.Book.Find(turn, caseId) is not { } view)
                    return null;
                var pausedUntil = CaseCourse.PausedUntil(view);
                return new ShownCase(
                    caseId,
                    pausedUntil is null ? CaseCourse.StateOf(view) : cases.Rules.States.Paused.Code,
                    pausedUntil,
                    view,
                    DeadlineTable.Of(turn, caseId),
                    CaseTaskTable.Open(turn, caseId),
                    cases.Input.Awaited(turn, caseId) ?? [],
                    CaseEventTable.Of(turn, caseId));
            },
            cancellationToken);
    }
}
