namespace IqWorkflows.Cases.Periods;

/// <summary>How a written act came to the person it concerns.</summary>
public enum Channel
{
    /// <summary>By post within Germany.</summary>
    Post,

    /// <summary>Sent electronically.</summary>
    Electronic,

    /// <summary>Fetched from a portal; <see cref="Dispatch.Received"/> is the day on which it was fetched.</summary>
    Portal,

    /// <summary>Served with a document that proves the day; <see cref="Dispatch.Received"/> is that day.</summary>
    Served,

    /// <summary>Served by registered letter (VwZG § 4).</summary>
    RegisteredLetter,

    /// <summary>Sent or served abroad; the day proved counts (VwZG § 9).</summary>
    Abroad,

    /// <summary>Posted abroad through the single point of contact (VwVfG § 71b Abs. 6).</summary>
    SinglePointAbroad,
}

/// <summary>A written act on its way.</summary>
/// <param name="Sent">Day of posting or sending.</param>
/// <param name="Received">Day on which it truly arrived, was served or fetched; null when that is not known.</param>
/// <param name="NeverReceived">It did not arrive at all, so it was not notified; the authority would have to prove the opposite.</param>
/// <param name="Issuer">Whose administrative procedure act counts: the code of a Land, or <c>BUND</c>; null: the Land of the place.</param>
/// <param name="Days">Days of the fiction as they are recorded for the authority; null: the table says them.</param>
public sealed record Dispatch(DateOnly Sent, Channel Channel = Channel.Post, DateOnly? Received = null, bool NeverReceived = false, string? Issuer = null, int? Days = null);

/// <summary>How many days after posting an act counts as notified, for some issuers and a span of time.</summary>
/// <param name="IsAssumption">Nobody has checked it yet; people must see that.</param>
public sealed record NotificationDays(IReadOnlySet<string> Issuers, DateOnly ValidFrom, DateOnly? ValidTo, int Days, string Source, bool IsAssumption);

/// <summary>The table of notification fictions, and what is assumed where it has no row.</summary>
/// <param name="DaysIfUnknown">Days to count for an issuer the table does not know.</param>
/// <param name="WarningDaysIfUnknown">Days to count for warnings then: fewer, so that nobody is warned too late.</param>
/// <param name="SinglePointAbroad">How long after posting abroad through the single point of contact an act counts as notified.</param>
/// <param name="SourceOfAuthority">What to name as the source of days that are recorded for an authority.</param>
/// <param name="Sources">The paragraph for each channel that has no row in the table.</param>
public sealed record NotificationRules(
    IReadOnlyList<NotificationDays> Rows, int DaysIfUnknown, int WarningDaysIfUnknown, string SourceIfUnknown, Length SinglePointAbroad, string SourceOfAuthority,
    IReadOnlyDictionary<Channel, string> Sources);

/// <summary>The day on which an act counts as notified.</summary>
/// <param name="EarlierForWarnings">The earlier of two possible days, where the fiction of the issuer is not known; otherwise null.</param>
/// <param name="Days">Days of the fiction, or null when a proven day counts.</param>
public sealed record Notified(DateOnly Day, DateOnly? EarlierForWarnings, int? Days, string Source, bool IsAssumption);

/// <summary>When a written act counts as notified.</summary>
public static class Notification
{
    public const string Federal = "BUND";

    /// <summary>
    /// By post and electronically on the fourth day after sending (the third before 2025, and the Länder follow in their own time), even if it came earlier or the day
    /// is a Sunday, for it is a day and no period (VwVfG § 41 Abs. 2; OVG Lüneburg 26.10.2006, 7 PA 184/06); later if it came later. From a portal on the day after it was
    /// fetched (§ 41 Abs. 2a). With proof of service on the day proved.
    /// </summary>
    /// <returns>Null when it was not notified, or when the day that alone would count is not known.</returns>
    public static Notified? Of(Dispatch dispatch, Land? land, NotificationRules rules)
    {
        if (dispatch.NeverReceived)
            return null;

        return dispatch.Channel switch
        {
            Channel.Portal => Proven(dispatch.Received?.AddDays(1), rules.Sources[Channel.Portal]),
            Channel.Served => Proven(dispatch.Received, rules.Sources[Channel.Served]),
            Channel.Abroad => Proven(dispatch.Received, rules.Sources[Channel.Abroad]),
            Channel.SinglePointAbroad => NotBefore(dispatch.Received, Counting.LastDayAfter(dispatch.Sent, rules.SinglePointAbroad), rules.Sources[Channel.SinglePointAbroad]),
            _ => Fiction(dispatch, dispatch.Issuer ?? land?.ToString() ?? Federal, rules),
        };
    }

    private static Notified? Proven(DateOnly? day, string source) => day is { } proven ? new Notified(proven, null, null, source, false) : null;

    private static Notified NotBefore(DateOnly? received, DateOnly fiction, string source) =>
        received > fiction ? new Notified(received.Value, null, null, source, false) : new Notified(fiction, null, null, source, false);

    private static Notified Fiction(Dispatch dispatch, string issuer, NotificationRules rules)
    {
        var row = rules.Rows.FirstOrDefault(row =>
            row.Issuers.Contains(issuer) && dispatch.Sent >= row.ValidFrom && (row.ValidTo is null || dispatch.Sent <= row.ValidTo));
        if (dispatch.Days is { } recorded)
            row = new NotificationDays(new HashSet<string>(), dispatch.Sent, null, recorded, rules.SourceOfAuthority, false);
        var days = row?.Days ?? rules.DaysIfUnknown;
        var source = row?.Source ?? rules.SourceIfUnknown;
        var day = dispatch.Sent.AddDays(days);
        if (dispatch.Received > day)
            return new Notified(dispatch.Received.Value, null, null, source, false);

        DateOnly? earlier = row is null ? dispatch.Sent.AddDays(rules.WarningDaysIfUnknown) : null;
        if (dispatch.Received > earlier)
            earlier = dispatch.Received;
        return new Notified(day, earlier < day ? earlier : null, days, source, row?.IsAssumption ?? false);
    }
}
