using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests;

/// <summary>Makes days, places, events and whole requests of every kind.</summary>
internal static class RandomPeriods
{
    private static readonly DateOnly s_first = new(2020, 1, 1);

    public static Gen<DateOnly> Day { get; } = Gen.Choose(0, 4500).Select(s_first.AddDays);

    public static Gen<Place> Place { get; } = Gen.OneOf(
        Gen.Elements(Enum.GetValues<Land>()).Select(land => new Place(land)),
        Gen.Elements(new Place(Land.BY, "München"), new Place(Land.BY, "Nürnberg"), new Place(Land.BY, "09761000"), new Place(Land.SN, "Crostwitz"), Shipped.At("abroad")));

    public static Gen<Length> CalendarLength { get; } =
        from unit in Gen.Elements(LengthUnit.Days, LengthUnit.Weeks, LengthUnit.Months, LengthUnit.Years)
        from count in Gen.Choose(1, unit == LengthUnit.Years ? 5 : 20)
        select new Length(count, unit);

    /// <summary>A suspension that begins up to some days after <paramref name="start"/>.</summary>
    public static Gen<ClockEvent> Suspension(DateOnly start, int within, bool always = false) =>
        from after in Gen.Choose(always ? 1 : -30, within)
        from days in Gen.Choose(always ? 0 : -3, 60)
        from cause in always ? Gen.Constant<string?>("QA") : Gen.Elements("QA", "ZWEIFEL", "INHALT", "ZWEIFEL_EU", "VERHANDLUNG", null)
        from open in Gen.Choose(0, always ? 0 : 9)
        from delivered in Gen.Choose(0, 90)
        let day = start.AddDays(after)
        select (ClockEvent)new ClockEvent.Suspended(
            day, open == 9 ? null : new SetPeriod.NamedDay(day.AddDays(days)), cause, delivered < 60 && !always ? day.AddDays(delivered) : null);

    public static Gen<ClockEvent> Extension(DateOnly start) =>
        from after in Gen.Choose(-10, 200)
        from more in Gen.OneOf(Gen.Constant((Length?)null), CalendarLength.Select(length => (Length?)length))
        from until in Gen.Choose(-300, 500)
        from reasoned in Gen.Choose(0, 9)
        from stands in Gen.Elements(true, false)
        select (ClockEvent)new ClockEvent.Extended(start.AddDays(after), more, until > 0 ? start.AddDays(until) : null, reasoned > 0, stands);

    public static Gen<ClockEvent[]> Events(DateOnly start) => Few(Gen.OneOf(Suspension(start, 200), Extension(start)), 5);

    public static Gen<T[]> Few<T>(Gen<T> item, int most) => Gen.Choose(0, most).SelectMany(item.ArrayOf);

    /// <summary>A request for any entry; some facts it needs may be missing.</summary>
    public static Gen<(string Code, DeadlineRequest Request)> Request { get; } =
        from rule in Gen.Elements<DeadlineRule>(Shipped.Catalog.Deadlines)
        from row in Gen.Elements<DeadlineRow>(rule.Rows)
        from start in Day
        from facts in Facts(row, start)
        from place in Place
        from events in Events(start)
        from today in Gen.Choose(-10, 400)
        from set in Gen.OneOf(CalendarLength.Select(length => (SetPeriod?)new SetPeriod.OfLength(length)), Gen.Choose(1, 90).Select(days => (SetPeriod?)new SetPeriod.NamedDay(start.AddDays(days))))
        from practice in Gen.Elements(SuspensionEnd.PeriodSet, SuspensionEnd.Delivery)
        select (rule.Code, new DeadlineRequest(facts, row.Laender.Count > 0 ? new Place(row.Laender.First()) : place, start.AddDays(today))
        {
            Circumstances = row.When.Append("regulated").Append("eu_diploma").ToHashSet(),
            Events = events,
            Set = row.Rule == CountingRule.AsSet ? set : null,
            SuspensionEnd = practice,
        });

    /// <summary>Checks a property with that many random inputs; IQW_TEST_FACTOR multiplies them.</summary>
    public static void Holds(this Property property, int inputs = 100) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(
        inputs * (int.TryParse(Environment.GetEnvironmentVariable("IQW_TEST_FACTOR"), CultureInfo.InvariantCulture, out var factor) ? factor : 1)));

    private static Gen<Dictionary<string, Fact>> Facts(DeadlineRow row, DateOnly start)
    {
        var codes = row.Start.Concat(row.Context).Concat(row.EndsWith).Append(row.Limit?.Start).Append(row.Late?.Start).OfType<string>().Distinct().ToArray();
        return codes.Aggregate(
            Gen.Constant(new Dictionary<string, Fact>()),
            (all, code) =>
                from facts in all
                from kind in Gen.Choose(0, 9)
                from after in Gen.Choose(0, 60)
                from channel in Gen.Elements(Enum.GetValues<Channel>())
                select kind < (row.Start.Contains(code) ? 1 : 6)
                    ? facts
                    : new Dictionary<string, Fact>(facts) { [code] = FactOf(kind, start.AddDays(row.Start.Contains(code) ? 0 : after - 20), channel) });
    }

    private static Fact FactOf(int kind, DateOnly day, Channel channel) => kind switch
    {
        9 => new Fact.Sent(new Dispatch(day, channel, day.AddDays(2))),
        8 => new Fact.AtInstant(GermanDay.StartOf(day).AddHours(17)),
        _ => Fact.On(day),
    };
}
