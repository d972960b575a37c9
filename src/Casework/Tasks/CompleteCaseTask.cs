using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.Tasks;

/// <summary>Completes a task of a case: form, outcome, facts and step in one turn.</summary>
public sealed class CompleteCaseTask(IqRuntime runtime)
{
    /// <param name="taskId">The task.</param>
    /// <param name="outcome">The button that was pressed; null: the only one there is.</param>
    /// <param name="submission">Its form, filled in.</param>
    /// <param name="who">Id of whoever did it.</param>
    /// <param name="requestKey">Sent again with the same key, it counts once. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string taskId, string? outcome, Submission submission, string who, string? requestKey, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(requestKey, (cases, turn, now) => cases.Input.CompleteTask(turn, taskId, outcome, submission, who, now), cancellationToken);
}
