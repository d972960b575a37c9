using System.Collections.Frozen;

namespace IqWorkflows.Engine.Running;

/// <summary>A read-only snapshot of what a run may know of its case, taken by the caller before the run. Scripts read it with <c>getFact('name')</c>.</summary>
public sealed class Facts
{
    public static Facts None { get; } = new([], "");

    private readonly FrozenDictionary<string, object?> _values;

    /// <param name="facts">Everything known; what is personal is left out here, so that no name can reach a variable, the journal or the log.</param>
    /// <param name="ruleHash">Hash of the rule data in force; recorded in the log of every step.</param>
    public Facts(IEnumerable<Fact> facts, string ruleHash)
    {
        _values = facts.Where(fact => !fact.IsPersonal).ToFrozenDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        RuleHash = ruleHash;
    }

    public string RuleHash { get; }

    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <returns>The value, or null when the case does not know it or it is personal.</returns>
    public object? this[string name] => _values.GetValueOrDefault(name);
}

/// <summary>One fact of a case.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Value">A workflow value: a code, a date, a number, an id.</param>
/// <param name="IsPersonal">Whether it names or describes a person (names, addresses, free text). Such facts never enter a run.</param>
public sealed record Fact(string Name, object? Value, bool IsPersonal);
