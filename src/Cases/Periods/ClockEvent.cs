namespace IqWorkflows.Cases.Periods;

/// <summary>What an authority or a contract sets as a period.</summary>
public abstract record SetPeriod
{
    private SetPeriod()
    {
    }

    /// <summary>"Within four weeks after receipt of this letter": counted from the day after the notification (VwVfG § 31 Abs. 2).</summary>
    public sealed record OfLength(Length Length) : SetPeriod;

    /// <summary>"Until 11 May 2026".</summary>
    /// <param name="Stands">The authority pointed to the rule, so that the day stands even on a weekend (VwVfG § 31 Abs. 3 S. 2).</param>
    public sealed record NamedDay(DateOnly Day, bool Stands = false) : SetPeriod;
}

/// <summary>Something that happens to a running period. The order in which events were recorded never matters, only their days.</summary>
/// <param name="Day">Day of the event itself, not the day on which we learned of it.</param>
public abstract record ClockEvent(DateOnly Day)
{
    /// <summary>The period stands still.</summary>
    /// <param name="Day">Day on which the request was notified, or the other procedure began.</param>
    /// <param name="Until">The period that the authority set, or the end of the other procedure; null: not known yet.</param>
    /// <param name="Cause">Code of the ground, for example <c>INHALT</c>, <c>ZWEIFEL</c>, <c>QA</c>; null: the authority gave none.</param>
    /// <param name="Delivered">Day on which the client delivered what was asked for, or null.</param>
    public sealed record Suspended(DateOnly Day, SetPeriod? Until, string? Cause, DateOnly? Delivered = null) : ClockEvent(Day);

    /// <summary>The authority gives itself, or somebody else, more time.</summary>
    /// <param name="Day">Day on which the extension was announced.</param>
    /// <param name="By">How much more time; null when the notice names a day.</param>
    /// <param name="Until">The day the notice names; null when it gives a length.</param>
    /// <param name="IsReasoned">Whether the notice gives a reason.</param>
    /// <param name="Stands">Whether a named day stands even on a weekend, because the notice points to the rule (VwVfG § 31 Abs. 3 S. 2).</param>
    public sealed record Extended(DateOnly Day, Length? By, DateOnly? Until = null, bool IsReasoned = true, bool Stands = false) : ClockEvent(Day);
}
