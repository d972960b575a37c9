using System.Collections.Frozen;

namespace IqWorkflows.Cases.States;

/// <summary>All states of a case, and what may follow what.</summary>
public sealed class StateCatalog(IReadOnlyList<CaseState> states, IReadOnlyList<CaseTrack> tracks, IReadOnlyList<string> closesAlways, string source)
{
    private readonly FrozenDictionary<string, CaseState> _byCode = states.ToFrozenDictionary(state => state.Code, StringComparer.Ordinal);

    /// <summary>In the order of the path.</summary>
    public IReadOnlyList<CaseState> States => states;

    public IReadOnlyList<CaseTrack> Tracks => tracks;

    public string Source => source;

    /// <summary>The state of a closed case.</summary>
    public CaseState Closed => states.First(state => state.IsClosed);

    /// <summary>The state that is shown while a case is dormant.</summary>
    public CaseState Paused => states.First(state => state.IsPaused);

    /// <returns>Null when there is none of that code.</returns>
    public CaseState? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>Why a case in a state may not reach another; null when it may. To stay where it is, it always may.</summary>
    /// <param name="from">Null: the case begins, and may begin at each open state.</param>
    public Reason? Against(string? from, string to)
    {
        if (Find(to) is not { } target)
            return new Reason(StateReason.Unknown, to);
        if (target.IsClosed)
            return new Reason(StateReason.ClosedWithoutReason, from ?? "", to);
        if (target.IsPaused)
            return new Reason(StateReason.IsNoState, to);
        if (from is null || from == to)
            return null;
        if (Find(from) is not { } origin)
            return new Reason(StateReason.Unknown, from);
        if (origin.IsClosed)
            return new Reason(StateReason.IsClosed, from, to);
        return origin.To.Contains(to) ? null : new Reason(StateReason.NotAllowed, from, to);
    }

    /// <summary>Why a case in a state may not be closed with a reason; null when it may.</summary>
    public Reason? AgainstClosing(string from, string closingReason)
    {
        if (Find(from) is not { } origin)
            return new Reason(StateReason.Unknown, from);
        if (origin.IsClosed)
            return new Reason(StateReason.IsClosed, from, Closed.Code);
        return closesAlways.Contains(closingReason) || origin.Closes.Any(pattern => Fits(pattern, closingReason))
            ? null
            : new Reason(StateReason.ReasonNotAllowed, from, closingReason);
    }

    /// <summary>The procedure that starts at a state, for the kind of procedure and the overlays of the case.</summary>
    /// <returns>Null when none starts there.</returns>
    public string? ProcedureAt(string state, string? procedure, IReadOnlyList<string> overlays)
    {
        if (Find(state) is not { } at)
            return null;
        foreach (var key in overlays.Append(procedure))
        {
            if (key is not null && at.StartsFor.TryGetValue(key, out var special))
                return special;
        }
        return at.Starts;
    }

    private static bool Fits(string pattern, string reason) =>
        pattern.EndsWith('*') ? reason.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == reason;
}

/// <summary>Codes for why a case may not go from state to state.</summary>
public static class StateReason
{
    /// <summary>Arguments: the code.</summary>
    public const string Unknown = "STAND_UNBEKANNT";

    /// <summary>Arguments: from, to.</summary>
    public const string NotAllowed = "STAND_FOLGT_NICHT";

    /// <summary>Arguments: from, to.</summary>
    public const string IsClosed = "FALL_IST_ABGESCHLOSSEN";

    /// <summary>Arguments: from, to.</summary>
    public const string ClosedWithoutReason = "ABSCHLUSS_OHNE_GRUND";

    /// <summary>Arguments: the code.</summary>
    public const string IsNoState = "RUHEND_IST_KEIN_STAND";

    /// <summary>Arguments: from, the reason.</summary>
    public const string ReasonNotAllowed = "ABSCHLUSSGRUND_HIER_NICHT";
}
