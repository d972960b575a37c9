using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Expressions.JavaScript.Dates;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

public sealed class DateRoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    private static readonly Arbitrary<double> AllTimes =
        Gen.Choose(-100_000_000, 99_999_999).SelectMany(_ => Gen.Choose(0, 86_399_999), (day, time) => (day * 86_400_000.0) + time).ToArbitrary();

    // From 1980 on Berlin's clocks follow today's rules and offsets are whole hours.
    private static readonly Arbitrary<double> TimesOfToday =
        Gen.Choose(3653, 47_481).SelectMany(_ => Gen.Choose(0, 86_399), (day, second) => (day * 86_400_000.0) + (second * 1000.0)).ToArbitrary();

    [Fact]
    public void ISO_texts_read_back() => Check(AllTimes, time => DateReader.Parse(DateText.Iso(time), BerlinTime.Clock) == time);

    [Fact]
    public void Full_texts_read_back() => Check(TimesOfToday, time => DateReader.Parse(DateText.Full(time, BerlinTime.Clock), BerlinTime.Clock) == time);

    [Fact]
    public void Texts_in_UTC_read_back() => Check(TimesOfToday, time => DateReader.Parse(DateText.Utc(time), BerlinTime.Clock) == time);

    [Fact]
    public void The_parts_of_the_calendar_make_the_time_again() => Check(
        AllTimes,
        time =>
        {
            var c = CalendarTime.Of(time);
            return DateMath.MakeDate(DateMath.MakeDay(c.Year, c.Month, c.Day), DateMath.MakeTime(c.Hour, c.Minute, c.Second, c.Millisecond)) == time;
        });

    [Fact]
    public void Local_time_leads_back_except_in_the_hour_that_comes_twice() => Check(
        TimesOfToday,
        time => BerlinTime.Clock.ToUtc(BerlinTime.Clock.ToLocal(time)) is var back && (back == time || back == time - 3_600_000));

    [Fact]
    public void Reading_never_fails_in_another_way_than_NaN() => Check(
        Gen.Elements("2024", "05", "-", ":", "T", "Z", "+", "GMT", "May", " ", "(", ")", "7", "pm", ".", "/", ",", "x", "999999999999").ListOf(8).Select(string.Concat).ToArbitrary(),
        text => DateReader.Parse(text, BerlinTime.Clock) is double.NaN or (>= -8.64e15 and <= 8.64e15));

    private static void Check<T>(Arbitrary<T> values, Func<T, bool> holds) => Prop.ForAll(values, holds).Check(Many);
}
