using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Gives a variable a value, converted to the variable's type.</summary>
[Activity("Elsa", "Primitives", "Gives a variable a value.")]
public sealed class SetVariable : Activity
{
    [Input(Description = "The variable.", UiHint = "variable-picker", Type = "Variable")]
    public JsonElement Variable { get; private set; }

    [Input(Description = "The value.")]
    public Input<object> Value { get; private set; } = null!; // set by the catalogue

    private string? VariableId =>
        Variable.ValueKind == JsonValueKind.Object && Variable.TryGetProperty("id", out var id) ? id.GetString() : null;

    public override StepResult Execute(Step step)
    {
        if (VariableId is not { } id || !step.Scope.SetById(id, step.Get(Value), convert: true))
            return new StepResult.Faulted($"There is no variable with the id '{VariableId}' in scope. Choose the variable again.");
        return StepResult.Done;
    }
}
