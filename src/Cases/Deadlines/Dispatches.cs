using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>How letters of an authority went out, where the day of notification follows from that.</summary>
internal sealed class Dispatches(Authority? authority)
{
    /// <summary>The fact of the catalogue that the notification of a letter is; null for objects that are none.</summary>
    public static string? FactOf(string kind) => kind switch
    {
        "decision" => "decision_notified",
        "request" => "period_notified",
        _ => null,
    };

    /// <returns>Null when nothing is known of it: then a day recorded as the day of notification counts.</returns>
    public Dispatch? Of(CaseObject letter, string deadlineFact) => (letter.Ref.Kind, deadlineFact) switch
    {
        ("decision", "decision_notified") or ("request", "period_notified") =>
            Sent(letter, letter.Day("posted_on"), letter.Text("mode"), letter.Day("received_on")),
        ("remedy", "objection_decided") when letter.Day("decision_posted_on") is { } posted =>
            Sent(letter, posted, letter.Text("decision_mode"), letter.Day("decision_served_on")),
        _ => null,
    };

    private Dispatch? Sent(CaseObject letter, DateOnly? posted, string? mode, DateOnly? received)
    {
        var channel = ChannelOf(mode);
        // What was handed over or served counts from that day, whatever is known of its posting.
        var sent = posted ?? (channel is Channel.Served or Channel.Portal or Channel.Abroad ? received : null);
        return sent is { } day ? new Dispatch(day, channel, received, letter.Is("never_received"), null, authority?.NotificationDays) : null;
    }

    private static Channel ChannelOf(string? mode) => mode switch
    {
        "ELEKTRONISCH" => Channel.Electronic,
        "PORTAL" => Channel.Portal,
        "ZUSTELLUNG" or "PERSOENLICH" => Channel.Served,
        "EINSCHREIBEN" => Channel.RegisteredLetter,
        "AUSLAND" => Channel.Abroad,
        "EA_AUSLAND" => Channel.SinglePointAbroad,
        _ => Channel.Post,
    };
}
