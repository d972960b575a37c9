using System.Globalization;
using System.Text;

namespace IqWorkflows.Cases.Mail;

/// <summary>What a calendar file tells about an appointment.</summary>
/// <param name="Uid">The same for ever: by it a calendar finds the entry to change or remove.</param>
/// <param name="Sequence">Higher with each change.</param>
/// <param name="Stamp">When the file was made.</param>
/// <param name="Start">When it begins.</param>
/// <param name="Minutes">How long it lasts.</param>
/// <param name="Summary">Title of the entry; nothing of the case.</param>
/// <param name="Place">Where; null when it is not known.</param>
/// <param name="Organizer">Who invites.</param>
/// <param name="Attendee">Who is invited.</param>
/// <param name="IsCancelled">The entry is to be removed.</param>
public sealed record CalendarEntry(
    string Uid, int Sequence, DateTimeOffset Stamp, DateTimeOffset Start, int Minutes, string Summary, string? Place, MailAddress Organizer, MailAddress Attendee, bool IsCancelled);

/// <summary>A calendar file (RFC 5545, RFC 5546). Times are in UTC, so that no table of time zones is needed.</summary>
public static class CalendarFile
{
    internal const string Product = "PRODID:-//IqWorkflows//IqWorkflows//DE";

    private const int MostOctets = 75;

    public static string Of(CalendarEntry entry)
    {
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            Product,
            "METHOD:" + Method(entry.IsCancelled),
            "BEGIN:VEVENT",
            "UID:" + Text(entry.Uid),
            "SEQUENCE:" + entry.Sequence.ToString(CultureInfo.InvariantCulture),
            "DTSTAMP:" + Moment(entry.Stamp),
            "DTSTART:" + Moment(entry.Start),
            "DTEND:" + Moment(entry.Start.AddMinutes(entry.Minutes)),
            "SUMMARY:" + Text(entry.Summary),
        };
        if (entry.Place is { Length: > 0 } place)
            lines.Add("LOCATION:" + Text(place));
        lines.Add("ORGANIZER" + Person(entry.Organizer));
        lines.Add("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE" + Person(entry.Attendee));
        lines.Add(entry.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        lines.AddRange(["CLASS:PRIVATE", "TRANSP:OPAQUE"]);
        if (!entry.IsCancelled)
            lines.AddRange(["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + Text(entry.Summary), "TRIGGER:-P1D", "END:VALARM"]);
        lines.AddRange(["END:VEVENT", "END:VCALENDAR"]);
        return string.Concat(lines.Select(Folded));
    }

    /// <summary>What the mail must say about the file as well.</summary>
    public static string Method(bool isCancelled) => isCancelled ? "CANCEL" : "REQUEST";

    internal static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    internal static string Text(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>A parameter in quotes can hold no quote.</summary>
    private static string Person(MailAddress person) =>
        (person.Name.Length > 0 ? $";CN=\"{person.Name.Replace('"', '\'').ReplaceLineEndings(" ")}\"" : "") + ":mailto:" + person.Address;

    /// <summary>At most 75 octets a line, never within a character; what follows begins with a space.</summary>
    internal static string Folded(string line)
    {
        var text = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        return text.Append("\r\n").ToString();
    }
}
