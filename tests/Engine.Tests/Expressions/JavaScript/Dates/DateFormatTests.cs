using IqWorkflows.Engine.Expressions.JavaScript.Dates;
using IqWorkflows.Engine.Expressions.JavaScript.Locales;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

/// <summary>The expected texts were taken from Node in Berlin.</summary>
public sealed class DateFormatTests
{
    private const double Monday = 1714972089000;
    private const double Friday = 1733501289000;

    [Theory]
    [InlineData("de-DE", "full", "Montag, 6. Mai 2024", "07:08:09 Mitteleuropäische Sommerzeit", "Montag, 6. Mai 2024 um 07:08:09 Mitteleuropäische Sommerzeit")]
    [InlineData("de-DE", "long", "6. Mai 2024", "07:08:09 MESZ", "6. Mai 2024 um 07:08:09 MESZ")]
    [InlineData("de-DE", "medium", "06.05.2024", "07:08:09", "06.05.2024, 07:08:09")]
    [InlineData("de-DE", "short", "06.05.24", "07:08", "06.05.24, 07:08")]
    [InlineData("en-US", "full", "Monday, May 6, 2024", "7:08:09 AM Central European Summer Time", "Monday, May 6, 2024 at 7:08:09 AM Central European Summer Time")]
    [InlineData("en-US", "long", "May 6, 2024", "7:08:09 AM GMT+2", "May 6, 2024 at 7:08:09 AM GMT+2")]
    [InlineData("en-US", "medium", "May 6, 2024", "7:08:09 AM", "May 6, 2024, 7:08:09 AM")]
    [InlineData("en-US", "short", "5/6/24", "7:08 AM", "5/6/24, 7:08 AM")]
    [InlineData("en-GB", "full", "Monday, 6 May 2024", "07:08:09 Central European Summer Time", "Monday, 6 May 2024 at 07:08:09 Central European Summer Time")]
    [InlineData("en-GB", "long", "6 May 2024", "07:08:09 CEST", "6 May 2024 at 07:08:09 CEST")]
    [InlineData("en-GB", "medium", "6 May 2024", "07:08:09", "6 May 2024, 07:08:09")]
    [InlineData("en-GB", "short", "06/05/2024", "07:08", "06/05/2024, 07:08")]
    public void Styles_give_the_usual_forms(string language, string style, string date, string time, string both)
    {
        var locale = ScriptLocales.ForTag(language);
        var length = Enum.Parse<FormatStyle>(style, ignoreCase: true);

        Assert.Equal(date, DateFormat.Format(Monday, BerlinTime.Clock, locale, new DateFormatOptions { DateStyle = length }));
        Assert.Equal(time, DateFormat.Format(Monday, BerlinTime.Clock, locale, new DateFormatOptions { TimeStyle = length }));
        Assert.Equal(both, DateFormat.Format(Monday, BerlinTime.Clock, locale, new DateFormatOptions { DateStyle = length, TimeStyle = length }));
    }

    [Theory]
    [InlineData("de-DE", "6.12.2024, 17:08:09", "6.12.2024", "17:08:09")]
    [InlineData("en-US", "12/6/2024, 5:08:09 PM", "12/6/2024", "5:08:09 PM")]
    [InlineData("en-GB", "06/12/2024, 17:08:09", "06/12/2024", "17:08:09")]
    public void Without_options_date_and_time_are_numbers(string language, string both, string date, string time)
    {
        var locale = ScriptLocales.ForTag(language);
        var none = new DateFormatOptions();

        Assert.Equal(both, DateFormat.Format(Friday, BerlinTime.Clock, locale, none.WithDefaults(date: true, time: true)));
        Assert.Equal(date, DateFormat.Format(Friday, BerlinTime.Clock, locale, none.WithDefaults(date: true, time: false)));
        Assert.Equal(time, DateFormat.Format(Friday, BerlinTime.Clock, locale, none.WithDefaults(date: false, time: true)));
    }

    [Theory]
    [InlineData("de-DE", "", "numeric", "2-digit", "2-digit", "06.12.2024")]
    [InlineData("de-DE", "", "numeric", "long", "numeric", "6. Dezember 2024")]
    [InlineData("de-DE", "long", "numeric", "long", "numeric", "Freitag, 6. Dezember 2024")]
    [InlineData("de-DE", "short", "", "short", "numeric", "Fr., 6. Dez.")]
    [InlineData("de-DE", "", "numeric", "long", "", "Dezember 2024")]
    [InlineData("de-DE", "long", "", "", "", "Freitag")]
    [InlineData("de-DE", "short", "", "", "", "Fr")]
    [InlineData("de-DE", "", "2-digit", "numeric", "numeric", "6.12.24")]
    [InlineData("de-DE", "", "", "long", "", "Dezember")]
    [InlineData("de-DE", "", "numeric", "", "", "2024")]
    [InlineData("de-DE", "", "", "numeric", "numeric", "6.12.")]
    [InlineData("de-DE", "short", "numeric", "2-digit", "2-digit", "Fr., 06.12.2024")]
    [InlineData("de-DE", "", "numeric", "short", "numeric", "6. Dez. 2024")]
    [InlineData("en-US", "", "numeric", "2-digit", "2-digit", "12/06/2024")]
    [InlineData("en-US", "", "numeric", "long", "numeric", "December 6, 2024")]
    [InlineData("en-US", "long", "numeric", "long", "numeric", "Friday, December 6, 2024")]
    [InlineData("en-US", "short", "", "short", "numeric", "Fri, Dec 6")]
    [InlineData("en-US", "", "numeric", "long", "", "December 2024")]
    [InlineData("en-US", "long", "", "", "", "Friday")]
    [InlineData("en-US", "short", "", "", "", "Fri")]
    [InlineData("en-US", "", "2-digit", "numeric", "numeric", "12/6/24")]
    [InlineData("en-US", "", "", "long", "", "December")]
    [InlineData("en-US", "", "numeric", "", "", "2024")]
    [InlineData("en-US", "", "", "numeric", "numeric", "12/6")]
    [InlineData("en-US", "short", "numeric", "2-digit", "2-digit", "Fri, 12/06/2024")]
    [InlineData("en-US", "", "numeric", "short", "numeric", "Dec 6, 2024")]
    [InlineData("en-GB", "", "numeric", "2-digit", "2-digit", "06/12/2024")]
    [InlineData("en-GB", "", "numeric", "long", "numeric", "6 December 2024")]
    [InlineData("en-GB", "long", "numeric", "long", "numeric", "Friday, 6 December 2024")]
    [InlineData("en-GB", "short", "", "short", "numeric", "Fri 6 Dec")]
    [InlineData("en-GB", "", "numeric", "long", "", "December 2024")]
    [InlineData("en-GB", "long", "", "", "", "Friday")]
    [InlineData("en-GB", "short", "", "", "", "Fri")]
    [InlineData("en-GB", "", "2-digit", "numeric", "numeric", "06/12/24")]
    [InlineData("en-GB", "", "", "long", "", "December")]
    [InlineData("en-GB", "", "numeric", "", "", "2024")]
    [InlineData("en-GB", "", "", "numeric", "numeric", "06/12")]
    [InlineData("en-GB", "short", "numeric", "2-digit", "2-digit", "Fri, 06/12/2024")]
    [InlineData("en-GB", "", "numeric", "short", "numeric", "6 Dec 2024")]
    public void Parts_of_the_date_stand_in_the_order_of_the_language(string language, string weekday, string year, string month, string day, string expected)
    {
        var options = new DateFormatOptions { Weekday = Names(weekday), Year = Digits(year), Month = Months(month), Day = Digits(day) };

        Assert.Equal(expected, DateFormat.Format(Friday, BerlinTime.Clock, ScriptLocales.ForTag(language), options));
    }

    [Theory]
    [InlineData("de-DE", "2-digit", "2-digit", "", "", "", "17:08")]
    [InlineData("de-DE", "2-digit", "2-digit", "2-digit", "", "", "17:08:09")]
    [InlineData("de-DE", "numeric", "", "", "", "", "17 Uhr")]
    [InlineData("de-DE", "numeric", "2-digit", "", "true", "", "5:08 PM")]
    [InlineData("de-DE", "2-digit", "2-digit", "", "false", "", "17:08")]
    [InlineData("de-DE", "2-digit", "2-digit", "", "", "short", "17:08 MEZ")]
    [InlineData("de-DE", "2-digit", "2-digit", "2-digit", "", "long", "17:08:09 Mitteleuropäische Normalzeit")]
    [InlineData("de-DE", "", "2-digit", "2-digit", "", "", "08:09")]
    [InlineData("en-US", "2-digit", "2-digit", "", "", "", "05:08 PM")]
    [InlineData("en-US", "2-digit", "2-digit", "2-digit", "", "", "05:08:09 PM")]
    [InlineData("en-US", "numeric", "", "", "", "", "5 PM")]
    [InlineData("en-US", "numeric", "2-digit", "", "true", "", "5:08 PM")]
    [InlineData("en-US", "2-digit", "2-digit", "", "false", "", "17:08")]
    [InlineData("en-US", "2-digit", "2-digit", "", "", "short", "05:08 PM GMT+1")]
    [InlineData("en-US", "2-digit", "2-digit", "2-digit", "", "long", "05:08:09 PM Central European Standard Time")]
    [InlineData("en-US", "", "2-digit", "2-digit", "", "", "08:09")]
    [InlineData("en-GB", "2-digit", "2-digit", "", "", "", "17:08")]
    [InlineData("en-GB", "2-digit", "2-digit", "2-digit", "", "", "17:08:09")]
    [InlineData("en-GB", "numeric", "", "", "", "", "17")]
    [InlineData("en-GB", "numeric", "2-digit", "", "true", "", "5:08 pm")]
    [InlineData("en-GB", "2-digit", "2-digit", "", "false", "", "17:08")]
    [InlineData("en-GB", "2-digit", "2-digit", "", "", "short", "17:08 CET")]
    [InlineData("en-GB", "2-digit", "2-digit", "2-digit", "", "long", "17:08:09 Central European Standard Time")]
    [InlineData("en-GB", "", "2-digit", "2-digit", "", "", "08:09")]
    public void Parts_of_the_time_follow_the_habit_of_the_language(string language, string hour, string minute, string second, string hour12, string zone, string expected)
    {
        var options = new DateFormatOptions
        {
            Hour = Digits(hour),
            Minute = Digits(minute),
            Second = Digits(second),
            Hour12 = hour12.Length == 0 ? null : bool.Parse(hour12),
            ZoneName = Names(zone),
        };

        Assert.Equal(expected, DateFormat.Format(Friday, BerlinTime.Clock, ScriptLocales.ForTag(language), options));
    }

    [Theory]
    [InlineData("de-DE", "6. Dezember 2024 um 16:08 UTC")]
    [InlineData("en-US", "December 6, 2024 at 04:08 PM UTC")]
    [InlineData("en-GB", "6 December 2024 at 16:08 UTC")]
    public void A_date_can_be_shown_in_another_zone(string language, string expected)
    {
        var options = new DateFormatOptions
        {
            Year = DigitLength.Numeric,
            Month = MonthLength.Long,
            Day = DigitLength.Numeric,
            Hour = DigitLength.TwoDigit,
            Minute = DigitLength.TwoDigit,
            ZoneName = NameLength.Short,
        };

        Assert.Equal(expected, DateFormat.Format(Friday, ZoneClock.Utc, ScriptLocales.ForTag(language), options));
    }

    // Node 20 writes 0:30 PM in German; the specification has since settled on 12.
    [Theory]
    [InlineData("de-DE", true, "12:30 PM")]
    [InlineData("en-US", true, "12:30 PM")]
    [InlineData("en-GB", true, "12:30 pm")]
    [InlineData("de-DE", false, "12:30")]
    public void Noon_is_twelve(string language, bool hour12, string expected)
    {
        var options = new DateFormatOptions { Hour = DigitLength.Numeric, Minute = DigitLength.TwoDigit, Hour12 = hour12 };

        Assert.Equal(expected, DateFormat.Format(1714998600000, ZoneClock.Utc, ScriptLocales.ForTag(language), options));
    }

    [Fact]
    public void What_is_no_date_says_so() =>
        Assert.Equal("Invalid Date", DateFormat.Format(double.NaN, BerlinTime.Clock, ScriptLocale.German, new DateFormatOptions { DateStyle = FormatStyle.Full }));

    private static DigitLength? Digits(string text) => text switch
    {
        "" => null,
        "2-digit" => DigitLength.TwoDigit,
        _ => DigitLength.Numeric,
    };

    private static NameLength? Names(string text) => text.Length == 0 ? null : Enum.Parse<NameLength>(text, ignoreCase: true);

    private static MonthLength? Months(string text) => text switch
    {
        "" => null,
        "2-digit" => MonthLength.TwoDigit,
        _ => Enum.Parse<MonthLength>(text, ignoreCase: true),
    };
}
