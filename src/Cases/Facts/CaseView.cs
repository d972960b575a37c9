namespace IqWorkflows.Cases.Facts;

/// <summary>One object of a case with the values that count now.</summary>
/// <param name="Ref">Kind and number.</param>
/// <param name="Owner">The object it belongs to (a decision to its application); null: the case itself.</param>
/// <param name="CreatedAt">When it was recorded first.</param>
/// <param name="Values">By field; what is not known is missing. Types as <see cref="FactType"/> says.</param>
public sealed record CaseObject(ObjectRef Ref, ObjectRef? Owner, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, object> Values)
{
    public int Number => Ref.Number;

    /// <returns>Null when it is not known.</returns>
    public object? this[string field] => Values.GetValueOrDefault(field);

    public string? Text(string field) => this[field] as string;

    public DateOnly? Day(string field) => this[field] as DateOnly?;

    public int? Count(string field) => this[field] as int?;

    /// <summary>Whether it is known to be so.</summary>
    public bool Is(string field) => this[field] is true;

    public IReadOnlyList<string> Codes(string field) => this[field] as IReadOnlyList<string> ?? [];
}

/// <summary>A whole case as its facts stand now. "Current" is the object of a kind with the highest number.</summary>
public sealed class CaseView
{
    private readonly Dictionary<string, List<CaseObject>> _ofKind;

    /// <param name="caseId">The number of the case.</param>
    /// <param name="objects">All its objects, in any order.</param>
    public CaseView(string caseId, IEnumerable<CaseObject> objects)
    {
        CaseId = caseId;
        _ofKind = objects.GroupBy(o => o.Ref.Kind, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(o => o.Number).ToList(), StringComparer.Ordinal);
        Objects = [.. _ofKind.Values.SelectMany(list => list)];
    }

    public string CaseId { get; }

    public IReadOnlyList<CaseObject> Objects { get; }

    /// <summary>The objects of a kind, oldest first.</summary>
    public IReadOnlyList<CaseObject> Of(string kind) => _ofKind.GetValueOrDefault(kind) ?? [];

    /// <returns>Null when the case has none of that kind.</returns>
    public CaseObject? Current(string kind) => Of(kind) is [.., var last] ? last : null;

    /// <returns>Null when the case does not have it.</returns>
    public CaseObject? Find(ObjectRef reference) => Of(reference.Kind).FirstOrDefault(o => o.Number == reference.Number);

    /// <summary>The reference that the next new object of a kind gets.</summary>
    public ObjectRef Next(string kind) => new(kind, (Current(kind)?.Number ?? 0) + 1);

    /// <summary>The value of a fact (<c>application.kind</c>) of the current object of its kind.</summary>
    /// <returns>Null when it is not known.</returns>
    public object? Value(string fact)
    {
        var dot = fact.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : Current(fact[..dot])?[fact[(dot + 1)..]];
    }

    /// <returns>Null when it is not known.</returns>
    public object? Value(ObjectRef reference, string field) => Find(reference)?[field];

    /// <summary>The nearest object of a kind to which another belongs (the application of the decision of a remedy), or the object itself.</summary>
    /// <returns>Null when it belongs to none of that kind.</returns>
    public CaseObject? OwnerOf(ObjectRef reference, string kind)
    {
        for (var at = Find(reference); at is not null; at = at.Owner is { } owner ? Find(owner) : null)
        {
            if (at.Ref.Kind == kind)
                return at;
        }
        return kind == ObjectRef.CaseKind ? Find(ObjectRef.Case) : null;
    }

    /// <summary>Whether a consent for this purpose was given and not withdrawn.</summary>
    public bool HasConsent(string purpose) =>
        Of("consent").LastOrDefault(consent => consent.Text("purpose") == purpose) is { } last && last.Day("given_on") is not null && last.Day("withdrawn_on") is null;

    /// <summary>The object that a new one of a kind belongs to: the newest of the first owner kind that the case has; null: the case.</summary>
    public ObjectRef? OwnerOfNew(FactKind kind) => kind.Owners.Select(Current).FirstOrDefault(owner => owner is not null)?.Ref;

    /// <summary>The case as it would be with these objects in place of, or beside, its own.</summary>
    internal CaseView With(IEnumerable<CaseObject> changed)
    {
        var byRef = Objects.ToDictionary(o => o.Ref);
        foreach (var o in changed)
            byRef[o.Ref] = o;
        return new CaseView(CaseId, byRef.Values);
    }
}
