namespace IqWorkflows.Engine.Expressions.JavaScript;

/// <summary>What a script can see and change of the run it belongs to. It sees values, never services.</summary>
/// <remarks>Values crossing this border are workflow values, see <see cref="Values.ObjectValue"/>; the interpreter copies them both ways.</remarks>
public abstract class ScriptHost
{
    /// <summary>The run's now, in UTC. Time stands still while a script runs.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The zone of <c>Date</c>'s local members: the definition's, Europe/Berlin by default.</summary>
    public abstract TimeZoneInfo Zone { get; }

    /// <summary>Seed of <c>Math.random</c>, <c>newGuid</c> and the like. The same seed gives the same values.</summary>
    public abstract ulong Seed { get; }

    /// <summary>Elsa's functions and globals by name, as this definition and this place in it have them (<c>getVariable</c>, <c>getCounter</c>, <c>getResultFromStep1</c> …).</summary>
    /// <returns>Null when this place has no function of that name; the script then finds the name undefined.</returns>
    public abstract HostFunction? Function(string name);

    /// <summary>The value of a variable in scope, for <c>variables.Name</c>; false when no such variable is in scope.</summary>
    public abstract bool TryGetVariable(string name, out object? value);

    /// <summary>Sets a variable; an unknown name makes a new one in the current scope.</summary>
    public abstract void SetVariable(string name, object? value);
}

/// <summary>A function of the host. It may throw <see cref="ScriptException"/> to make the script fail with a sentence.</summary>
public delegate object? HostFunction(ReadOnlySpan<object?> arguments);
