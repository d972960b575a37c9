using System.Text.Json;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Asking;

/// <summary>A box that waits for what a person enters: a task or an event. The desk shows its title and its form as the definition has them.</summary>
public abstract class AskingActivity : CaseActivity
{
    private FormDrawing _form = FormDrawing.None;

    /// <summary>The form as the definition has it; undefined when it has none.</summary>
    public virtual JsonElement FormJson => _form.Json;

    public override IEnumerable<RuleUse> RuleUses => _form.Uses;

    private protected void BindForm(BoxBinding binding) => _form = FormDrawing.Read(binding);

    private protected static StepResult Answered(Step step, CaseAnswer answer, Output result, Output about, string[] outcomes)
    {
        if (answer.Result is { } values)
            step.Set(result, values);
        if (answer.Object is { } named)
            step.Set(about, named);
        return new StepResult.Completed(outcomes);
    }
}
