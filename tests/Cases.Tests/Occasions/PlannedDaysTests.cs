using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Cases.Tests.Occasions;

/// <summary>The days of the scripts C01 to C13. A row tells the ladder, its days, where the centre is, and all that is planned.</summary>
public sealed class PlannedDaysTests
{
    [Theory]
    // C01
    [InlineData("M01", "NW", "start=2026-01-12", "mail client 2026-01-12; task counsellor L1 2026-01-14; escalation lead L2 2026-01-19")]
    [InlineData("M03", "NW", "start=2026-01-14 appointment.at=2026-01-21", "mail client 2026-01-19")]
    [InlineData("M09", "NW", "start=2026-01-21", "mail client 2026-02-04; mail client 2026-02-18; mail client 2026-03-04; task counsellor L1 2026-03-18")]
    [InlineData("M09", "NW", "start=2026-02-10", "mail client 2026-02-24; mail client 2026-03-10; mail client 2026-03-24; task counsellor L1 2026-04-07")]
    [InlineData("M12", "NW", "start=2026-03-04", "mail client 2026-03-04; mail client 2026-03-11; mail client 2026-03-18; task counsellor L1 2026-03-25")]
    [InlineData("M18", "NW", "start=2026-04-02 end=2026-07-31 A", "task counsellor L1 2026-07-17")]
    [InlineData(
        "M22", "NW", "start=2026-07-31 end=2026-08-31 C",
        "mail client 2026-08-17; mail client 2026-08-24; mail client 2026-08-26; task counsellor L1 2026-08-17; task counsellor L1 2026-08-24; task counsellor L1 2026-08-26; escalation lead L2 2026-08-28")]
    [InlineData(
        "M26", "NW", "start=2026-09-15 measure.starts_on=2026-10-01",
        "mail client 2026-09-28; mail client 2026-10-08; mail client 2026-10-15; task counsellor L1 2026-10-22; escalation lead L2 2026-10-27")]
    [InlineData("M30", "NW", "start=2027-03-31", "mail client 2027-03-31; mail client 2027-04-14; mail client 2027-04-21; escalation lead L2 2027-04-26")]
    [InlineData("M36", "NW", "start=2027-03-31 end=2027-09-30 O", "mail client 2027-09-30; mail client 2027-10-14; mail client 2027-10-28; task counsellor L1 2027-11-11")]
    // C02: the second letter counts ten working days from the first
    [InlineData("M18", "BE", "start=2026-04-30 end=2026-08-31 A", "task counsellor L1 2026-08-17")]
    [InlineData("M19a", "BE", "start=2026-04-30 end=2026-08-31 A", "task counsellor L1 2026-09-01; mail client 2026-09-01")]
    [InlineData("M19b", "BE", "start=2026-04-30 end=2026-08-31 A", "draft authority A1 2026-09-07; draft authority A2 2026-09-21")]
    [InlineData("M19c", "BE", "start=2026-04-30 end=2026-08-31 A", "escalation coordination L3 2026-09-28; mail client A4 2026-09-28")]
    [InlineData("M28w", "BE", "start=2026-09-28", "draft authority A1 2027-01-28; draft authority A2 2027-03-01")]
    // C03
    [InlineData("M24", "NI", "start=2026-11-05", "mail client 2026-11-05; mail client 2026-11-19; mail client 2026-12-03; task counsellor L1 2026-12-17")]
    [InlineData(
        "M31", "NI", "start=2027-06-30 end=2031-10-26 C",
        "mail client 2027-06-30; mail client 2027-07-14; mail client 2027-07-28; mail client 2030-10-25; mail client 2031-04-25; mail client 2031-07-25; task counsellor L1 2031-07-25")]
    // C04: an aim of ours makes nobody write to the ZAB or to the client
    [InlineData("M19a", "HE", "start=2026-03-06 end=2026-06-08 S", "task counsellor L1 2026-06-09")]
    [InlineData("M19b", "HE", "start=2026-03-06 end=2026-06-08 S", "")]
    [InlineData("M19c", "HE", "start=2026-03-06 end=2026-06-08 S", "")]
    [InlineData("M33", "HE", "start=2026-02-11 title.valid_until=2027-03-04", "mail client 2026-12-10; mail client 2027-01-07; mail client 2027-02-04; task counsellor L1 2027-02-18")]
    // C05: 1 November is no holiday in Thüringen
    [InlineData(
        "M22", "TH", "start=2027-10-15 end=2027-11-15 C",
        "mail client 2027-11-01; mail client 2027-11-08; mail client 2027-11-10; task counsellor L1 2027-11-01; task counsellor L1 2027-11-08; task counsellor L1 2027-11-10; escalation lead L2 2027-11-12")]
    // C06
    [InlineData("M18", "SN", "start=2026-07-18 end=2026-11-19 A", "task counsellor L1 2026-11-05")]
    [InlineData(
        "M22", "SN", "start=2026-11-13 end=2026-12-14 C",
        "mail client 2026-11-30; mail client 2026-12-07; mail client 2026-12-09; task counsellor L1 2026-11-30; task counsellor L1 2026-12-07; task counsellor L1 2026-12-09; escalation lead L2 2026-12-11")]
    // C08: the days of the mails are counted in the Land of the centre
    [InlineData("M33", "BW", "start=2026-04-07 title.valid_until=2027-04-06", "mail client 2027-01-12; mail client 2027-02-09; mail client 2027-03-09; task counsellor L1 2027-03-23")]
    // C09: five days before is a Saturday, one day before is Epiphany: each is said with the one before, once
    [InlineData(
        "M40", "BY", "start=2026-12-21 end=2027-01-07 C",
        "mail client 2026-12-21; mail client 2026-12-31; mail client 2027-01-04; mail client 2027-01-05; "
        + "task counsellor L1 2026-12-21; task counsellor L1 2026-12-31; task counsellor L1 2027-01-04; task counsellor L1 2027-01-05; escalation lead L2 2026-12-31")]
    // C10: three working days before, and a holiday on Saturday 3 October
    [InlineData("M45", "RP", "start=2026-10-14 now=2026-09-11", "mail participant 2026-09-11; mail participant 2026-09-30; mail participant 2026-10-09")]
    [InlineData("M46", "RP", "start=2026-10-14 now=2026-09-11", "mail organisation 2026-10-02; mail trainer 2026-10-02; task counsellor L1 2026-10-07")]
    [InlineData("M47", "RP", "start=2026-10-14", "mail participant 2026-10-15; mail participant 2026-10-22")]
    [InlineData("M48", "RP", "start=2026-10-14", "mail participant 2026-10-21")]
    [InlineData("M49", "RP", "start=2026-10-14", "mail participant 2027-01-14; mail organisation 2027-01-14")]
    // C11
    [InlineData("M50", "ST", "start=2027-01-20 now=2026-12-15", "mail member 2026-12-30; mail member 2027-01-13; mail member 2027-01-27")]
    [InlineData("M51", "ST", "start=2027-02-26 now=2027-02-01", "mail owner 2027-02-19; mail owner 2027-02-26; mail owner 2027-03-05; escalation lead L2 2027-03-05; escalation coordination L3 2027-03-19")]
    // C12
    [InlineData("M09", "RP", "start=2026-09-01", "mail client 2026-09-15; mail client 2026-09-29; mail client 2026-10-13; task counsellor L1 2026-10-27")]
    [InlineData("M05", "RP", "start=2026-10-27", "mail client 2026-11-10; mail client 2026-11-24")]
    [InlineData("M06", "RP", "start=2026-10-27", "mail client 2026-12-08; event procedure 2026-12-22; escalation lead L2 2026-12-22")]
    [InlineData("M09", "RP", "start=2026-12-10 round=1", "mail client 2026-12-24; mail client 2027-01-07; mail client 2027-01-21; task counsellor L1 2027-02-04")]
    public void A_ladder_is_planned_on_the_days_of_the_scripts(string code, string land, string days, string expected)
    {
        var occasion = ShippedOccasions.Catalog.Find(code)!; // the table has it
        var (hangsOn, now) = Days(days);

        var plan = new LadderPlanning(Shipped.Holidays, Shipped.At(land)).Plan(occasion, hangsOn, [], new Dictionary<string, DateOnly>(), now);

        Assert.Equal(expected.Split("; ", StringSplitOptions.RemoveEmptyEntries), plan.Where(rung => rung.LeftOut is null).Select(Told));
    }

    [Fact]
    public void What_is_planned_is_due_at_eight_in_Germany_and_what_is_at_once_is_due_now()
    {
        var occasion = ShippedOccasions.Catalog.Find("M12")!; // the table has it
        var now = ShippedOccasions.At("2026-03-04", 11, 20);

        var plan = new LadderPlanning(Shipped.Holidays, Shipped.At("NW")).Plan(occasion, new LadderDays(Shipped.Day("2026-03-04")), [], new Dictionary<string, DateOnly>(), now);

        Assert.Equal([now, ShippedOccasions.At("2026-03-11"), ShippedOccasions.At("2026-03-18"), ShippedOccasions.At("2026-03-25")], plan.Select(rung => rung.DueAt!.Value));
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 7, 0, 0, TimeSpan.Zero), plan[1].DueAt);
    }

    [Fact]
    public void A_rung_waits_without_a_day_as_long_as_nobody_knows_the_end()
    {
        var plan = new LadderPlanning(Shipped.Holidays, Shipped.At("NW")).Plan(
            ShippedOccasions.Catalog.Find("M18")!, new LadderDays(Shipped.Day("2026-03-04"), true), [], new Dictionary<string, DateOnly>(), ShippedOccasions.At("2026-03-04")); // the table has it

        var rung = Assert.Single(plan);
        Assert.Null(rung.Day);
        Assert.Null(rung.DueAt);
        Assert.Null(rung.LeftOut);
    }

    internal static string Told(PlannedRung rung) =>
        $"{rung.Rung.Form.ToString().ToLowerInvariant()} {rung.Rung.Recipient}{(rung.Rung.Level is null or EscalationLevel.L0 ? "" : $" {rung.Rung.Level}")} {rung.Day:yyyy-MM-dd}";

    private static (LadderDays Days, DateTimeOffset Now) Days(string text)
    {
        var words = text.Split(' ').Select(word => word.Split('=')).ToList();
        string? Of(string name) => words.Find(word => word[0] == name)?.ElementAtOrDefault(1);
        var start = Shipped.Day(Of("start")!); // every row has one
        var end = Of("end") is { } day ? Shipped.Day(day) : (DateOnly?)null;
        var days = new LadderDays(
            start, end is not null, end, Enum.TryParse<DeadlineClass>(words[^1][0], out var found) ? found : null, Of("round") is { } round ? int.Parse(round, System.Globalization.CultureInfo.InvariantCulture) : 0,
            words.Where(word => word[0].Contains('.', StringComparison.Ordinal)).ToDictionary(word => word[0], word => Shipped.Day(word[1])));
        return (days, ShippedOccasions.At(Of("now") ?? Of("start")!)); // every row has one
    }
}
