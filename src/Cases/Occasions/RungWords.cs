using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Tells why a rung comes when it comes.</summary>
public static class RungWords
{
    /// <param name="occasion">The table's line.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="days">What the ladder hangs on.</param>
    /// <param name="lastSend">Day of the ladder's last regular message; null: none yet.</param>
    public static Reason Why(Occasion occasion, Rung rung, LadderDays days, DateOnly? lastSend)
    {
        var from = rung.Base == RungStart.Last ? lastSend : days.BaseOf(rung);
        if (rung.Offset is not { } offset || from is not { } known)
            return new Reason(LadderReason.AtOnce, occasion.Name);
        var same = occasion.Rungs.Where(other => other.Form == rung.Form && other.Recipient == rung.Recipient).ToList();
        var (number, count) = (same.IndexOf(rung) + 1, same.Count);
        return offset.Count == 0
            ? new Reason(LadderReason.OnDay, number, count, known)
            : new Reason(offset.Count > 0 ? LadderReason.After : LadderReason.Before, number, count, offset.InWords(), known);
    }
}
