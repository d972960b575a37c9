using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Tests.Programs;

public sealed class CronExpressionTests
{
    [Theory]
    // seconds and minutes
    [InlineData("* * * * *", "2024-02-28 23:59:30", "2024-02-29 00:00:00")]
    [InlineData("* * * * * *", "2024-02-28 23:59:59", "2024-02-29 00:00:00")]
    [InlineData("*/15 * * * * *", "2024-01-01 00:00:00", "2024-01-01 00:00:15")]
    [InlineData("5/20 * * * * *", "2024-01-01 00:00:45", "2024-01-01 00:01:05")]
    [InlineData("0 */5 * * * *", "2024-01-01 00:03:07", "2024-01-01 00:05:00")]
    [InlineData("0,30 10-12 * * * *", "2024-01-01 00:12:30", "2024-01-01 01:10:00")]
    [InlineData("0 0 9 * * *", "2024-01-01 09:00:00", "2024-01-02 09:00:00")] // later than, not equal
    [InlineData("0 0 9 * * *", "2024-01-01 08:59:59.9", "2024-01-01 09:00:00")]
    // hours, also over midnight
    [InlineData("0 22-2 * * *", "2024-01-01 02:00:00", "2024-01-01 22:00:00")]
    [InlineData("0 22-2/2 * * *", "2024-01-01 22:00:00", "2024-01-02 00:00:00")]
    // days and months
    [InlineData("0 0 31 * *", "2024-01-31 00:00:00", "2024-03-31 00:00:00")]
    [InlineData("0 0 29 2 *", "2024-02-29 00:00:00", "2028-02-29 00:00:00")]
    [InlineData("0 0 29 2 *", "2096-02-29 00:00:00", "2104-02-29 00:00:00")] // 2100 is no leap year
    [InlineData("0 0 29 FEB THU", "2024-02-29 00:00:00", "2052-02-29 00:00:00")]
    [InlineData("0 0 1 NOV-FEB *", "2024-02-01 00:00:00", "2024-11-01 00:00:00")]
    [InlineData("0 0 1 jan,jul ?", "2024-01-01 00:00:00", "2024-07-01 00:00:00")]
    [InlineData("0 0 1 */5 *", "2024-01-01 00:00:00", "2024-06-01 00:00:00")]
    // weekdays
    [InlineData("0 0 ? * MON-FRI", "2024-05-03 00:00:00", "2024-05-06 00:00:00")]
    [InlineData("0 0 * * 0", "2024-05-01 00:00:00", "2024-05-05 00:00:00")]
    [InlineData("0 0 * * 7", "2024-05-01 00:00:00", "2024-05-05 00:00:00")]
    [InlineData("0 0 * * 5-7", "2024-05-05 00:00:00", "2024-05-10 00:00:00")]
    [InlineData("0 0 * * FRI-MON", "2024-05-06 00:00:00", "2024-05-10 00:00:00")]
    [InlineData("0 0 13 * FRI", "2024-01-01 00:00:00", "2024-09-13 00:00:00")] // both must agree
    [InlineData("0 0 * * MON#2", "2024-05-01 00:00:00", "2024-05-13 00:00:00")]
    [InlineData("0 0 * * 4#5", "2024-02-28 00:00:00", "2024-02-29 00:00:00")]
    [InlineData("0 0 * * MON#1,FRIL", "2024-05-06 00:00:00", "2024-05-31 00:00:00")]
    [InlineData("0 0 * * 7L", "2024-05-01 00:00:00", "2024-05-26 00:00:00")]
    // last and nearest
    [InlineData("0 0 L * *", "2024-02-01 00:00:00", "2024-02-29 00:00:00")]
    [InlineData("0 0 L-3 * *", "2023-02-01 00:00:00", "2023-02-25 00:00:00")]
    [InlineData("0 0 L-29 2 *", "2023-01-01 00:00:00", null)] // no February has 30 days
    [InlineData("0 0 LW * *", "2024-03-01 00:00:00", "2024-03-29 00:00:00")] // the 31st is a Sunday
    [InlineData("0 0 15W * *", "2024-06-01 00:00:00", "2024-06-14 00:00:00")] // a Saturday
    [InlineData("0 0 1W * *", "2024-05-31 00:00:00", "2024-06-03 00:00:00")] // Saturday the 1st: never in another month
    [InlineData("0 0 30W * *", "2024-06-05 00:00:00", "2024-06-28 00:00:00")] // Sunday the 30th, end of the month
    [InlineData("0 0 1,L * *", "2024-06-05 00:00:00", "2024-06-30 00:00:00")]
    // never
    [InlineData("0 0 30 2 *", "2024-01-01 00:00:00", null)]
    [InlineData("0 0 31 4,6,9,11 *", "2024-01-01 00:00:00", null)]
    [InlineData("* * * * * *", "9999-12-31 23:59:59", null)]
    [InlineData("0 0 1 1 *", "9999-06-01 00:00:00", null)]
    // words
    [InlineData("@daily", "2024-01-01 10:00:00", "2024-01-02 00:00:00")]
    [InlineData("@Hourly", "2024-01-01 10:00:00", "2024-01-01 11:00:00")]
    [InlineData("@yearly", "2024-01-01 00:00:00", "2025-01-01 00:00:00")]
    // the hour that summer time skips or repeats elsewhere exists once in UTC
    [InlineData("0 30 2 * * *", "2024-03-31 00:00:00", "2024-03-31 02:30:00")]
    [InlineData("0 30 2 * * *", "2024-10-27 02:30:00", "2024-10-28 02:30:00")]
    public void The_next_moment_is_the_first_later_one(string expression, string after, string? next) =>
        Assert.Equal(next is null ? null : Moment(next), CronExpression.Parse(expression).Next(Moment(after)));

    [Fact]
    public void An_offset_of_the_moment_given_does_not_matter()
    {
        var after = new DateTimeOffset(2024, 5, 6, 1, 30, 0, TimeSpan.FromHours(2));

        Assert.Equal(Moment("2024-05-06 00:00:00"), CronExpression.Parse("0 0 * * *").Next(after));
        Assert.Equal(TimeSpan.Zero, CronExpression.Parse("0 0 * * *").Next(after)?.Offset);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("* * * *", "has 4 field(s)")]
    [InlineData("* * * * * * *", "has 7 field(s)")]
    [InlineData("@sometimes", "has 1 field(s)")]
    [InlineData("60 * * * *", "minute field")]
    [InlineData("61 * * * * *", "second field")]
    [InlineData("* 24 * * *", "hour field")]
    [InlineData("* * 0 * *", "day of month field")]
    [InlineData("* * 32 * *", "day of month field")]
    [InlineData("* * * 13 *", "month field")]
    [InlineData("* * * JANUARY *", "month field")]
    [InlineData("* * * * 8", "day of week field")]
    [InlineData("* * * * MOON", "day of week field")]
    [InlineData("* * * * L", "day of week field")]
    [InlineData("* * * * MON#6", "day of week field")]
    [InlineData("* * * * MON#", "day of week field")]
    [InlineData("* * LL * *", "day of month field")]
    [InlineData("* * L-31 * *", "day of month field")]
    [InlineData("* * W * *", "day of month field")]
    [InlineData("* * *W * *", "day of month field")]
    [InlineData("* * 1-5W * *", "day of month field")]
    [InlineData("*/0 * * * *", "minute field")]
    [InlineData("*/-1 * * * *", "minute field")]
    [InlineData("*/99999999999 * * * *", "minute field")]
    [InlineData("1, * * * *", "minute field")]
    [InlineData("1-2-3 * * * *", "minute field")]
    [InlineData("- * * * *", "minute field")]
    [InlineData("? * * * *", "minute field")]
    [InlineData("１ * * * *", "minute field")]
    public void What_cannot_be_understood_names_its_field(string expression, string part)
    {
        Assert.False(CronExpression.TryParse(expression, out _, out var problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => CronExpression.Parse(expression));
    }

    [Fact]
    public void Expressions_are_equal_when_their_texts_are()
    {
        Assert.Equal(CronExpression.Parse(" 0 0 * * * "), CronExpression.Parse("0 0 * * *"));
        Assert.NotEqual(CronExpression.Parse("0 0 * * *"), CronExpression.Parse("0 0 * * ?"));
        Assert.Equal("0 0 * * ?", CronExpression.Parse("0 0 * * ?").ToString());
    }

    [Fact]
    public void Any_text_is_understood_or_refused_and_the_next_moment_is_later()
    {
        var pieces = Gen.Elements("*", "?", "L", "W", "#", "/", "-", ",", "0", "1", "7", "12", "31", "59", "MON", "FEB", "LW", "*/5", "é");
        var field = Gen.ArrayOf(pieces).Select(parts => string.Concat(parts.Take(4)));
        var expression = Gen.ArrayOf(field, 6).Select(fields => string.Join(' ', fields));

        Prop.ForAll(Arb.From(expression), text =>
        {
            var after = Moment("2024-02-29 12:34:56");
            if (CronExpression.TryParse(text, out var cron, out var problem))
                Assert.True(cron.Next(after) is not { } next || next > after);
            else
                Assert.NotEmpty(problem);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Every_moment_before_it_leads_to_the_same_next()
    {
        var number = Gen.Choose(0, 59).Select(value => value.ToString(CultureInfo.InvariantCulture));
        var fields = from second in Gen.OneOf(number, Gen.Elements("*/7", "10-20", "*"))
                     from minute in Gen.OneOf(number, Gen.Elements("*/13", "50-5", "*"))
                     from hour in Gen.Elements("*", "0", "23", "*/6")
                     from weekday in Gen.Elements("*", "MON", "4#5", "THUL", "1-5")
                     select (second, minute, hour, weekday);

        Prop.ForAll(Arb.From(fields), parts =>
        {
            var cron = CronExpression.Parse($"{parts.second} {parts.minute} {parts.hour} * * {parts.weekday}");
            var after = Moment("2024-02-28 22:00:00");

            var next = cron.Next(after);

            // If the answer is right, every earlier moment leads to the same one, and it to itself from a second before.
            Assert.NotNull(next);
            Assert.Equal(next, cron.Next(next.Value.AddTicks(-1)));
            Assert.Equal(next, cron.Next(after + (next.Value - after) / 2));
        }).QuickCheckThrowOnFailure();
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
