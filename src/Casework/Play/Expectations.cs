namespace IqWorkflows.Casework.Play;

/// <summary>What the whole timeline of a story must show.</summary>
public sealed record TimelineExpectation
{
    public static TimelineExpectation None { get; } = new();

    /// <summary>All states with their days, in order; null: not looked at.</summary>
    public IReadOnlyList<ExpectedDay>? States { get; init; }

    /// <summary>By occasion, all days on which its messages left, complete: another one is a difference.</summary>
    public IReadOnlyList<ExpectedSends> Mails { get; init; } = [];

    /// <summary>By occasion, all days on which it made a task, complete.</summary>
    public IReadOnlyList<ExpectedSends> Tasks { get; init; } = [];

    /// <summary>By occasion, days that were planned and on which nothing was sent.</summary>
    public IReadOnlyList<ExpectedSends> Suppressed { get; init; } = [];

    /// <summary>By occasion, days on which nothing may have been sent; without days: ever.</summary>
    public IReadOnlyList<ExpectedSends> Not { get; init; } = [];

    /// <summary>Codes of deadlines that the case must never have had.</summary>
    public IReadOnlyList<ExpectedName> NeverDeadlines { get; init; } = [];
}

/// <summary>A word and its day.</summary>
public sealed record ExpectedDay(int Line, DateOnly Day, string What);

/// <summary>A word.</summary>
public sealed record ExpectedName(int Line, string Name);

/// <summary>An occasion and its days.</summary>
/// <param name="Occasion">Code, for example <c>M09</c>; for tasks also the id of a box.</param>
/// <param name="Sends">Its days, each with the recipient or level if that is said.</param>
public sealed record ExpectedSends(int Line, string Occasion, IReadOnlyList<ExpectedSend> Sends);

/// <summary>One send.</summary>
/// <param name="Day">The day on which it left.</param>
/// <param name="To">Recipient or level; null: any.</param>
public sealed record ExpectedSend(DateOnly Day, string? To);

/// <summary>How a case must stand at one moment. What is null or empty is not looked at.</summary>
public sealed record MomentExpectation
{
    /// <summary>The state that is shown; <c>RUHEND</c> while it is paused, <c>ABGESCHLOSSEN(REASON)</c> once it is closed.</summary>
    public string? State { get; init; }

    /// <summary>Whether it counts as stalled.</summary>
    public bool? Stalled { get; init; }

    /// <summary>Open tasks that must be there: ids of boxes, titles, or codes of occasions.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    public IReadOnlyList<string> NoTasks { get; init; } = [];

    /// <summary>Events that must be awaited.</summary>
    public IReadOnlyList<string> Awaits { get; init; } = [];

    public IReadOnlyList<string> AwaitsNot { get; init; } = [];

    public IReadOnlyList<ExpectedDeadline> Deadlines { get; init; } = [];

    /// <summary>Facts of the newest object, or of a named one, with their values as a form would take them; an empty value: not known.</summary>
    public IReadOnlyList<ExpectedFact> Facts { get; init; } = [];

    /// <summary>By occasion, days of the rungs still planned.</summary>
    public IReadOnlyList<ExpectedSends> Planned { get; init; } = [];
}

/// <summary>A deadline as it must stand. What is null is not looked at.</summary>
public sealed record ExpectedDeadline(int Line, string Code, string? Object, DateOnly? Raw, DateOnly? End, string? State, DateOnly? Announced, string? Flag);

/// <summary>A fact and its value.</summary>
/// <param name="Name"><c>exam.attempt</c>, or <c>application:1.kind</c> for an object that is not the newest.</param>
public sealed record ExpectedFact(int Line, string Name, string Value);
