using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Variables, inputs and outputs as seen from one execution: inner names hide outer ones.</summary>
internal readonly struct Scope(Burst burst, ActivityRun run)
{
    public bool TryGet(string name, out object? value)
    {
        for (var at = run; at is not null; at = at.Parent)
        {
            if (at.Extra is { } extra && extra.TryGet(name, out value))
                return true;
            var variables = at.Box.Variables;
            for (var i = 0; i < variables.Count; i++)
            {
                if (variables[i].Name == name)
                {
                    value = at.Values is { } values ? values[i] : variables[i].Default;
                    return true;
                }
            }
        }
        value = null;
        return false;
    }

    public bool TryGetById(string id, out object? value)
    {
        if (Find(id) is var (owner, position) && owner is not null)
        {
            value = owner.Values is { } values ? values[position] : owner.Box.Variables[position].Default;
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>Sets by name, without conversion; an unknown name makes a variable in the nearest container.</summary>
    public void Set(string name, object? value)
    {
        for (var at = run; at is not null; at = at.Parent)
        {
            if (at.Extra is { } extra && extra.TryGet(name, out _))
            {
                extra[name] = value;
                return;
            }
            var variables = at.Box.Variables;
            for (var i = 0; i < variables.Count; i++)
            {
                if (variables[i].Name == name)
                {
                    Store(at, i, value);
                    return;
                }
            }
        }
        var container = run.Parent ?? run;
        (container.Extra ??= new ObjectValue())[name] = value;
    }

    /// <summary>Sets by id, converted to the variable's type.</summary>
    /// <returns>False when no such variable is in scope.</returns>
    public bool SetById(string id, object? value, bool convert)
    {
        var (owner, position) = Find(id);
        if (owner is null)
            return false;
        Store(owner, position, convert ? Conversion.To(value, owner.Box.Variables[position].Type) : value);
        return true;
    }

    /// <summary>An input of the nearest definition-as-activity, else of the workflow; its name may be written in any case.</summary>
    public object? Input(string name)
    {
        var composite = Composite();
        if (composite.Box.Activity is DefinitionActivity)
        {
            var variables = composite.Box.Variables;
            for (var i = 0; i < variables.Count; i++)
            {
                if (DefinitionActivity.IsInput(composite.Box, i) && variables[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return composite.Values is { } values ? values[i] : variables[i].Default;
            }
            return null;
        }
        return WorkflowInput(name);
    }

    /// <summary>The nearest workflow or definition-as-activity around.</summary>
    public ActivityRun Composite()
    {
        var at = run;
        while (!at.IsComposite || at == run && at.Box.Activity is DefinitionActivity)
        {
            if (at.Parent is null)
                return at;
            at = at.Parent;
        }
        return at;
    }

    private static void Store(ActivityRun owner, int position, object? value)
    {
        if (owner.Values is null)
        {
            var variables = owner.Box.Variables;
            owner.Values = new object?[variables.Count];
            for (var i = 0; i < owner.Values.Length; i++)
                owner.Values[i] = variables[i].Default;
        }
        owner.Values[position] = value;
    }

    private (ActivityRun? Owner, int Position) Find(string id)
    {
        for (var at = run; at is not null; at = at.Parent)
        {
            var variables = at.Box.Variables;
            for (var i = 0; i < variables.Count; i++)
            {
                if (variables[i].Id == id)
                    return (at, i);
            }
        }
        return (null, 0);
    }

    private object? WorkflowInput(string name) => Lookup(burst.Inputs, name) ?? Lookup(burst.State.StoredInputs, name);

    /// <summary>A member by its name, else by its name in any case; null when there is none.</summary>
    public static object? Lookup(ObjectValue? members, string name)
    {
        if (members is null)
            return null;
        if (members.TryGet(name, out var value))
            return value;
        foreach (var (key, other) in members)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return other;
        }
        return null;
    }
}
