using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Cases;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>A fact as it was recorded, and what was known before.</summary>
public sealed record FactChange(CaseFactRow Fact, string? Before)
{
    public ObjectRef Object => new(Fact.Kind, Fact.Number);

    /// <summary>Name in the catalogue.</summary>
    public string Name => $"{Fact.Kind}.{Fact.Field}";

    /// <summary>Each with what it replaced.</summary>
    /// <param name="facts">Oldest first.</param>
    public static IReadOnlyList<FactChange> Of(IEnumerable<CaseFactRow> facts)
    {
        var known = new Dictionary<(string, int, string), string?>();
        var changes = new List<FactChange>();
        foreach (var fact in facts)
        {
            var key = (fact.Kind, fact.Number, fact.Field);
            changes.Add(new FactChange(fact, known.GetValueOrDefault(key)));
            known[key] = fact.Value;
        }
        return changes;
    }
}
