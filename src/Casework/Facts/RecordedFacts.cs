using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Facts;

/// <summary>Reads a whole case from the record of its facts, with two questions whatever kinds of objects it has; its columns would need one for each kind.</summary>
internal static class RecordedFacts
{
    /// <returns>The case as it stands, and the states that it went through; null when there is no case of that number.</returns>
    public static (CaseView View, IReadOnlyList<StateReached> Reached)? Read(Turn turn, FactCatalog catalog, string caseId)
    {
        var index = CaseTable.Objects(turn, caseId);
        if (index.Count == 0)
            return null;
        var values = index.ToDictionary(known => new ObjectRef(known.Kind, known.Number), _ => new Dictionary<string, object>(StringComparer.Ordinal));
        var reached = new List<StateReached>();
        foreach (var fact in CaseTable.FactsThatCount(turn, caseId))
        {
            if (fact is { Kind: ObjectRef.CaseKind, Field: "state", Value: { } state } && (reached.Count == 0 || reached[^1].State != state))
                reached.Add(new StateReached(state, fact.HappenedOn));
            if (fact is { IsSuperseded: false, Value: { } text } && catalog.Find($"{fact.Kind}.{fact.Field}") is { } field && values.TryGetValue(new ObjectRef(fact.Kind, fact.Number), out var of))
                of[fact.Field] = FactText.Value(field, text);
        }
        return (new CaseView(caseId, index.Select(known => new CaseObject(new ObjectRef(known.Kind, known.Number), ObjectRef.Parse(known.Owner), known.CreatedAt, values[new ObjectRef(known.Kind, known.Number)]))), reached);
    }
}
