using IqWorkflows.Engine.Values;

namespace IqWorkflows.Activities;

/// <summary>What comes back to a box that asked for something: the payload of the stimulus that wakes it.</summary>
/// <param name="Outcome">The outcome to follow; null: Done.</param>
/// <param name="Result">Values by fact name, without what is personal; null for none.</param>
/// <param name="Object">What it is about: the first new object of the form, or null.</param>
public sealed record CaseAnswer(string? Outcome, ObjectValue? Result = null, string? Object = null)
{
    public ObjectValue ToPayload()
    {
        var payload = new ObjectValue();
        if (Outcome is not null)
            payload["outcome"] = Outcome;
        if (Result is not null)
            payload["result"] = Result;
        if (Object is not null)
            payload["object"] = Object;
        return payload;
    }

    /// <summary>Reads a payload; what is missing or of another kind is null.</summary>
    public static CaseAnswer Of(object? payload)
    {
        var members = payload as ObjectValue ?? [];
        return new CaseAnswer(
            members.TryGet("outcome", out var outcome) ? outcome as string : null,
            members.TryGet("result", out var result) ? result as ObjectValue : null,
            members.TryGet("object", out var about) ? about as string : null);
    }
}
