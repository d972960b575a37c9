using System.Collections.Frozen;

namespace IqWorkflows.Cases.Tables;

/// <summary>All decision tables.</summary>
public sealed class TableCatalog(IReadOnlyList<DecisionTable> tables)
{
    private readonly FrozenDictionary<string, DecisionTable> _byName = tables.ToFrozenDictionary(table => table.Name, StringComparer.Ordinal);

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<DecisionTable> Tables => tables;

    /// <returns>Null when there is none of that name.</returns>
    public DecisionTable? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What a table says about a case.</summary>
    public TableAnswer Evaluate(string name, RuleFacts facts) =>
        (Find(name) ?? throw new ArgumentException($"There is no decision table {name}.", nameof(name))).Evaluate(facts.Value, facts.Day);
}
