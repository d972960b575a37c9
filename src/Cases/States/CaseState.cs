using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.States;

/// <summary>A state of a case.</summary>
public sealed record CaseState
{
    public required string Code { get; init; }

    public required LocalText Name { get; init; }

    public required LocalText Meaning { get; init; }

    /// <summary>Id of the procedure that can start here; null for the states that are none of the path (dormant, closed).</summary>
    public string? Starts { get; init; }

    /// <summary>Other procedures that start here instead, by the kind of procedure of the case or by one of its overlays.</summary>
    public required IReadOnlyDictionary<string, string> StartsFor { get; init; }

    /// <summary>States that may follow.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Reasons with which a case may be closed here; <c>VERWEIS_*</c> stands for all that begin so, <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Closes { get; init; }

    /// <summary>It is shown while the case is dormant; what it was before stays its state.</summary>
    public bool IsPaused { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>Whether the case is on its way.</summary>
    public bool IsOpen => !IsClosed && !IsPaused;
}

/// <summary>A step of a track beside the main state.</summary>
public sealed record TrackStep(string Code, LocalText Name);

/// <summary>Steps that a case takes beside its main state, or before it has one of the path.</summary>
public sealed record CaseTrack(string Code, LocalText Name, IReadOnlyList<TrackStep> Steps);
