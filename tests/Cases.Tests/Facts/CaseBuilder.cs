using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Tests.Facts;

/// <summary>Builds a view of a case for a test.</summary>
internal sealed class CaseBuilder
{
    private readonly List<CaseObject> _objects = [];

    public CaseView View => new("IQ-NW-2026-0001", _objects);

    public CaseBuilder With(string reference, string? owner, params (string Field, object Value)[] values)
    {
        _objects.Add(new CaseObject(ObjectRef.Parse(reference)!.Value, ObjectRef.Parse(owner), DateTimeOffset.UnixEpoch, values.ToDictionary(value => value.Field, value => value.Value)));
        return this;
    }
}
