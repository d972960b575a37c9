using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>One line of the table of stalled cases.</summary>
public sealed record StalledLine
{
    public required string Code { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>States in which it can hold; empty: any.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>What it counts from: <c>state</c>, <c>activity</c>, a fact, or a deadline's end; of several the latest.</summary>
    public required IReadOnlyList<string> Since { get; init; }

    public required RungOffset After { get; init; }

    /// <summary>Null: always.</summary>
    public FactCondition? When { get; init; }

    /// <summary>Who is asked to see to it.</summary>
    public required EscalationLevel Level { get; init; }

    /// <summary>The occasion whose ladder asks already, as long as it runs; null: none does.</summary>
    public string? CoveredBy { get; init; }
}

/// <summary>That a case does not get on.</summary>
/// <param name="Line">The line that holds.</param>
/// <param name="State">The state it stands in; RUHEND for one that rests.</param>
/// <param name="Since">The day from which it has held.</param>
public sealed record StalledMark(StalledLine Line, string State, DateOnly Since);

/// <summary>The table of stalled cases.</summary>
public sealed class StalledTable(IReadOnlyList<StalledLine> lines)
{
    public const string Resting = "RUHEND";
    public const string OfState = "state";
    public const string OfActivity = "activity";

    public IReadOnlyList<StalledLine> Lines => lines;

    /// <summary>Why a case does not get on today.</summary>
    /// <param name="situation">The case.</param>
    /// <param name="calendar">Holidays.</param>
    /// <param name="centre">Where the centre is.</param>
    /// <returns>The line that has held longest; null: it gets on, or somebody responsible knows of it.</returns>
    public StalledMark? Of(Situation situation, HolidayCalendar calendar, Place centre) =>
        CheckOn(situation, calendar, centre) is { } day && day <= situation.Today ? First(situation, calendar, centre) : null;

    /// <summary>The day on which it must be looked at if nothing happens until then.</summary>
    /// <returns>Null: it cannot stall as it stands.</returns>
    public DateOnly? CheckOn(Situation situation, HolidayCalendar calendar, Place centre)
    {
        if (First(situation, calendar, centre) is not { } first)
            return null;
        return situation.View.Value("case.stalled_known_until") is DateOnly known && known >= first.Since ? known.AddDays(1) : first.Since;
    }

    /// <summary>The line that holds first, today or in the days to come.</summary>
    private StalledMark? First(Situation situation, HolidayCalendar calendar, Place centre)
    {
        if (situation.IsClosed || situation.State is not { } main)
            return null;
        var state = situation.IsPaused ? Resting : main;
        StalledMark? first = null;
        foreach (var line in lines.Where(line => line.States.Contains(state) || (line.States.Count == 0 && state != Resting)))
        {
            if (line.When?.Holds(situation, ObjectRef.Case, null) != false && Since(line, situation) is { } from
                && line.After.From(from, calendar, centre) is var day && (first is null || day < first.Since))
                first = new StalledMark(line, state, day);
        }
        return first;
    }

    private static DateOnly? Since(StalledLine line, Situation situation) => line.Since.Select(name => DayOf(name, situation)).Where(day => day is not null).Max();

    private static DateOnly? DayOf(string name, Situation situation) => name switch
    {
        OfState => situation.View.Value("case.state_since") as DateOnly?,
        OfActivity => situation.LastActivity,
        _ when name.Contains('.', StringComparison.Ordinal) => FactCondition.DayOf(situation.View, ObjectRef.Case, name),
        _ => situation.Deadlines.LastOrDefault(deadline => deadline.Code == name && deadline.IsRunning)?.End,
    };
}
