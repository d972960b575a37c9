using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Hands a task to the host and waits until somebody reports it done.</summary>
[Activity("Elsa", "Primitives", "Hands out a task and waits for its result.", MayWait = true)]
public sealed class RunTask : Activity
{
    public const string Kind = "Elsa.RunTask";

    [Input(Description = "What is to be done.")]
    public Input<string> TaskName { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Details for whoever does it.", Type = "ObjectDictionary")]
    public Input<object> Payload { get; private set; } = null!; // set by the catalogue

    [Output(Type = "String", Description = "Id of the task.")]
    public Output TaskId { get; private set; } = null!; // set by the catalogue

    [Output(Description = "What was reported.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var taskId = step.NextId();
        step.Set(TaskId, taskId);
        step.Emit(new Effect.RunTask(taskId, step.Get(TaskName) ?? "", step.Get(Payload), step.NextBookmark));
        return new StepResult.Waiting(new Await(new StimulusKey(Kind, taskId)));
    }

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        step.Set(Result, payload);
        return StepResult.Done;
    }
}
