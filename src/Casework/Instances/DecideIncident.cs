using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>What came of a decision about a fault. Exactly one of these.</summary>
public abstract record IncidentAnswer
{
    private IncidentAnswer()
    {
    }

    /// <summary>The instance has gone on; it may have failed again.</summary>
    public sealed record Done : IncidentAnswer;

    /// <summary>There is no such fault any more: somebody was faster, or the instance has ended.</summary>
    public sealed record Gone : IncidentAnswer;

    /// <summary>The case does not allow what the step wants.</summary>
    public sealed record Refused(IReadOnlyList<Cases.Reason> Reasons) : IncidentAnswer;
}

/// <summary>Has a fault tried again or passed over by somebody who says why. Who, when and why are kept with what the step does.</summary>
public sealed class DecideIncident(IqRuntime runtime)
{
    public const string Retry = "retry";
    public const string Skip = "skip";

    /// <param name="instanceId">The instance.</param>
    /// <param name="incident">Number of the fault within it.</param>
    /// <param name="why">The person's reason.</param>
    /// <param name="who">Id of the account.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<IncidentAnswer> RetryAsync(string instanceId, int incident, string why, string who, CancellationToken cancellationToken) =>
        RunAsync(instanceId, incident, new Stimulus.Retry(incident), Retry, null, why, who, cancellationToken);

    /// <param name="instanceId">The instance.</param>
    /// <param name="incident">Number of the fault within it.</param>
    /// <param name="outcome">The way to go on; null: the usual one.</param>
    /// <param name="why">The person's reason.</param>
    /// <param name="who">Id of the account.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<IncidentAnswer> SkipAsync(string instanceId, int incident, string? outcome, string why, string who, CancellationToken cancellationToken) =>
        RunAsync(instanceId, incident, new Stimulus.Skip(incident, outcome), Skip, outcome, why, who, cancellationToken);

    private async Task<IncidentAnswer> RunAsync(string instanceId, int incident, Stimulus stimulus, string action, string? outcome, string why, string who, CancellationToken cancellationToken)
    {
        try
        {
            return await runtime.Writer.WriteAsync(
                turn =>
                {
                    if (!runtime.Stepping.Apply(turn, instanceId, stimulus, runtime.Now))
                        return (IncidentAnswer)new IncidentAnswer.Gone();
                    Keep(turn, instanceId, incident, action, outcome, why, who);
                    return new IncidentAnswer.Done();
                },
                cancellationToken);
        }
        catch (CaseRefusedException refused)
        {
            return new IncidentAnswer.Refused(refused.Reasons);
        }
    }

    private void Keep(Turn turn, string instanceId, int incident, string action, string? outcome, string why, string who) => turn.Execute(
        "insert into incident_decisions (instance_id, incident, action, outcome, reason, who, at) values (@instance_id, @incident, @action, @outcome, @reason, @who, @at)",
        instanceId,
        incident,
        action,
        outcome,
        why,
        who,
        runtime.Now);
}
