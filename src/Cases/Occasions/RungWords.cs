using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Tells why a rung comes when it comes.</summary>
public static class RungWords
{
    /// <param name="occasion">The table's line.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="days">What the ladder hangs on.</param>
    /// <param name="lastSend">Day of the ladder's last regular message; null: none yet.</param>
    /// <param name="facts">Names the fact that a rung waits for; null: it is only said that it waits.</param>
    public static Reason Why(Occasion occasion, Rung rung, LadderDays days, DateOnly? lastSend, Facts.FactCatalog? facts = null)
    {
        var from = rung.Base == RungStart.Last ? lastSend : days.BaseOf(rung);
        if (rung.Offset is not { } offset)
            return new Reason(LadderReason.AtOnce, occasion.Name);
        var same = occasion.Rungs.Where(other => other.Form == rung.Form && other.Recipient == rung.Recipient).ToList();
        var (number, count) = (same.IndexOf(rung) + 1, same.Count);
        if (from is not { } known)
            return Waiting(rung, number, count, offset.InWords(), facts);
        return offset.Count == 0
            ? new Reason(LadderReason.OnDay, number, count, known)
            : new Reason(offset.Count > 0 ? LadderReason.After : LadderReason.Before, number, count, offset.InWords(), known);
    }

    /// <summary>Nobody can say yet on which day it comes: it says what it waits for.</summary>
    private static Reason Waiting(Rung rung, int number, int count, LocalText distance, Facts.FactCatalog? facts) => rung.Base switch
    {
        RungStart.Last => new Reason(LadderReason.AfterMessage, number, count, distance),
        RungStart.End => new Reason(LadderReason.OnceEndKnown, number, count),
        RungStart.Fact when rung.BaseFact is { } fact && facts?.Find(fact) is { } field => new Reason(LadderReason.OnceFactKnown, number, count, field.Label),
        _ => new Reason(LadderReason.OnceDayKnown, number, count),
    };
}
