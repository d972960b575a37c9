using IqWorkflows.Activities.Asking;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.CaseTasks;

namespace IqWorkflows.Casework.Tasks;

/// <summary>An open task with what is needed to complete it.</summary>
/// <param name="Row">The task.</param>
/// <param name="Outcomes">Its buttons.</param>
/// <param name="Form">Its form.</param>
public sealed record OpenCaseTask(CaseTaskRow Row, IReadOnlyList<TaskOutcome> Outcomes, Form Form);

/// <summary>The open tasks of a case, oldest first.</summary>
public sealed class CaseTaskList(IqRuntime runtime)
{
    /// <returns>Null when there is no such case.</returns>
    public System.Threading.Tasks.Task<IReadOnlyList<OpenCaseTask>?> RunAsync(string caseId, CancellationToken cancellationToken)
    {
        var cases = runtime.Cases;
        return runtime.Writer.WriteAsync<IReadOnlyList<OpenCaseTask>?>(
            turn => cases.Book.Find(turn, caseId) is null
                ? null
                : [.. CaseTaskTable.Open(turn, caseId).Select(row =>
                {
                    var (choices, form) = cases.Input.Asked(turn, row);
                    return new OpenCaseTask(row, choices, form);
                })],
            cancellationToken);
    }
}
