using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>What became of the wish to change a case. Exactly one of these.</summary>
public abstract record CaseAnswer
{
    private CaseAnswer()
    {
    }

    /// <summary>It is done, with everything that follows from it.</summary>
    /// <param name="CaseId">The case.</param>
    /// <param name="NewObjects">Objects that it made.</param>
    public sealed record Done(string CaseId, IReadOnlyList<ObjectRef> NewObjects) : CaseAnswer
    {
        public Done(string caseId)
            : this(caseId, [])
        {
        }
    }

    /// <summary>Nothing has changed.</summary>
    /// <param name="Reasons">All of them.</param>
    public sealed record Refused(IReadOnlyList<Cases.Reason> Reasons) : CaseAnswer
    {
        public Refused(Cases.Reason reason)
            : this([reason])
        {
        }
    }

    internal static Refused Unknown(string caseId) => new(new Cases.Reason(CaseReason.CaseUnknown, caseId));

    /// <summary>An answer as a text to remember under the request's key; null for what may be asked again.</summary>
    internal static string? Write(CaseAnswer answer) => answer is Done done ? string.Join(' ', [done.CaseId, .. done.NewObjects.Select(made => made.ToString())]) : null;

    internal static CaseAnswer Read(string text)
    {
        var parts = text.Split(' ');
        return new Done(parts[0], [.. parts.Skip(1).Select(part => ObjectRef.Parse(part)!.Value)]); // written above
    }
}
