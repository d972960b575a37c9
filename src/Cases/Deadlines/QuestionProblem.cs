namespace IqWorkflows.Cases.Deadlines;

/// <summary>The parts of a question to the deadline calculator.</summary>
public enum QuestionPart
{
    Rule,
    From,
    Fact,
    Land,
    Place,
    Posted,
    NotificationDays,
    Set,
    Circumstance,
    Suspension,
    Cause,
    Extension,
}

/// <summary>What can be wrong with a part of a question.</summary>
public enum QuestionFault
{
    /// <summary>There is no such word.</summary>
    Unknown,

    /// <summary>There is no such day.</summary>
    NoDay,

    /// <summary>Neither a day nor a length.</summary>
    NoDayOrLength,

    /// <summary>No number of days that a letter can be under way.</summary>
    NoNumber,

    /// <summary>Not in the shape that is asked for.</summary>
    Unreadable,

    /// <summary>The day from which to count was not given.</summary>
    Missing,

    /// <summary>Given twice.</summary>
    SaidTwice,

    /// <summary>It ends before it begins.</summary>
    EndsBeforeItBegins,

    /// <summary>A letter counts by days; this was given with a time.</summary>
    PostedWithTime,

    /// <summary>Makes sense only for a letter that was posted.</summary>
    NeedsPosted,

    /// <summary>Municipalities abroad have no holidays of their own here.</summary>
    PlaceAbroad,

    /// <summary>No official key of a municipality of that Land.</summary>
    NoKey,
}

/// <summary>One thing that is wrong with a question; whoever asked gets all of them at once.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Known">What could have been meant: all that is known, or what is nearest; empty: nothing in particular.</param>
/// <param name="Number">Which of several, from zero.</param>
/// <param name="Subject">The fact meant, the Land, or what a key begins with.</param>
public sealed record QuestionProblem(QuestionPart Part, QuestionFault Fault, string Typed, IReadOnlyList<string> Known, int Number = 0, string? Subject = null);
