using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>When something happened. Exactly one of these.</summary>
public abstract record Fact
{
    private Fact()
    {
    }

    public static Fact On(DateOnly day) => new OnDay(day);

    /// <summary>On a day.</summary>
    public sealed record OnDay(DateOnly Day) : Fact;

    /// <summary>At an instant, for what is counted in hours.</summary>
    public sealed record AtInstant(DateTimeOffset Instant) : Fact;

    /// <summary>A written act was sent; the day of notification follows from that.</summary>
    public sealed record Sent(Dispatch Dispatch) : Fact;
}

/// <summary>What is known when a deadline is to be computed.</summary>
/// <param name="Facts">Facts by their code in the catalogue.</param>
/// <param name="Place">Where the act must be done.</param>
/// <param name="Today">The day in Germany, for days left and for suspensions that last.</param>
public sealed record DeadlineRequest(IReadOnlyDictionary<string, Fact> Facts, Place Place, DateOnly Today)
{
    /// <summary>Codes of the circumstances that hold, for example <c>par81a</c>.</summary>
    public IReadOnlySet<string> Circumstances { get; init; } = new HashSet<string>();

    /// <summary>Suspensions and extensions, in any order.</summary>
    public IReadOnlyList<ClockEvent> Events { get; init; } = [];

    /// <summary>The period that an authority or a contract set, where the row asks for one; otherwise null.</summary>
    public SetPeriod? Set { get; init; }

    /// <summary>How the authority ends suspensions when the client delivers early.</summary>
    public SuspensionEnd SuspensionEnd { get; init; }
}

/// <summary>A computed deadline.</summary>
public sealed record Deadline
{
    public required DeadlineRule Rule { get; init; }

    /// <summary>The row that counted.</summary>
    public required DeadlineRow Row { get; init; }

    /// <summary>Day of the fact that set it in motion.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Its last day before the weekend rule.</summary>
    public required DateOnly RawEnd { get; init; }

    /// <summary>The deadline: the last day on which the act is in time, or for <see cref="CountingRule.NotBefore"/> the first on which it is possible.</summary>
    public required DateOnly End { get; init; }

    /// <summary>
    /// The instant at which it is over: 24:00 in Germany, or the hour for what is counted in hours; for <see cref="CountingRule.NotBefore"/> the instant from which
    /// the act is possible.
    /// </summary>
    public required DateTimeOffset Over { get; init; }

    /// <summary>The day against which to warn: the earlier one when two are possible, otherwise <see cref="End"/>.</summary>
    public required DateOnly WarnBy { get; init; }

    /// <summary>A day that an authority announced and that does not count; otherwise null.</summary>
    public DateOnly? Announced { get; init; }

    /// <summary>The day from which approval is deemed given if nothing was said; otherwise null.</summary>
    public DateOnly? DeemedApprovedFrom { get; init; }

    /// <summary>Days from today to the end; negative when it has passed.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>How it came about; the last step's day is <see cref="End"/>.</summary>
    public required IReadOnlyList<DerivationStep> Derivation { get; init; }

    /// <summary>Acts that have no effect, and what somebody should check.</summary>
    public required IReadOnlyList<Reason> Flags { get; init; }
}

/// <summary>What comes of a request. Exactly one of these.</summary>
public abstract record DeadlineOutcome
{
    private DeadlineOutcome()
    {
    }

    public sealed record Computed(Deadline Deadline) : DeadlineOutcome;

    /// <summary>The period stands still, and nobody knows yet until when.</summary>
    /// <param name="Since">First day on which it stood still.</param>
    /// <param name="IfEndedToday">What the deadline would be if the suspension ended today; it cannot be earlier.</param>
    public sealed record Paused(DateOnly Since, Deadline IfEndedToday) : DeadlineOutcome;

    /// <summary>It is over without having been kept or missed, for example by withdrawal.</summary>
    public sealed record Ended(DateOnly Day, string Fact, Deadline Deadline) : DeadlineOutcome;

    public sealed record NotComputable(IReadOnlyList<Reason> Reasons) : DeadlineOutcome
    {
        public NotComputable(Reason reason) : this([reason])
        {
        }
    }
}
