using System.Collections.Frozen;

namespace IqWorkflows.Cases.Facts;

/// <summary>Every field of the case model, by name and by kind.</summary>
public sealed class FactCatalog
{
    private readonly FrozenDictionary<string, FactKind> _kinds;
    private readonly FrozenDictionary<string, FactField> _fields;
    private readonly FrozenDictionary<string, IReadOnlyList<FactField>> _ofKind;
    private readonly FrozenDictionary<string, IReadOnlyList<FactField>> _ofDeadlineFact;

    private readonly ILookup<string, FactField> _laterThan;

    public FactCatalog(IReadOnlyList<FactKind> kinds, IReadOnlyList<FactField> fields, CodeLists codes)
    {
        (Kinds, Fields, Codes) = (kinds, fields, codes);
        _kinds = kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
        _fields = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
        _ofKind = Grouped(fields, field => field.Kind);
        _laterThan = fields.SelectMany(field => field.NotBefore, (field, earlier) => (field, earlier))
            .ToLookup(pair => pair.earlier, pair => pair.field, StringComparer.Ordinal);
        _ofDeadlineFact = Grouped(fields.Where(field => field.DeadlineFact is not null), field => field.DeadlineFact!); // filtered above
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<FactKind> Kinds { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<FactField> Fields { get; }

    public CodeLists Codes { get; }

    /// <returns>Null when there is no fact of that name.</returns>
    public FactField? Find(string name) => _fields.GetValueOrDefault(name);

    /// <returns>Null when there is no such kind.</returns>
    public FactKind? FindKind(string kind) => _kinds.GetValueOrDefault(kind);

    /// <summary>The fields of a kind, in the order of the file; empty for a kind that does not exist.</summary>
    public IReadOnlyList<FactField> Of(string kind) => _ofKind.GetValueOrDefault(kind) ?? [];

    /// <summary>The fields from which a fact of the catalogue of deadlines is taken, in the order of the file.</summary>
    public IReadOnlyList<FactField> OfDeadlineFact(string name) => _ofDeadlineFact.GetValueOrDefault(name) ?? [];

    /// <summary>The fields that name this one as a day before which they cannot lie.</summary>
    internal IEnumerable<FactField> LaterThan(string name) => _laterThan[name];

    /// <summary>The same fields with one more list of codes: <c>authority</c> and <c>profession</c> come from files of their own.</summary>
    public FactCatalog With(CodeList list) => new(Kinds, Fields, Codes.With(list));

    private static FrozenDictionary<string, IReadOnlyList<FactField>> Grouped(IEnumerable<FactField> fields, Func<FactField, string> by) =>
        fields.GroupBy(by, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<FactField>)[.. group], StringComparer.Ordinal);
}
