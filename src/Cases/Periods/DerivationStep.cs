namespace IqWorkflows.Cases.Periods;

/// <summary>One step of how a deadline came about. Exactly one of these; the last one's day is the deadline.</summary>
/// <param name="Day">The day this step arrives at.</param>
public abstract record DerivationStep(DateOnly Day)
{
    /// <summary>A fact that belongs to the story and does not set the period in motion.</summary>
    public sealed record Known(DateOnly Day, string Fact) : DerivationStep(Day);

    /// <summary>A written act went out.</summary>
    public sealed record Sent(DateOnly Day, Channel Channel) : DerivationStep(Day);

    /// <summary>It counts as notified.</summary>
    /// <param name="Days">Days of the fiction; null when a proven day counts.</param>
    public sealed record CountsAsNotified(DateOnly Day, int? Days, string Source, bool IsAssumption) : DerivationStep(Day);

    /// <summary>The fact that sets the period in motion.</summary>
    public sealed record Started(DateOnly Day, string Fact) : DerivationStep(Day);

    /// <summary>The length was counted from it.</summary>
    /// <param name="OnMonthEnd">The last month lacks the day, so its own last day counts (BGB § 188 Abs. 3).</param>
    public sealed record Counted(DateOnly Day, DateOnly From, Length Length, bool Backwards, bool OnMonthEnd, string Source) : DerivationStep(Day);

    /// <summary>A limitation period, counted from the end of the year.</summary>
    public sealed record CountedFromYearEnd(DateOnly Day, DateOnly YearEnd, Length Length, string Source) : DerivationStep(Day);

    /// <summary>Counted by the hour.</summary>
    public sealed record CountedInHours(DateOnly Day, DateTimeOffset Until, Length Length, string Source) : DerivationStep(Day);

    /// <summary>A day that was named as the end.</summary>
    public sealed record Named(DateOnly Day, string Source) : DerivationStep(Day);

    /// <summary>The period stood still.</summary>
    /// <param name="Days">Days that did not stand still for another reason already.</param>
    public sealed record Suspended(DateOnly Day, DaySpan Span, int Days, string Cause, string Source) : DerivationStep(Day);

    /// <summary>The period was extended.</summary>
    /// <param name="By">Null when a day was named or the law allowed less than was announced.</param>
    public sealed record Extended(DateOnly Day, DateOnly OldEnd, Length? By, DateOnly Announced, string Source) : DerivationStep(Day);

    /// <summary>Another limit of the same right comes first.</summary>
    public sealed record Limited(DateOnly Day, string Fact, Length Length, string Source) : DerivationStep(Day);

    /// <summary>The weekend rule moved the end.</summary>
    public sealed record Shifted(DateOnly Day, IReadOnlyList<DayOff> Passed, Place Place, string Source) : DerivationStep(Day);

    /// <summary>The end stayed where it was.</summary>
    public sealed record NotShifted(DateOnly Day, NoShift Why, Place Place) : DerivationStep(Day);

    /// <summary>The period is over, and an act becomes possible.</summary>
    public sealed record Opened(DateOnly Day, string Source) : DerivationStep(Day);
}

/// <summary>Why an end is not shifted.</summary>
public enum NoShift
{
    /// <summary>It is a working day.</summary>
    WorkingDay,

    /// <summary>The authority named this day and pointed to the rule (VwVfG § 31 Abs. 3 S. 2).</summary>
    NamedDay,

    /// <summary>The period is counted backwards.</summary>
    Backwards,

    /// <summary>The weekend rule does not apply to this deadline.</summary>
    RuleDoesNotApply,
}
