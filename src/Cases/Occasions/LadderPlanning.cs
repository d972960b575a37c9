using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>The days a ladder hangs on.</summary>
/// <param name="Start">Day of the trigger; after the client did something, the day of that.</param>
/// <param name="HasDeadline">Whether it hangs on a deadline.</param>
/// <param name="End">The end against which to warn; null: nobody can say yet, or there is no deadline.</param>
/// <param name="Class">Class of the deadline, or null.</param>
/// <param name="Round">How often it began anew.</param>
/// <param name="Facts">Days of the facts that rungs count from, by name; what is not known is missing.</param>
public sealed record LadderDays(
    DateOnly Start, bool HasDeadline = false, DateOnly? End = null, DeadlineClass? Class = null, int Round = 0, IReadOnlyDictionary<string, DateOnly>? Facts = null)
{
    /// <summary>The day that a rung counts from.</summary>
    /// <returns>Null: nobody can say yet.</returns>
    public DateOnly? BaseOf(Rung rung) => rung.Base switch
    {
        RungStart.End => End,
        RungStart.Fact => Facts is not null && Facts.TryGetValue(rung.BaseFact!, out var day) ? day : null, // named by the loader
        _ => Start,
    };

    /// <summary>The legal day of a fact, of the object that speaks for a ladder about <paramref name="about"/>.</summary>
    /// <returns>Null when it is not known.</returns>
    public static DateOnly? DayOf(CaseView view, ObjectRef about, string fact) => FactCondition.DayOf(view, about, fact);

    /// <summary>The facts of a case that an occasion's rungs count from.</summary>
    public static IReadOnlyDictionary<string, DateOnly> FactsOf(Occasion occasion, CaseView view, ObjectRef about) => occasion.Rungs
        .Where(rung => rung.BaseFact is not null).Select(rung => rung.BaseFact!).Distinct() // filtered before
        .Select(fact => (Fact: fact, Day: FactCondition.DayOf(view, about, fact))).Where(known => known.Day is not null)
        .ToDictionary(known => known.Fact, known => known.Day!.Value, StringComparer.Ordinal);
}

/// <summary>A rung that lies behind: done, left out, or put together with another.</summary>
/// <param name="RungId">Which.</param>
/// <param name="Day">The day for which it was planned.</param>
/// <param name="CountsOn">The day from which the escalation of the row counts, when it was its turn on that day; null: it never was.</param>
/// <param name="WasDone">Whether it was done.</param>
public sealed record PastRung(string RungId, DateOnly? Day, DateOnly? CountsOn, bool WasDone);

/// <summary>A rung and its day.</summary>
/// <param name="Rung">Which.</param>
/// <param name="Day">Its day; null: it hangs on an end that nobody can say yet.</param>
/// <param name="DueAt">The moment at which it is looked at; null when it has no day or is left out.</param>
/// <param name="LeftOut">Why it will not be done; null: it will.</param>
public sealed record PlannedRung(Rung Rung, DateOnly? Day, DateTimeOffset? DueAt, Reason? LeftOut = null);

/// <summary>Finds the days of a ladder's rungs.</summary>
public sealed class LadderPlanning(HolidayCalendar calendar, Place centre)
{
    /// <summary>All rungs that are still ahead, in the order of the occasion.</summary>
    /// <param name="occasion">The table's line.</param>
    /// <param name="days">What the ladder hangs on.</param>
    /// <param name="past">Rungs that lie behind: of this round, and of all rounds those that hang on an end or a fact.</param>
    /// <param name="waiting">Days of the rungs that are planned already. One whose day stays the same stays as it is, even when that day has passed: the server was away, and whoever
    /// does the rungs decides what becomes of those missed.</param>
    /// <param name="now">Today's moment.</param>
    /// <param name="takenOverAt">When the case came here from somebody else's hands: messages for what was before are not written, they were theirs to write. Null: it began here.</param>
    public IReadOnlyList<PlannedRung> Plan(
        Occasion occasion, LadderDays days, IReadOnlyList<PastRung> past, IReadOnlyDictionary<string, DateOnly> waiting, DateTimeOffset now, DateTimeOffset? takenOverAt = null)
    {
        var today = GermanDay.Of(now);
        var ahead = new List<Ahead>();
        foreach (var rung in occasion.Rungs.Where(rung => rung.Base != RungStart.Last && Belongs(rung, days)))
            Add(rung, days.BaseOf(rung));
        LeaveOutPast();
        if (LastSend() is { } last)
        {
            foreach (var rung in occasion.Rungs.Where(rung => rung.Base == RungStart.Last && Belongs(rung, days)))
                Add(rung, last);
            LeaveOutPast();
        }
        LeaveOutSameDay(ahead, occasion, past);
        return [.. ahead.OrderBy(a => IndexOf(occasion, a.Rung)).Select(a => new PlannedRung(a.Rung, a.Day, a.LeftOut is null ? DueAt(occasion, a, now) : null, a.LeftOut))];

        void Add(Rung rung, DateOnly? from)
        {
            DateOnly? day = from is not { } known ? null : rung.Offset is { } offset ? offset.From(known, calendar, centre) : AtOnceDay(occasion, rung, now);
            var keeps = waiting.TryGetValue(rung.Id, out var planned) && (planned == day || rung.Offset is null);
            if (keeps)
                ahead.Add(new Ahead(rung, planned) { Keeps = true });
            else if (past.LastOrDefault(behind => behind.RungId == rung.Id) is not { } done || IsAheadAgain(rung, done, day, today))
                ahead.Add(new Ahead(rung, day));
        }

        void LeaveOutPast()
        {
            foreach (var a in ahead.Where(a => !a.Settled && IsOfBefore(a)))
            {
                a.LeftOut = new Reason(LadderReason.BeforeTakeover, GermanDay.Of(takenOverAt!.Value)); // asked just before
                a.Settled = true;
            }
            foreach (var group in ahead.Where(a => !a.Settled).GroupBy(a => (a.Rung.Form, a.Rung.Recipient, a.Rung.Level)).ToList())
            {
                var gone = group.Where(a => !a.Keeps && a.Day < today).OrderBy(a => a.Day).ToList();
                // All are past: whoever is to be warned must hear of it once, so the last one is done now.
                var isLeftAlone = gone.Count > 0 && gone.Count == group.Count();
                foreach (var a in isLeftAlone ? gone.SkipLast(1) : gone)
                    a.LeftOut = new Reason(LadderReason.PastWhenOpened, a.Day!.Value); // compared above
                if (isLeftAlone)
                    gone[^1].Day = today;
                foreach (var a in group)
                    a.Settled = true;
            }
        }

        // What would be said at once in the very step that takes the case over is about something that happened before.
        bool IsOfBefore(Ahead a) => takenOverAt is { } taken && a.Rung.IsMessage && !a.Keeps && (a.Rung.Offset is null ? now == taken : a.Day < GermanDay.Of(taken));

        DateOnly? LastSend() => ahead.Where(a => a.Rung.IsRegular && a.LeftOut is null).Select(a => a.Day)
            .Concat(past.Where(behind => occasion.Find(behind.RungId)?.IsRegular == true).Select(behind => behind.CountsOn)).Where(day => day is not null)
            .Aggregate((DateOnly?)null, (latest, day) => latest is null || day > latest ? day : latest);
    }

    private static bool Belongs(Rung rung, LadderDays days) =>
        (rung.Base != RungStart.End || days.HasDeadline)
        && (rung.Classes.Count == 0 || days.Class is null || rung.Classes.Contains(days.Class.Value))
        && (rung.Offset is not null || rung.Base is not RungStart.Start || days.Round == 0); // what is said at once is not said again because the client did something

    /// <summary>What hangs on a deadline (or an appointment) warns again when that has moved and the new day is still to come; what was said was right when it was said.</summary>
    private static bool IsAheadAgain(Rung rung, PastRung done, DateOnly? day, DateOnly today) =>
        rung.Base is RungStart.End or RungStart.Fact && rung.Offset is not null && day is not null && day != done.Day && day > today && (done.CountsOn is null || day > done.CountsOn);

    private DateOnly AtOnceDay(Occasion occasion, Rung rung, DateTimeOffset now) => GermanDay.Of(Allowed(occasion, rung, now));

    private DateTimeOffset? DueAt(Occasion occasion, Ahead ahead, DateTimeOffset now)
    {
        if (ahead.Day is not { } day)
            return null;
        var morning = GermanDay.At(day, QuietTime.SendTime);
        return ahead.Rung.Offset is null || morning < now ? Allowed(occasion, ahead.Rung, now) : morning;
    }

    private DateTimeOffset Allowed(Occasion occasion, Rung rung, DateTimeOffset now) =>
        rung.IsMessage && !occasion.AnyHour ? QuietTime.NextAllowed(now, calendar, centre) : now;

    private static void LeaveOutSameDay(List<Ahead> ahead, Occasion occasion, IReadOnlyList<PastRung> past)
    {
        foreach (var a in ahead.Where(a => a is { LeftOut: null, Day: not null }))
        {
            var isSaid = past.Any(behind => behind.WasDone && behind.CountsOn == a.Day && occasion.Find(behind.RungId) is { } other && IsSameKind(other, a.Rung))
                || ahead.SkipWhile(other => other != a).Skip(1).Any(other => other.LeftOut is null && other.Day == a.Day && IsSameKind(other.Rung, a.Rung));
            if (isSaid)
                a.LeftOut = new Reason(LadderReason.SameDay, a.Day!.Value); // filtered above
        }
    }

    private static bool IsSameKind(Rung one, Rung other) => one.Form == other.Form && one.Recipient == other.Recipient && (one.IsMessage || one.Level == other.Level);

    private static int IndexOf(Occasion occasion, Rung rung) => occasion.Rungs.TakeWhile(other => other != rung).Count();

    private sealed class Ahead(Rung rung, DateOnly? day)
    {
        public Rung Rung => rung;

        public DateOnly? Day { get; set; } = day;

        public Reason? LeftOut { get; set; }

        public bool Keeps { get; init; }

        public bool Settled { get; set; }
    }
}
