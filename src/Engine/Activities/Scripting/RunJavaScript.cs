using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Scripting;

/// <summary>Runs a script, which may choose the outcome.</summary>
[Activity("Elsa", "Scripting", "Runs a script.", DisplayName = "Run JavaScript")]
public sealed class RunJavaScript : Activity
{
    private Script? _script;
    private ScriptException? _error;

    [Input(Description = "The script.", UiHint = "code-editor", DefaultSyntax = "JavaScript")]
    public Input<string> Script { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Outcomes that setOutcome may choose.", UiHint = "dynamic-outcomes", Type = "String[]")]
    public Input<ListValue> PossibleOutcomes { get; private set; } = null!; // set by the catalogue

    [Output(Description = "What the script returned.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    protected internal override void Bind(BoxBinding binding)
    {
        if (Script.Expression is ConstantExpression && !string.IsNullOrWhiteSpace(Script.Constant))
            _script = binding.Script(Script.Constant, "script", out _error);
    }

    public override StepResult Execute(Step step)
    {
        if (_error is not null)
            return new StepResult.Faulted(Told(_error));
        string[]? outcomes = null;
        var script = _script;
        try
        {
            if (script is null)
            {
                var text = step.Get(Script);
                if (string.IsNullOrWhiteSpace(text))
                    return StepResult.Done;
                script = Expressions.JavaScript.Script.Compile(text);
            }
            var result = step.Evaluate(script, name => name switch
            {
                "setOutcome" => arguments =>
                {
                    outcomes = arguments.Length == 0 ? [] : [TextForm.Of(arguments[0]) ?? ""];
                    return null;
                }
                ,
                "setOutcomes" => arguments =>
                {
                    outcomes = arguments.Length > 0 && arguments[0] is ListValue list ? [.. list.Select(outcome => TextForm.Of(outcome) ?? "")] : [];
                    return null;
                }
                ,
                _ => null,
            });
            // As in Elsa: a script without a result leaves the mapped variable alone.
            if (result is not null)
                step.Set(Result, result);
        }
        catch (ScriptException exception)
        {
            return new StepResult.Faulted(Told(exception));
        }
        return outcomes is null ? StepResult.Done : new StepResult.Completed(outcomes);
    }

    private static string Told(ScriptException exception) => $"{exception.Message} (line {exception.Line}, column {exception.Column})";
}
