using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>What somebody asks the deadline calculator, as it was typed at a terminal or into a form. Days are written 2026-03-31 or 31.03.2026.</summary>
public sealed record DeadlineQuestion
{
    /// <summary>Instead of a Land: the act must be done outside Germany.</summary>
    public const string Abroad = "abroad";

    public required string Rule { get; init; }

    /// <summary>Day of the first fact that can set the period in motion; null: it is among <see cref="Facts"/>.</summary>
    public string? From { get; init; }

    /// <summary><c>name=day</c>, for deadlines that hang on more than one fact.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    public required string Land { get; init; }

    public string? Place { get; init; }

    /// <summary><see cref="From"/> is the day on which the letter was posted.</summary>
    public bool Posted { get; init; }

    /// <summary>Those of <see cref="Facts"/> of which the day of posting is known.</summary>
    public IReadOnlyList<string> PostedFacts { get; init; } = [];

    /// <summary>How many days a letter counts as under way; null: as the law of the Land says.</summary>
    public string? NotificationDays { get; init; }

    public string? Set { get; init; }

    public IReadOnlyList<string> Circumstances { get; init; } = [];

    /// <summary><c>from..to=ground</c>.</summary>
    public IReadOnlyList<string> Suspensions { get; init; } = [];

    /// <summary><c>1m</c>, <c>3w</c> or a day, then <c>@</c> and the day of the announcement where it is known.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    public required DateOnly Today { get; init; }

    /// <summary>The rule meant and everything known, or all that is wrong with the question.</summary>
    public ReadQuestion Read(DeadlineCatalog catalog) => new QuestionReading(this, catalog).Read();
}

/// <summary>What a question means.</summary>
/// <param name="Rule">Null: there is no such rule.</param>
/// <param name="Request">Null while there are problems.</param>
public sealed record ReadQuestion(DeadlineRule? Rule, DeadlineRequest? Request, IReadOnlyList<QuestionProblem> Problems);
