using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities;

/// <summary>
/// What a box does. One object per box of a program, made when the definition is compiled and shared by all instances:
/// it holds its inputs and outputs, never anything of a run.
/// </summary>
public abstract class Activity
{
    /// <summary>Begins. The inputs have been evaluated.</summary>
    public abstract StepResult Execute(Step step);

    /// <summary>Goes on after one of its bookmarks was woken; that bookmark is gone.</summary>
    /// <param name="step">Where and when.</param>
    /// <param name="tag">The <see cref="Await.Tag"/> of the bookmark.</param>
    /// <param name="payload">What came with the stimulus.</param>
    public virtual StepResult Resume(Step step, string? tag, object? payload) => StepResult.Done;

    /// <summary>A child has completed; containers decide what comes next.</summary>
    public virtual StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) => StepResult.Going;

    /// <summary>Takes from the definition what is neither an input nor a port; called once, when the definition is compiled.</summary>
    protected internal virtual void Bind(Programs.BoxBinding binding)
    {
    }

    /// <summary>The outcomes it can end with, as far as its definition says; null when any name may come. Connections from other names are told by the check.</summary>
    public virtual IReadOnlyList<string>? KnownOutcomes => null;

    /// <summary>Name of the event it waits for, as far as its definition says; null when it waits for none, or the name is computed.</summary>
    public virtual string? AwaitedEvent => null;

    /// <summary>Whether the container it stands in ends with it (End, Finish, Break, Complete).</summary>
    public virtual bool IsTerminal => false;
}

/// <summary>An activity that may start a workflow.</summary>
public abstract class Trigger : Activity
{
    /// <summary>What sets this trigger off; asked when the definition is published.</summary>
    public abstract IEnumerable<Programs.StartTrigger> StartTriggers(Programs.TriggerIndexing indexing);
}
