namespace IqWorkflows.Cases.Periods;

/// <summary>Days from <see cref="First"/> to <see cref="Last"/>, both counted.</summary>
public readonly record struct DaySpan(DateOnly First, DateOnly Last)
{
    public int Days => Math.Max(0, Last.DayNumber - First.DayNumber + 1);

    public bool Contains(DateOnly day) => day >= First && day <= Last;
}

/// <summary>The time during which a period stood still: spans that may overlap, each of whose days counts once.</summary>
public sealed class SuspendedTime
{
    private readonly List<DaySpan> _spans = []; // in order, neither overlapping nor touching

    /// <summary>The suspended time as the fewest spans that cover it, in order.</summary>
    public IReadOnlyList<DaySpan> Spans => _spans;

    public int Days => _spans.Sum(span => span.Days);

    /// <summary>
    /// Adds a suspension. The suspended time is not counted into the period (principle of BGB § 209); the day of the request and the last day both count as suspended,
    /// and overlapping suspensions count once.
    /// </summary>
    /// <returns>The days that were not suspended before: by so many the end moves.</returns>
    public int Add(DaySpan span)
    {
        if (span.Days == 0)
            return 0;

        var before = Days;
        var touching = _spans.FindAll(other => other.First <= span.Last.AddDays(1) && other.Last >= span.First.AddDays(-1));
        _spans.RemoveAll(touching.Contains);
        _spans.Add(touching.Aggregate(span, (sum, other) => new DaySpan(Min(sum.First, other.First), Max(sum.Last, other.Last))));
        _spans.Sort((a, b) => a.First.CompareTo(b.First));
        return Days - before;
    }

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>What ends a suspension by a request when the client delivers before the period of the authority is over.</summary>
public enum SuspensionEnd
{
    /// <summary>The end of the period that the authority set, whatever comes earlier (BQFG § 6 Abs. 4 S. 1).</summary>
    PeriodSet,

    /// <summary>The delivery, as some authorities practise.</summary>
    Delivery,
}
