using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Forms;

/// <summary>What a form comes to.</summary>
public abstract record FormAnswer
{
    private FormAnswer()
    {
    }

    /// <summary>Everything is as it should be.</summary>
    /// <param name="Entries">What to record. A field of the current object that was left empty is not among them: empty means unchanged.</param>
    /// <param name="NewObjects">Objects to be made, also those about which nothing was said yet.</param>
    /// <param name="HappenedOn">The day from which it all holds.</param>
    public sealed record Accepted(IReadOnlyList<FactEntry> Entries, IReadOnlyList<ObjectRef> NewObjects, DateOnly HappenedOn) : FormAnswer;

    /// <summary>Nothing is to be saved.</summary>
    /// <param name="Reasons">All of them, in the order of the form.</param>
    public sealed record Refused(IReadOnlyList<Reason> Reasons) : FormAnswer;
}
