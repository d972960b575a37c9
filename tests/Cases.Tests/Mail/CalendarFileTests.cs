using System.Text;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class CalendarFileTests
{
    private static readonly CalendarEntry s_entry = new(
        "iq-nw-2026-0001.appointment-1@iq.example", 0, new DateTimeOffset(2026, 1, 14, 9, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 21, 9, 0, 0, TimeSpan.Zero), 60,
        "Beratungsstelle Köln", "Zimmer 12; 1. Stock, Domplatz 1, eine lange Angabe mit Umlauten: Straße über die Brücke zur Böhmischen Höhe", new MailAddress("IQ", "beratung@iq.example"),
        new MailAddress("Maria \"M\" Santos", "maria@example.org"), IsCancelled: false);

    [Fact]
    public void An_appointment_is_a_request_in_universal_time()
    {
        var lines = Unfolded(CalendarFile.Of(s_entry));

        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Contains("METHOD:REQUEST", lines);
        Assert.Contains("UID:iq-nw-2026-0001.appointment-1@iq.example", lines);
        Assert.Contains("SEQUENCE:0", lines);
        Assert.Contains("DTSTART:20260121T090000Z", lines);
        Assert.Contains("DTEND:20260121T100000Z", lines);
        Assert.Contains("ORGANIZER;CN=\"IQ\":mailto:beratung@iq.example", lines);
        Assert.Contains("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=\"Maria 'M' Santos\":mailto:maria@example.org", lines);
        Assert.Contains(@"LOCATION:Zimmer 12\; 1. Stock\, Domplatz 1\, eine lange Angabe mit Umlauten: Straße über die Brücke zur Böhmischen Höhe", lines);
    }

    [Fact]
    public void Lines_have_at_most_75_octets_and_letters_stay_whole()
    {
        var file = CalendarFile.Of(s_entry);

        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.EndsWith("END:VCALENDAR\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_names_the_same_entry_and_rings_no_more()
    {
        var lines = Unfolded(CalendarFile.Of(s_entry with { Sequence = 1, IsCancelled = true }));

        Assert.Contains("METHOD:CANCEL", lines);
        Assert.Contains("STATUS:CANCELLED", lines);
        Assert.Contains("SEQUENCE:1", lines);
        Assert.Contains("UID:iq-nw-2026-0001.appointment-1@iq.example", lines);
        Assert.DoesNotContain("BEGIN:VALARM", lines);
    }

    private static string[] Unfolded(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
}
