using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Cases;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>A fact as it was recorded, and what was known before.</summary>
public sealed record FactChange(CaseFactRow Fact, string? Before)
{
    public ObjectRef Object => new(Fact.Kind, Fact.Number);

    /// <summary>Name in the catalogue.</summary>
    public string Name => $"{Fact.Kind}.{Fact.Field}";

    /// <summary>Ids of people and centres that it holds, which are shown by name.</summary>
    public IEnumerable<string> Ids => HoldsId ? new[] { Fact.Value, Before }.OfType<string>() : [];

    /// <summary>Whether its value is the id of somebody, or of a centre.</summary>
    public bool HoldsId => Name is "case.centre_id" or "case.counsellor_id" or "case.deputy_id" or "case.moved_to_centre_id";

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
