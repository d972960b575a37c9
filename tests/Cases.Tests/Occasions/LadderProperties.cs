using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Occasions;

public sealed class LadderProperties
{
    private static readonly string[] s_hanging = ["M14a", "M14b", "M16", "M18", "M19a", "M19b", "M19c", "M22", "M36", "M40", "M41"];

    [Fact]
    public void Every_rung_is_planned_or_left_out_with_a_reason_and_only_once() => Prop.ForAll(Arb.From(Ladder), given =>
    {
        var plan = given.Planning.Plan(given.Occasion, given.Days, [], new Dictionary<string, DateOnly>(), given.Now);

        Assert.Equal(plan.Count, plan.DistinctBy(rung => rung.Rung.Id).Count());
        Assert.All(plan, rung => Assert.True(rung.LeftOut is not null || rung.DueAt is not null));
        Assert.All(plan.Where(rung => rung.LeftOut is null), rung => Assert.True(rung.DueAt >= given.Now || rung.Day == GermanDay.Of(given.Now)));
        Assert.All(plan.Where(rung => rung.LeftOut is null && rung.Rung.IsMessage).GroupBy(rung => (rung.Rung.Form, rung.Rung.Recipient, rung.Day)), same => Assert.Single(same));
    }).Holds(300);

    [Fact]
    public void Nobody_goes_without_a_word_however_late_a_ladder_begins() => Prop.ForAll(Arb.From(Ladder), given =>
    {
        var plan = given.Planning.Plan(given.Occasion, given.Days, [], new Dictionary<string, DateOnly>(), given.Now);

        Assert.All(plan.GroupBy(rung => (rung.Rung.Form, rung.Rung.Recipient)), group => Assert.Contains(group, rung => rung.LeftOut is null));
    }).Holds(300);

    [Fact]
    public void The_way_to_an_end_never_matters() => Prop.ForAll(Arb.From(Ladder), Arb.From(Gen.Choose(-40, 40)), (given, moved) =>
    {
        var other = given.Days with { End = given.Days.End!.Value.AddDays(moved) }; // ladders here hang on a deadline
        var direct = given.Planning.Plan(given.Occasion, given.Days, [], new Dictionary<string, DateOnly>(), given.Now);

        var first = given.Planning.Plan(given.Occasion, other, [], new Dictionary<string, DateOnly>(), given.Now);
        var waiting = first.Where(rung => rung is { LeftOut: null, Day: not null }).ToDictionary(rung => rung.Rung.Id, rung => rung.Day!.Value); // filtered
        var then = given.Planning.Plan(given.Occasion, given.Days, [], waiting, given.Now);

        Assert.Equal(Future(direct, given.Now), Future(then, given.Now));
    }).Holds(300);

    [Fact]
    public void A_plan_never_lies_on_a_day_on_which_nobody_works() => Prop.ForAll(Arb.From(Ladder), given =>
    {
        var plan = given.Planning.Plan(given.Occasion, given.Days, [], new Dictionary<string, DateOnly>(), given.Now);
        var today = GermanDay.Of(given.Now);

        Assert.All(
            plan.Where(rung => rung.LeftOut is null && rung.Day > today && rung.Rung.Offset is not null),
            rung => Assert.True(WorkingDays.IsWorkingDay(Shipped.Holidays, rung.Day!.Value, given.Place), $"{rung.Day}")); // compared before
    }).Holds(300);

    private static Gen<Trial> Ladder { get; } =
        from code in Gen.Elements(s_hanging)
        from start in RandomPeriods.Day
        from length in Gen.Choose(1, 200)
        from late in Gen.Choose(0, 260)
        from hour in Gen.Choose(0, 23)
        from place in RandomPeriods.Place
        let occasion = ShippedOccasions.Catalog.Find(code)! // the table has them
        let class_ = Shipped.Catalog.Find(occasion.Deadlines[0])!.Class // the loader knows them
        select new Trial(
            occasion, new LadderDays(start, true, start.AddDays(length), class_), GermanDay.At(start.AddDays(late), new TimeOnly(hour, 0)), new LadderPlanning(Shipped.Holidays, place), place);

    private static IEnumerable<string> Future(IReadOnlyList<PlannedRung> plan, DateTimeOffset now) =>
        plan.Where(rung => rung.LeftOut is null && rung.Day > GermanDay.Of(now)).Select(PlannedDaysTests.Told);

    private sealed record Trial(Occasion Occasion, LadderDays Days, DateTimeOffset Now, LadderPlanning Planning, Place Place);
}
