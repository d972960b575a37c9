using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What an activity sees of its run while it is executed, resumed or told of a child's end.</summary>
public readonly struct Step
{
    private readonly Burst _burst;

    internal Step(Burst burst, ActivityRun run)
    {
        _burst = burst;
        Run = run;
    }

    /// <summary>This execution.</summary>
    public ActivityRun Run { get; }

    public Box Box => Run.Box;

    public string InstanceId => _burst.InstanceId;

    /// <summary>The moment of this step, in UTC; it does not change while the step runs.</summary>
    public DateTimeOffset Now => _burst.Now;

    /// <summary>Under which the receiving node holds the HTTP request that set this run going; null when there was none.</summary>
    public string? HttpHandle
    {
        get => _burst.State.HttpHandle;
        set => _burst.State.HttpHandle = value;
    }

    /// <summary>Whether this activity is the trigger that started the instance in this very step.</summary>
    public bool IsStartTrigger => _burst.TriggerActivityId is { } id && id == Box.Id;

    /// <summary>What the start trigger received.</summary>
    public object? TriggerPayload => _burst.TriggerPayload;

    /// <summary>Variables, inputs and outputs as seen from here.</summary>
    internal Scope Scope => new(_burst, Run);

    /// <summary>The value of an input, evaluated before the activity began.</summary>
    public T? Get<T>(Input<T> input) => input.Slot < 0 ? input.Constant : input.Cast(Run.Inputs![input.Slot]);

    /// <summary>Evaluates an input now: for inputs marked as not auto-evaluated.</summary>
    /// <exception cref="ScriptException">A script failed or exceeded a limit.</exception>
    public T? Evaluate<T>(Input<T> input) =>
        input.Expression is Expressions.ConstantExpression ? input.Constant : input.Cast(Values.Conversion.To(input.Expression.Evaluate(this), input.Type));

    /// <summary>A fact of the case that the box named when it was compiled.</summary>
    public object? Fact(string name) => _burst.Facts[name];

    /// <summary>Sets an output: scripts can read it for the rest of the step, and the mapped variable or workflow output receives it.</summary>
    /// <exception cref="ValueDepthException">It is nested too deep; the activity then faults.</exception>
    public void Set(Output output, object? value)
    {
        if (ValueDepthException.IsBeyond(value))
            throw new ValueDepthException();
        _burst.Register.Set(Run, output.Name, value);
        _burst.Journal.Value(Run, output.Name, value);
        if (output.Target is { } target)
            Capture(target, value, convert: false);
    }

    /// <summary>Gives a value to the variable with this id, else to the output of this name of the workflow or definition around.</summary>
    internal void Capture(string target, object? value, bool convert)
    {
        var around = new Scope(_burst, Run.Parent ?? Run);
        if (around.SetById(target, value, convert))
            return;
        var composite = around.Composite();
        if (composite.Box.Activity is not DefinitionActivity)
            _burst.State.Outputs[target] = value;
        else if (Array.Exists(composite.Box.Outputs, output => output.Name == target))
            DefinitionActivity.SetOutput(composite, target, value);
    }

    /// <summary>Asks for something that must happen outside.</summary>
    public void Emit(Effect effect) => _burst.Emit(effect);

    /// <summary>An id that is unique and the same whenever this step is run again.</summary>
    public string NextId() => _burst.NextId();

    /// <summary>The number the next bookmark of this execution will have: for effects whose answer comes back to it.</summary>
    public int NextBookmark => _burst.NextBookmark;

    internal object? Evaluate(Script script, Func<string, HostFunction?>? extra = null) => _burst.Evaluate(Run, script, extra);

    internal Burst Burst => _burst;
}
