using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Cases.Tests.Occasions;

public sealed class LateLadderTests
{
    private static readonly LadderPlanning s_planning = new(Shipped.Holidays, Shipped.At("NW"));

    [Fact]
    public void A_ladder_opened_late_skips_the_rungs_that_are_past()
    {
        var plan = Plan("M22", new LadderDays(Shipped.Day("2026-07-31"), true, Shipped.Day("2026-08-31"), DeadlineClass.C), "2026-08-20");

        Assert.Equal(["mail client 2026-08-24", "mail client 2026-08-26", "task counsellor L1 2026-08-24", "task counsellor L1 2026-08-26", "escalation lead L2 2026-08-28"], Ahead(plan));
        Assert.Equal(
            [new Reason(LadderReason.PastWhenOpened, Shipped.Day("2026-08-17")), new Reason(LadderReason.PastWhenOpened, Shipped.Day("2026-08-17"))],
            plan.Where(rung => rung.LeftOut is not null).Select(rung => rung.LeftOut!)); // filtered
    }

    [Fact]
    public void If_all_are_past_one_is_done_at_once()
    {
        var plan = Plan("M22", new LadderDays(Shipped.Day("2026-07-31"), true, Shipped.Day("2026-08-31"), DeadlineClass.C), "2026-08-31");

        Assert.Equal(["mail client 2026-08-31", "task counsellor L1 2026-08-31", "escalation lead L2 2026-08-31"], Ahead(plan));
    }

    [Fact]
    public void The_second_letter_counts_from_the_day_the_first_one_was_really_written()
    {
        var plan = Plan("M19b", new LadderDays(Shipped.Day("2026-04-30"), true, Shipped.Day("2026-08-31"), DeadlineClass.A), "2026-09-30");

        Assert.Equal(["draft authority A1 2026-09-30", "draft authority A2 2026-10-14"], Ahead(plan));
    }

    [Fact]
    public void A_rung_that_was_planned_and_missed_stays_planned()
    {
        var days = new LadderDays(Shipped.Day("2026-09-01"));
        var occasion = ShippedOccasions.Catalog.Find("M09")!; // the table has it
        var planned = s_planning.Plan(occasion, days, [], new Dictionary<string, DateOnly>(), ShippedOccasions.At("2026-09-01"));

        var again = s_planning.Plan(occasion, days, [], planned.ToDictionary(rung => rung.Rung.Id, rung => rung.Day!.Value), ShippedOccasions.At("2026-10-01")); // all have days

        Assert.Equal(Ahead(planned), Ahead(again));
    }

    [Fact]
    public void A_moved_end_warns_again_when_the_new_day_is_still_to_come_and_never_for_the_past()
    {
        var occasion = ShippedOccasions.Catalog.Find("M18")!; // the table has it
        var said = new PastRung(occasion.Rungs[0].Id, Shipped.Day("2027-09-07"), Shipped.Day("2027-09-07"), true);

        var later = s_planning.Plan(occasion, new LadderDays(Shipped.Day("2027-06-20"), true, Shipped.Day("2027-10-20"), DeadlineClass.A), [said], new Dictionary<string, DateOnly>(), ShippedOccasions.At("2027-09-14"));
        var earlier = s_planning.Plan(occasion, new LadderDays(Shipped.Day("2027-06-20"), true, Shipped.Day("2027-09-15"), DeadlineClass.A), [said], new Dictionary<string, DateOnly>(), ShippedOccasions.At("2027-09-14"));

        Assert.Equal(["task counsellor L1 2027-10-06"], Ahead(later));
        Assert.Empty(earlier);
    }

    [Fact]
    public void At_once_waits_for_the_next_hour_at_which_somebody_may_be_written_to()
    {
        var sunday = s_planning.Plan(
            ShippedOccasions.Catalog.Find("M01")!, new LadderDays(Shipped.Day("2026-01-11")), [], new Dictionary<string, DateOnly>(), ShippedOccasions.At("2026-01-11", 14)); // the table has it

        Assert.Equal(ShippedOccasions.At("2026-01-12", 7), sunday[0].DueAt);
        Assert.Equal(["mail client 2026-01-12", "task counsellor L1 2026-01-14", "escalation lead L2 2026-01-19"], Ahead(sunday));
    }

    [Fact]
    public void The_warning_of_an_action_waits_for_no_hour()
    {
        var sunday = ShippedOccasions.At("2026-12-20", 22);

        var plan = s_planning.Plan(
            ShippedOccasions.Catalog.Find("M40")!, new LadderDays(Shipped.Day("2026-12-20"), true, Shipped.Day("2027-01-07"), DeadlineClass.C), [], new Dictionary<string, DateOnly>(), sunday); // the table has it

        Assert.Equal(sunday, plan[0].DueAt);
    }

    private static IReadOnlyList<PlannedRung> Plan(string code, LadderDays days, string today) =>
        s_planning.Plan(ShippedOccasions.Catalog.Find(code)!, days, [], new Dictionary<string, DateOnly>(), ShippedOccasions.At(today)); // the table has it

    private static IEnumerable<string> Ahead(IReadOnlyList<PlannedRung> plan) => plan.Where(rung => rung.LeftOut is null).Select(PlannedDaysTests.Told);
}
