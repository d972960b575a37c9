using System.Globalization;

namespace IqWorkflows.Cases.Mail;

/// <summary>What a calendar that is fetched again and again tells about one date.</summary>
/// <param name="Uid">The same for ever.</param>
/// <param name="Summary">Title of the entry.</param>
/// <param name="Address">Where more about it stands, behind a sign-in.</param>
/// <param name="ChangedAt">When it last changed; null: not known.</param>
public abstract record FeedEntry(string Uid, string Summary, string Address, DateTimeOffset? ChangedAt)
{
    /// <summary>A day, as deadlines are: it takes nobody's time.</summary>
    public sealed record OnDay(string Uid, string Summary, string Address, DateTimeOffset? ChangedAt, DateOnly Day) : FeedEntry(Uid, Summary, Address, ChangedAt);

    /// <summary>A time of a day, as appointments are.</summary>
    public sealed record AtTime(string Uid, string Summary, string Address, DateTimeOffset? ChangedAt, DateTimeOffset Start, int Minutes) : FeedEntry(Uid, Summary, Address, ChangedAt);
}

/// <summary>A calendar to subscribe to (RFC 5545; RFC 7986 for its name and how often to look again). It has no METHOD: it invites nobody.</summary>
public static class CalendarFeed
{
    /// <summary>Programs that do not know the word of the standard know the other.</summary>
    private static readonly string[] s_again = ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"];

    /// <param name="name">What the calendar program shows as its name.</param>
    /// <param name="entries">The dates.</param>
    /// <param name="now">When it was made.</param>
    public static string Of(string name, IEnumerable<FeedEntry> entries, DateTimeOffset now)
    {
        List<string> lines =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", CalendarFile.Product, "CALSCALE:GREGORIAN", "NAME:" + CalendarFile.Text(name), "X-WR-CALNAME:" + CalendarFile.Text(name), .. s_again,
        ];
        foreach (var entry in entries)
        {
            lines.AddRange(["BEGIN:VEVENT", "UID:" + CalendarFile.Text(entry.Uid), "DTSTAMP:" + CalendarFile.Moment(now)]);
            if (entry.ChangedAt is { } changed)
                lines.Add("LAST-MODIFIED:" + CalendarFile.Moment(changed));
            lines.AddRange(Times(entry));
            lines.AddRange(["SUMMARY:" + CalendarFile.Text(entry.Summary), "URL:" + entry.Address, "CLASS:PRIVATE", "END:VEVENT"]);
        }
        lines.Add("END:VCALENDAR");
        return string.Concat(lines.Select(CalendarFile.Folded));
    }

    private static string[] Times(FeedEntry entry) => entry switch
    {
        // A whole day ends with the beginning of the next one.
        FeedEntry.OnDay on => [$"DTSTART;VALUE=DATE:{Day(on.Day)}", $"DTEND;VALUE=DATE:{Day(on.Day.AddDays(1))}", "TRANSP:TRANSPARENT"],
        FeedEntry.AtTime at => ["DTSTART:" + CalendarFile.Moment(at.Start), "DTEND:" + CalendarFile.Moment(at.Start.AddMinutes(at.Minutes)), "TRANSP:OPAQUE"],
        _ => throw new InvalidOperationException($"{entry} has no time."),
    };

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
