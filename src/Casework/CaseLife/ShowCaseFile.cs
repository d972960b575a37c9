using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>A state that a case reached.</summary>
/// <param name="State">Its code.</param>
/// <param name="On">The day.</param>
public sealed record StateReached(string State, DateOnly On);

/// <summary>What every page of a case shows above all else.</summary>
/// <param name="CaseId">Its number.</param>
/// <param name="State">What people see: RUHEND while it rests.</param>
/// <param name="PausedUntil">The wake-up day of a case that rests, or null.</param>
/// <param name="Facts">All its facts, personal ones too.</param>
/// <param name="Reached">Its states, in the order in which they were reached.</param>
/// <param name="Deadlines">In the order in which they began.</param>
public sealed record CaseOutline(
    string CaseId, string State, DateOnly? PausedUntil, CaseView Facts, IReadOnlyList<StateReached> Reached, IReadOnlyList<CaseDeadlineRow> Deadlines);

/// <summary>What there is to do in a case.</summary>
/// <param name="Tasks">The open ones with their forms, oldest first.</param>
/// <param name="Awaited">The events that may be recorded now.</param>
/// <param name="Changes">Suspensions and extensions of its deadlines, oldest first.</param>
public sealed record CaseWork(IReadOnlyList<OpenCaseTask> Tasks, IReadOnlyList<AwaitedEvent> Awaited, IReadOnlyList<DeadlineClockEventRow> Changes);

/// <summary>Reads a case for its pages: few questions however much the case has, since people open it all day.</summary>
public sealed class ShowCaseFile(IqRuntime runtime)
{
    /// <returns>Null when there is no such case.</returns>
    public Task<CaseOutline?> OutlineAsync(string caseId, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Outline(turn, caseId), cancellationToken);

    /// <returns>Null when there is no such case.</returns>
    public Task<(CaseOutline Outline, CaseWork Work)?> RunAsync(string caseId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync<(CaseOutline, CaseWork)?>(
        turn =>
        {
            if (Outline(turn, caseId) is not { } outline)
                return null;
            var input = runtime.Cases.Input;
            var tasks = CaseTaskTable.OpenWithPrograms(turn, caseId).Select(open =>
            {
                var (choices, form) = input.Asked(turn, open.Task, open.ProgramKey);
                return new OpenCaseTask(open.Task, choices, form);
            });
            return (outline, new CaseWork([.. tasks], input.AwaitedOf(turn, caseId), DeadlineTable.ClockEvents(turn, caseId)));
        },
        cancellationToken);

    private CaseOutline? Outline(Turn turn, string caseId)
    {
        var rules = runtime.Rules;
        if (RecordedFacts.Read(turn, rules.Facts, caseId) is not { } recorded)
            return null;
        var pausedUntil = CaseCourse.PausedUntil(recorded.View);
        return new CaseOutline(
            caseId, pausedUntil is null ? CaseCourse.StateOf(recorded.View) : rules.States.Paused.Code, pausedUntil, recorded.View, recorded.Reached, DeadlineTable.Of(turn, caseId));
    }
}
