using System.Text;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class CalendarFeedTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly FeedEntry[] s_entries =
    [
        new FeedEntry.OnDay("iq-nw-2026-1.d09-decision-1@iq.example", "Frist IQ-NW-2026-1: Widerspruch", "https://iq.example/faelle/IQ-NW-2026-1", s_now, new DateOnly(2026, 12, 31)),
        new FeedEntry.AtTime(
            "iq-nw-2026-1.appointment-1@iq.example", "Termin; mit, Komma und \\ und einer langen Angabe mit Umlauten: über die Brücke zur Böhmischen Höhe", "https://iq.example/faelle/IQ-NW-2026-1", null,
            new DateTimeOffset(2026, 3, 29, 9, 0, 0, TimeSpan.FromHours(2)), 45),
    ];

    private readonly string _file = CalendarFeed.Of("Anerkennungsberatung Köln", s_entries, s_now);

    private string[] Lines => _file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

    [Fact]
    public void A_deadline_is_a_whole_day_that_takes_no_time()
    {
        Assert.Contains("DTSTART;VALUE=DATE:20261231", Lines);
        Assert.Contains("DTEND;VALUE=DATE:20270101", Lines);
        Assert.Contains("TRANSP:TRANSPARENT", Lines);
        Assert.Contains("LAST-MODIFIED:20260302T090000Z", Lines);
    }

    [Fact]
    public void An_appointment_stands_in_universal_time()
    {
        Assert.Contains("DTSTART:20260329T070000Z", Lines);
        Assert.Contains("DTEND:20260329T074500Z", Lines);
        Assert.Contains(@"SUMMARY:Termin\; mit\, Komma und \\ und einer langen Angabe mit Umlauten: über die Brücke zur Böhmischen Höhe", Lines);
    }

    [Fact]
    public void It_has_a_name_says_how_often_to_look_again_and_invites_nobody()
    {
        Assert.Equal(["BEGIN:VCALENDAR", "VERSION:2.0"], Lines[..2]);
        Assert.Contains("X-WR-CALNAME:Anerkennungsberatung Köln", Lines);
        Assert.Contains("NAME:Anerkennungsberatung Köln", Lines);
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H", Lines);
        Assert.Contains("X-PUBLISHED-TTL:PT1H", Lines);
        Assert.DoesNotContain(Lines, line => line.StartsWith("METHOD", StringComparison.Ordinal));
        Assert.Equal(2, Lines.Count(line => line == "DTSTAMP:20260302T090000Z"));
        Assert.Equal(2, Lines.Count(line => line == "END:VEVENT"));
    }

    [Fact]
    public void Lines_have_at_most_75_octets()
    {
        Assert.All(_file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain("\n", _file.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", _file, StringComparison.Ordinal);
    }
}
