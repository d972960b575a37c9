using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.States;

/// <summary>A state of a case.</summary>
public sealed record CaseState
{
    public required string Code { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>As it stands in a row of many; the name where no shorter one was given.</summary>
    public required LocalText ShortName { get; init; }

    public required LocalText Meaning { get; init; }

    /// <summary>Id of the procedure that can start here; null for the states that are none of the path (dormant, closed).</summary>
    public string? Starts { get; init; }

    /// <summary>Other procedures that start here instead, by the kind of procedure of the case or by one of its overlays.</summary>
    public required IReadOnlyDictionary<string, string> StartsFor { get; init; }

    /// <summary>States that may follow.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Reasons with which a case may be closed here; <c>VERWEIS_*</c> stands for all that begin so, <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Closes { get; init; }

    /// <summary>When the usual way leads through it, as far as anybody can tell; empty: always. Null: never, it is an exception that is shown once it has come.</summary>
    public IReadOnlyList<Condition>? Usual { get; init; } = [];

    /// <summary>What a case waits for here; of several the first that fits. Empty: for nothing but its tasks.</summary>
    public IReadOnlyList<StateWaiting> Waiting { get; init; } = [];

    /// <summary>It is shown while the case is dormant; what it was before stays its state.</summary>
    public bool IsPaused { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>Whether the case is on its way.</summary>
    public bool IsOpen => !IsClosed && !IsPaused;
}

/// <summary>What a case waits for in a state.</summary>
/// <param name="When">All must hold; empty: always.</param>
/// <param name="Text">Who has to do what, a sentence.</param>
/// <param name="Note">What follows from it, for example which period begins then; null: nothing to be said.</param>
/// <param name="Events">The events that end the waiting, the usual one first. Those count that the procedure awaits.</param>
/// <param name="Until">Codes of deadlines, or facts that are days: of the deadlines that run and the days that are known, the first in time is when the waiting should end.</param>
public sealed record StateWaiting(IReadOnlyList<Condition> When, LocalText Text, LocalText? Note, IReadOnlyList<string> Events, IReadOnlyList<string> Until);

/// <summary>A step of a track beside the main state.</summary>
public sealed record TrackStep(string Code, LocalText Name);

/// <summary>Steps that a case takes beside its main state, or before it has one of the path.</summary>
public sealed record CaseTrack(string Code, LocalText Name, IReadOnlyList<TrackStep> Steps);
