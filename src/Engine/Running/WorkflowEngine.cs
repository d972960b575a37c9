using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Running;

/// <summary>Runs definitions: the only entrance. Pure: the same arguments give the same bytes.</summary>
/// <param name="limits">How much one step may do.</param>
public sealed class WorkflowEngine(EngineLimits limits)
{
    /// <summary>Carries one instance on after one stimulus, until nothing is left to do but wait.</summary>
    /// <param name="program">The program the instance was started with.</param>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="state">The state left by the step before, or null for <see cref="Stimulus.Start"/>.</param>
    /// <param name="stimulus">What happened. If nobody awaits it, nothing changes and <see cref="Run.Happened"/> is false.</param>
    /// <param name="now">The moment of this step, in UTC.</param>
    /// <param name="facts">What the run may know of its case.</param>
    /// <param name="published">Finds the program of the published version of a definition, for children run within this step; null when there is none.</param>
    public Run Run(
        WorkflowProgram program,
        string instanceId,
        byte[]? state,
        Stimulus stimulus,
        DateTimeOffset now,
        Facts facts,
        Func<string, WorkflowProgram?> published)
    {
        _ = limits;
        throw new NotImplementedException();
    }

    /// <summary>What a state says.</summary>
    public static InstanceView View(WorkflowProgram program, byte[] state) => throw new NotImplementedException();
}

/// <summary>How much one step may do before it ends with an incident. Counted, not timed.</summary>
/// <param name="Activities">Activities executed in one step.</param>
/// <param name="StateBytes">Size of the state.</param>
/// <param name="Script">Limits of each script evaluation.</param>
public sealed record EngineLimits(int Activities = 100_000, int StateBytes = 4 * 1024 * 1024, Expressions.JavaScript.ScriptLimits? Script = null)
{
    public static EngineLimits Default { get; } = new();
}
