using System.Globalization;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What the scripts of one run see: Elsa's functions over the run's variables, inputs and outputs. One per burst, pointed at one place after the other.</summary>
internal sealed class ScriptScope(Burst burst) : ScriptHost
{
    private readonly Dictionary<string, HostFunction> _functions = new(StringComparer.Ordinal);
    private ActivityRun _run = null!; // set by Evaluate before any script runs
    private Func<string, HostFunction?>? _extra;
    private ulong _evaluations;

    public override DateTimeOffset Now => burst.Now;

    public override TimeZoneInfo Zone => burst.Program.Zone;

    // Every evaluation has a seed of its own, made of what the log keeps: running again gives the same ids.
    public override ulong Seed =>
        unchecked((ulong)new StimulusKey(burst.InstanceId).Hash ^ (ulong)burst.Now.UtcTicks * 0x9E3779B97F4A7C15UL ^ ((ulong)burst.State.LastExecution << 20) ^ _evaluations);

    private Scope Scope => new(burst, _run);

    public object? Evaluate(ActivityRun run, Script script, Func<string, HostFunction?>? extra)
    {
        var (before, extraBefore) = (_run, _extra);
        (_run, _extra) = (run, extra);
        _evaluations++;
        try
        {
            return script.Run(this, burst.Limits.Script ?? ScriptLimits.Default);
        }
        finally
        {
            (_run, _extra) = (before, extraBefore);
        }
    }

    public void Clear()
    {
        _run = null!; // as before the first Evaluate
        _extra = null;
        _evaluations = 0;
    }

    public override bool TryGetVariable(string name, out object? value) => Scope.TryGet(name, out value);

    public override void SetVariable(string name, object? value) => Scope.Set(name, value);

    public override HostFunction? Function(string name)
    {
        if (_extra?.Invoke(name) is { } extra)
            return extra;
        if (_functions.TryGetValue(name, out var known))
            return known;
        if (Fixed(name) is { } made)
        {
            _functions.Add(name, made);
            return made;
        }
        return Generated(name);
    }

    private HostFunction? Fixed(string name) => name switch
    {
        "getVariable" => arguments => Scope.TryGet(Text(arguments, 0), out var value) ? value : null,
        "setVariable" => arguments =>
        {
            Scope.Set(Text(arguments, 0), arguments.Length > 1 ? arguments[1] : null);
            return null;
        }
        ,
        "getInput" => arguments => Scope.Input(Text(arguments, 0)),
        "getOutputFrom" => arguments => OutputFrom(Text(arguments, 0), arguments.Length > 1 && arguments[1] is { } output ? TextForm.Of(output) ?? "" : "Result"),
        "getLastResult" => _ => burst.Register.LastResult,
        "getWorkflowDefinitionId" => _ => burst.Program.Definition.DefinitionId,
        "getWorkflowDefinitionVersionId" => _ => burst.Program.Definition.Id,
        "getWorkflowDefinitionVersion" => _ => burst.Program.Definition.Version,
        "getWorkflowInstanceId" => _ => burst.InstanceId,
        "getWorkflowInstanceName" => _ => burst.State.Name,
        "setWorkflowInstanceName" => arguments =>
        {
            burst.State.Name = arguments.Length > 0 ? TextForm.Of(arguments[0]) : null;
            return null;
        }
        ,
        "getCorrelationId" => _ => burst.State.CorrelationId,
        "setCorrelationId" => arguments =>
        {
            burst.State.CorrelationId = arguments.Length > 0 ? TextForm.Of(arguments[0]) : null;
            return null;
        }
        ,
        "getFact" => arguments => Fact(Text(arguments, 0)),
        _ => null,
    };

    // The log keeps the facts that a program names; one asked for by another way would be missing when the step is run again.
    private object? Fact(string name) => burst.Program.Facts.Contains(name)
        ? burst.Facts[name]
        : throw new ScriptException($"The fact '{name}' is not named in the definition. Write its name as a literal: getFact('{name}').");

    /// <summary>The functions Elsa makes for each variable, input and named activity: getCounter, setCounter, getName, getResultFromStep1.</summary>
    private HostFunction? Generated(string name)
    {
        if (name.Length <= 3)
            return null;
        if (name.StartsWith("set", StringComparison.Ordinal))
        {
            return VariableNamed(name.AsSpan(3)) is { } setName
                ? arguments =>
                {
                    Scope.Set(setName, arguments.Length > 0 ? arguments[0] : null);
                    return null;
                }
            : null;
        }
        if (!name.StartsWith("get", StringComparison.Ordinal))
            return null;
        var input = name[3..];
        if (Scope.Composite() == burst.State.Root && burst.Program.InputNames.Contains(input))
            return _ => Scope.Input(input);
        if (VariableNamed(name.AsSpan(3)) is { } variable)
            return _ => Scope.TryGet(variable, out var value) ? value : null;
        var from = name.IndexOf("From", 4, StringComparison.Ordinal);
        while (from > 0)
        {
            var output = name[3..from];
            var activity = name[(from + 4)..];
            if (Sibling(box => Pascal(box.Name) == activity) is { } box && Array.Exists(box.Outputs, member => member.Name == output))
            {
                var container = _run.Parent;
                return _ => burst.Register.TryGet(container, box, output, out var value) ? value : null;
            }
            from = name.IndexOf("From", from + 1, StringComparison.Ordinal);
        }
        return null;
    }

    private string? VariableNamed(ReadOnlySpan<char> pascal)
    {
        for (var at = _run; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Box.Variables)
            {
                if (pascal.SequenceEqual(Capitalised(variable.Name)))
                    return variable.Name;
            }
            foreach (var extra in at.Extra?.Names ?? [])
            {
                if (pascal.SequenceEqual(Capitalised(extra)))
                    return extra;
            }
        }
        return null;
    }

    private object? OutputFrom(string idOrName, string output)
    {
        var box = Sibling(box => box.Id == idOrName || box.Name == idOrName)
            ?? throw new ScriptException($"There is no activity '{idOrName}' beside this one whose output could be read. Keep the value in a variable to read it from another container.");
        return burst.Register.TryGet(_run.Parent, box, output, out var value) ? value : null;
    }

    private Box? Sibling(Predicate<Box> matches)
    {
        foreach (var box in _run.Box.Parent?.Children ?? [])
        {
            if (matches(box))
                return box;
        }
        return null;
    }

    private static string Text(ReadOnlySpan<object?> arguments, int index) =>
        arguments.Length > index ? TextForm.Of(arguments[index]) ?? "" : "";

    /// <summary>"pretty name" as "PrettyName": what Elsa's generated functions are called by.</summary>
    internal static string Pascal(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "";
        return name.AsSpan().ContainsAny(' ', '-')
            ? string.Concat(name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Capitalised))
            : Capitalised(name);
    }

    private static string Capitalised(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];
}
