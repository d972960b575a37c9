using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>An event that a case awaits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">German.</param>
/// <param name="TitleEn">English.</param>
/// <param name="Form">What is to be recorded with it.</param>
/// <param name="InstanceId">The instance that has waited longest.</param>
/// <param name="ActivityId">Its box.</param>
public sealed record AwaitedEvent(string Name, string Title, string TitleEn, Form Form, string InstanceId, string ActivityId);

/// <summary>What may be recorded now, with the forms of the boxes that wait for it.</summary>
public sealed class AwaitedEvents(IqRuntime runtime)
{
    /// <returns>Each event once; null when there is no such case.</returns>
    public Task<IReadOnlyList<AwaitedEvent>?> RunAsync(string caseId, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => runtime.Cases.Input.Awaited(turn, caseId), cancellationToken);
}
