using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Records something that happened and that the procedure awaits: facts and step in one turn.</summary>
public sealed class RecordEvent(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="eventName">Name of the event, as the procedure awaits it.</param>
    /// <param name="submission">The form of the awaiting box, filled in.</param>
    /// <param name="who">Id of whoever records it.</param>
    /// <param name="requestKey">Sent again with the same key, it counts once. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string eventName, Submission submission, string who, string? requestKey, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(requestKey, (cases, turn, now) => cases.Input.RecordEvent(turn, caseId, eventName, submission, who, now), cancellationToken);
}
