using IqWorkflows.Engine.Expressions.JavaScript.Dates;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

/// <summary>The expected texts were taken from Node in Berlin.</summary>
public sealed class DateTextTests
{
    [Theory]
    [InlineData(0.0, "Thu Jan 01 1970 01:00:00 GMT+0100 (Central European Standard Time)")]
    [InlineData(1714979289000.0, "Mon May 06 2024 09:08:09 GMT+0200 (Central European Summer Time)")]
    [InlineData(1733468889005.0, "Fri Dec 06 2024 08:08:09 GMT+0100 (Central European Standard Time)")]
    [InlineData(1711846799999.0, "Sun Mar 31 2024 01:59:59 GMT+0100 (Central European Standard Time)")]
    [InlineData(1711846800000.0, "Sun Mar 31 2024 03:00:00 GMT+0200 (Central European Summer Time)")]
    [InlineData(1729990740000.0, "Sun Oct 27 2024 02:59:00 GMT+0200 (Central European Summer Time)")]
    [InlineData(1729990800000.0, "Sun Oct 27 2024 02:00:00 GMT+0100 (Central European Standard Time)")]
    [InlineData(951782400000.0, "Tue Feb 29 2000 01:00:00 GMT+0100 (Central European Standard Time)")]
    [InlineData(946683000000.0, "Sat Jan 01 2000 00:30:00 GMT+0100 (Central European Standard Time)")]
    [InlineData(-1.0, "Thu Jan 01 1970 00:59:59 GMT+0100 (Central European Standard Time)")]
    [InlineData(253402300799999.0, "Sat Jan 01 10000 00:59:59 GMT+0100 (Central European Standard Time)")]
    [InlineData(253402300800000.0, "Sat Jan 01 10000 01:00:00 GMT+0100 (Central European Standard Time)")]
    [InlineData(8640000000000000.0, "Sat Sep 13 275760 02:00:00 GMT+0200 (Central European Summer Time)")]
    [InlineData(double.NaN, "Invalid Date")]
    public void The_full_text_names_the_zone(double time, string expected) => Assert.Equal(expected, DateText.Full(time, BerlinTime.Clock));

    [Theory]
    [InlineData(0.0, "Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData(1714979289000.0, "Mon, 06 May 2024 07:08:09 GMT")]
    [InlineData(1733468889005.0, "Fri, 06 Dec 2024 07:08:09 GMT")]
    [InlineData(1711846799999.0, "Sun, 31 Mar 2024 00:59:59 GMT")]
    [InlineData(1711846800000.0, "Sun, 31 Mar 2024 01:00:00 GMT")]
    [InlineData(1729990740000.0, "Sun, 27 Oct 2024 00:59:00 GMT")]
    [InlineData(1729990800000.0, "Sun, 27 Oct 2024 01:00:00 GMT")]
    [InlineData(951782400000.0, "Tue, 29 Feb 2000 00:00:00 GMT")]
    [InlineData(946683000000.0, "Fri, 31 Dec 1999 23:30:00 GMT")]
    [InlineData(-1.0, "Wed, 31 Dec 1969 23:59:59 GMT")]
    [InlineData(253402300799999.0, "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData(253402300800000.0, "Sat, 01 Jan 10000 00:00:00 GMT")]
    [InlineData(8640000000000000.0, "Sat, 13 Sep 275760 00:00:00 GMT")]
    [InlineData(double.NaN, "Invalid Date")]
    [InlineData(-62167219200000.0, "Sat, 01 Jan 0000 00:00:00 GMT")]
    [InlineData(-62198755200000.0, "Fri, 01 Jan -0001 00:00:00 GMT")]
    [InlineData(-8640000000000000.0, "Tue, 20 Apr -271821 00:00:00 GMT")]
    public void The_text_in_UTC_has_the_form_of_mail_headers(double time, string expected) => Assert.Equal(expected, DateText.Utc(time));

    [Theory]
    [InlineData(0.0, "1970-01-01T00:00:00.000Z")]
    [InlineData(1714979289000.0, "2024-05-06T07:08:09.000Z")]
    [InlineData(1733468889005.0, "2024-12-06T07:08:09.005Z")]
    [InlineData(1711846799999.0, "2024-03-31T00:59:59.999Z")]
    [InlineData(1711846800000.0, "2024-03-31T01:00:00.000Z")]
    [InlineData(1729990740000.0, "2024-10-27T00:59:00.000Z")]
    [InlineData(1729990800000.0, "2024-10-27T01:00:00.000Z")]
    [InlineData(951782400000.0, "2000-02-29T00:00:00.000Z")]
    [InlineData(946683000000.0, "1999-12-31T23:30:00.000Z")]
    [InlineData(-1.0, "1969-12-31T23:59:59.999Z")]
    [InlineData(253402300799999.0, "9999-12-31T23:59:59.999Z")]
    [InlineData(253402300800000.0, "+010000-01-01T00:00:00.000Z")]
    [InlineData(8640000000000000.0, "+275760-09-13T00:00:00.000Z")]
    [InlineData(-62167219200001.0, "-000001-12-31T23:59:59.999Z")]
    [InlineData(-8640000000000000.0, "-271821-04-20T00:00:00.000Z")]
    public void The_ISO_text_has_six_digits_for_far_years(double time, string expected) => Assert.Equal(expected, DateText.Iso(time));

    [Fact]
    public void In_UTC_the_zone_is_named_too() =>
        Assert.Equal("Mon May 06 2024 07:08:09 GMT+0000 (Coordinated Universal Time)", DateText.Full(1714979289000, ZoneClock.Utc));

    [Fact]
    public void Date_and_time_can_be_had_apart()
    {
        Assert.Equal("Mon May 06 2024", DateText.Date(1714979289000, BerlinTime.Clock));
        Assert.Equal("09:08:09 GMT+0200 (Central European Summer Time)", DateText.Time(1714979289000, BerlinTime.Clock));
    }

    [Fact]
    public void A_zone_without_a_known_name_is_its_offset() =>
        Assert.Equal("12:53:09 GMT+0545 (GMT+05:45)", DateText.Time(1714979289000, new ZoneClock(TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromMinutes(345), "Test", "Test"))));
}
