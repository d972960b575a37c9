using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests;

/// <summary>What holds for all periods.</summary>
public sealed class PeriodProperties
{
    [Fact]
    public void Suspended_time_is_the_union_of_its_spans_in_any_order()
    {
        var span = from day in RandomPeriods.Day from days in Gen.Choose(-2, 40) select new DaySpan(day, day.AddDays(days));
        var near = from first in RandomPeriods.Day
                   from offsets in RandomPeriods.Few(Gen.Zip(Gen.Choose(0, 90), Gen.Choose(-2, 40)), 8)
                   select offsets.Select(offset => new DaySpan(first.AddDays(offset.Item1), first.AddDays(offset.Item1 + offset.Item2))).ToArray();

        Prop.ForAll(Arb.From(Gen.OneOf(near, RandomPeriods.Few(span, 8))), Arb.From(Gen.Choose(0, 1000)), (spans, seed) =>
        {
            var (forwards, shuffled) = (new SuspendedTime(), new SuspendedTime());
            var added = spans.Sum(forwards.Add);
            foreach (var one in spans.OrderBy(one => HashOf(one, seed)))
                shuffled.Add(one);
            var days = spans.SelectMany(one => Enumerable.Range(0, one.Days).Select(one.First.AddDays)).Distinct().ToList();

            Assert.Equal(forwards.Spans, shuffled.Spans);
            Assert.Equal(days.Count, forwards.Days);
            Assert.Equal(days.Count, added);
            Assert.All(days, day => Assert.Single(forwards.Spans, covered => covered.Contains(day)));
        }).Holds(300);
    }

    [Fact]
    public void The_order_in_which_events_were_recorded_never_matters() => Prop.ForAll(Arb.From(RandomPeriods.Request), Arb.From(Gen.Choose(0, 1000)), (asked, seed) =>
    {
        var shuffled = asked.Request with { Events = [.. asked.Request.Events.OrderBy(happened => HashOf(happened, seed))] };

        Assert.Equal(Told(Shipped.Catalog.Evaluate(asked.Code, asked.Request)), Told(Shipped.Catalog.Evaluate(asked.Code, shuffled)));
    }).Holds(300);

    [Fact]
    public void Pausing_never_changes_the_days_that_elapse()
    {
        var period = from start in RandomPeriods.Day from events in RandomPeriods.Few(RandomPeriods.Suspension(start, within: 85, always: true), 6) select (start, events);

        Prop.ForAll(Arb.From(period), given =>
        {
            var paused = DecisionPeriod(given.start).After(given.events, SuspensionEnd.PeriodSet, given.start);

            Assert.Equal(DecisionPeriod(given.start).End, paused.End.AddDays(-paused.Suspended.Sum(span => span.Days)));
            Assert.Empty(paused.Flags);
        }).Holds(300);
    }

    [Fact]
    public void An_extension_never_shortens()
    {
        var period = from start in RandomPeriods.Day
                     from suspensions in RandomPeriods.Few(RandomPeriods.Suspension(start, within: 200), 4)
                     from extension in RandomPeriods.Extension(start)
                     select (start, suspensions, extension);

        Prop.ForAll(Arb.From(period), given =>
        {
            var without = DecisionPeriod(given.start).After(given.suspensions, SuspensionEnd.PeriodSet, given.start);
            var with = DecisionPeriod(given.start).After([.. given.suspensions, given.extension], SuspensionEnd.PeriodSet, given.start);

            Assert.True(with.End >= without.End, $"{with.End:O} is before {without.End:O}");
            Assert.All(with.Steps.OfType<DerivationStep.Extended>(), step => Assert.True(step.Day > step.OldEnd));
            Assert.True(with.Steps.OfType<DerivationStep.Extended>().Count() <= 1);
        }).Holds(300);
    }

    [Fact]
    public void A_suspension_never_shortens()
    {
        var period = from start in RandomPeriods.Day
                     from suspensions in RandomPeriods.Few(RandomPeriods.Suspension(start, within: 200), 4)
                     from another in RandomPeriods.Suspension(start, within: 200)
                     select (start, suspensions, another);

        Prop.ForAll(Arb.From(period), given =>
        {
            var without = DecisionPeriod(given.start).After(given.suspensions, SuspensionEnd.PeriodSet, given.start);
            var with = DecisionPeriod(given.start).After([.. given.suspensions, given.another], SuspensionEnd.PeriodSet, given.start);

            Assert.True(with.End >= without.End, $"{with.End:O} is before {without.End:O}");
            Assert.All(with.Steps.OfType<DerivationStep.Suspended>(), step => Assert.True(step.Day >= step.Span.Last));
        }).Holds(300);
    }

    [Fact]
    public void A_shifted_end_is_a_working_day_of_the_place_and_everything_passed_over_is_none() => Prop.ForAll(
        Arb.From(RandomPeriods.Day), Arb.From(RandomPeriods.Place), (day, place) =>
        {
            var shifted = Shipped.Holidays.Shift(day, place);

            Assert.True(Shipped.Holidays.IsWorkingDay(shifted.Day, place));
            Assert.Equal(Enumerable.Range(0, shifted.Day.DayNumber - day.DayNumber).Select(day.AddDays), shifted.Passed.Select(passed => passed.Day));
            Assert.All(shifted.Passed, passed => Assert.False(Shipped.Holidays.IsWorkingDay(passed.Day, place)));
            Assert.Equal(shifted.Day, Shipped.Holidays.Shift(shifted.Day, place).Day);
        }).Holds(300);

    [Fact]
    public void Every_computed_deadline_is_consistent_and_can_be_told() => Prop.ForAll(Arb.From(RandomPeriods.Request), asked =>
    {
        var outcome = Shipped.Catalog.Evaluate(asked.Code, asked.Request);

        if (DeadlineOf(outcome) is { } deadline)
        {
            Assert.Equal(deadline.End, deadline.Derivation[^1].Day);
            Assert.True(deadline.RawEnd <= deadline.End && deadline.WarnBy <= deadline.End);
            Assert.Equal(deadline.DaysLeft, deadline.End.DayNumber - asked.Request.Today.DayNumber);
            if (deadline.Derivation[^1] is DerivationStep.Shifted or DerivationStep.NotShifted { Why: NoShift.WorkingDay })
                Assert.True(Shipped.Holidays.IsWorkingDay(deadline.End, asked.Request.Place));
            Assert.NotEqual(Shipped.German.Derivation(deadline), Shipped.English.Derivation(deadline));
        }
        Assert.NotEmpty(Told(outcome));
    }).Holds(300);

    [Fact]
    public void Counting_backwards_undoes_counting_forwards_where_the_day_exists() => Prop.ForAll(
        Arb.From(RandomPeriods.Day), Arb.From(RandomPeriods.CalendarLength), (day, length) =>
        {
            var there = Counting.LastDayAfter(day, length);
            var back = Counting.DayBefore(there, length);

            if (!Counting.EndsOnMonthEndInstead(day, length))
                Assert.Equal(day, back);
            else
                Assert.True(back < day); // from the 31st to the 30th and back is the 30th
            if (length.Unit is LengthUnit.Days or LengthUnit.Weeks || day.Day < 28)
                Assert.Equal(there, Counting.LastDayFrom(day.AddDays(1), length));
        }).Holds(300);

    /// <summary>Month arithmetic against a routine that walks day by day and month by month.</summary>
    [Fact]
    public void Months_agree_with_walking_the_calendar() => Prop.ForAll(Arb.From(RandomPeriods.Day), Arb.From(Gen.Choose(1, 40)), (day, months) =>
    {
        var (year, month) = (day.Year, day.Month);
        for (var i = 0; i < months; i++)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        var last = new DateOnly(year, month, 1);
        while (last.Day < day.Day && last.AddDays(1).Month == month)
            last = last.AddDays(1);

        Assert.Equal(last, Counting.LastDayAfter(day, Length.Months(months)));
    }).Holds(300);

    private static RunningPeriod DecisionPeriod(DateOnly start)
    {
        var row = Shipped.Catalog.Find("D03")!.Rows[0];
        return new RunningPeriod(
            start.AddDays(1), Counting.LastDayAfter(start, row.Length!.Value), true, row.Suspensions, row.Extensions, new HashSet<string>(), Shipped.Holidays, Shipped.At("NW"));
    }

    private static Deadline? DeadlineOf(DeadlineOutcome outcome) => outcome switch
    {
        DeadlineOutcome.Computed computed => computed.Deadline,
        DeadlineOutcome.Paused paused => paused.IfEndedToday,
        DeadlineOutcome.Ended ended => ended.Deadline,
        _ => null,
    };

    private static string Told(DeadlineOutcome outcome)
    {
        var deadline = DeadlineOf(outcome);
        var reasons = deadline?.Flags ?? ((DeadlineOutcome.NotComputable)outcome).Reasons;
        return string.Join('\n', new[] { outcome.GetType().Name, $"{deadline?.End:O} {deadline?.WarnBy:O} {deadline?.Announced:O}" }
            .Concat(deadline is null ? [] : Shipped.German.Derivation(deadline)).Concat(reasons.Select(Shipped.German.Sentence)));
    }

    private static int HashOf(object thing, int seed) => HashCode.Combine(thing.ToString(), seed);
}
