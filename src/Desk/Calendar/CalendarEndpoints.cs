using System.Globalization;
using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Calendar;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Calendar;

/// <summary>Kalender: appointments and deadlines by month or day by day, and the link under which a calendar program fetches them.</summary>
internal static class CalendarEndpoints
{
    public const string Path = "/kalender";
    private const string Feed = Path + "/abo";

    private const int DaysBack = 30;
    private const int DaysAhead = 366;

    // Nobody needs a sheet beyond these, and counting weeks must not leave the calendar.
    private static readonly DateOnly s_earliest = new(2000, 1, 1);
    private static readonly DateOnly s_latest = new(2200, 1, 1);

    public static void MapCalendar(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, (HttpContext http, CalendarReading reading) => ShowAsync(http, reading, null)).For(MayLook);
        desk.MapPost(Path + "/link", MakeAsync).For(MayLook);
        desk.MapPost(Path + "/link/widerrufen", RevokeAsync).For(MayLook);
        desk.MapGet(Feed + "/{secret}.ics", FeedAsync).ForAll();
    }

    public static bool MayLook(Viewer viewer) => viewer.WorksWithCases;

    private static async Task<IResult> ShowAsync(HttpContext http, CalendarReading reading, string? link)
    {
        var (visit, query) = (Gate.Of(http), http.Request.Query);
        var viewer = visit.Viewer!; // the gate lets nobody else in
        var month = MonthOf(query["monat"].ToString()) ?? new DateOnly(visit.Today.Year, visit.Today.Month, 1);
        var (isList, ofCentre) = (query["ansicht"] == "liste", OfCentre(viewer, query["wer"].ToString()));
        var dates = await reading.NamedAsync(
            viewer, ofCentre, isList ? month : CalendarModel.FirstOf(month), isList ? month.AddMonths(1).AddDays(-1) : CalendarModel.LastOf(month), http.RequestAborted);
        var done = query["getan"] == "widerrufen" ? "Calendar.Revoked" : null;
        return DeskHosting.Page<CalendarPage>(http, new CalendarModel(month, isList, ofCentre, dates, await reading.LinkAsync(viewer.AccountId, http.RequestAborted)) { Link = link, Done = done, Key = TypedForm.NewKey() });
    }

    /// <summary>The link is shown in the answer to the form: kept as a hash only, it can be shown no second time.</summary>
    private static async Task<IResult> MakeAsync(HttpContext http, CalendarReading reading, CalendarLinks links, DeskAddress address)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var key = form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } once ? once : TypedForm.NewKey();
        if (await links.MakeAsync(Gate.Of(http).Viewer!.AccountId, key, http.RequestAborted) is not { } secret) // the gate lets nobody else in
            return new SeeOther(Path + "#abo");
        return await ShowAsync(http, reading, $"{(await address.FindAsync(http.RequestAborted)).TrimEnd('/')}{Feed}/{secret}.ics");
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, CalendarLinks links)
    {
        await links.RevokeAsync(Gate.Of(http).Viewer!.AccountId, http.RequestAborted); // the gate lets nobody else in
        return new SeeOther(Path + "?getan=widerrufen#abo");
    }

    /// <summary>
    /// What a calendar program fetches. The file lies on servers that are not ours (a telephone's maker, a mail provider), and whoever learns the link can read it. So it says when, what is
    /// due and the number of the case, which tells strangers nothing; the name of the client stands behind the sign-in, where the entry leads. For the same reason no line is written to the
    /// log of accesses: that log is about looking into cases, and no list of numbers and days is (Mein Tag writes none either). That the link was made or revoked stands in the history of
    /// the account.
    /// </summary>
    private static async Task<IResult> FeedAsync(HttpContext http, IqRuntime runtime, CalendarReading reading, CalendarLinks links, DeskAddress address, string secret)
    {
        if (await links.OwnerAsync(secret, http.RequestAborted) is not var (viewer, language))
            return Results.NotFound();
        var (words, today) = (new Words(language), GermanDay.Of(runtime.Clock.GetUtcNow()));
        var dates = await reading.NumberedAsync(viewer, OfCentre(viewer, ""), today.AddDays(-DaysBack), today.AddDays(DaysAhead), http.RequestAborted);
        var home = (await address.FindAsync(http.RequestAborted)).TrimEnd('/');
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Text(
            CalendarFeed.Of(words.Of("Calendar.FeedName", viewer.CentreName ?? "IqWorkflows"), dates.Select(date => EntryOf(date, words, home)), runtime.Clock.GetUtcNow()), "text/calendar", Encoding.UTF8);
    }

    private static FeedEntry EntryOf(CalendarDate date, Words words, string home)
    {
        var uid = $"{date.CaseId}.{date.Key}@{new Uri(home).Host}".ToLowerInvariant();
        var (text, address) = (words.In(date.Text), $"{home}/faelle/{date.CaseId}");
        return date.At is { } at
            ? new FeedEntry.AtTime(uid, words.Of(text.Length > 0 ? "Calendar.FeedAppointmentBy" : "Calendar.FeedAppointment", date.CaseId, text), address, date.ChangedAt, at, date.Minutes)
            : new FeedEntry.OnDay(uid, words.Of("Calendar.FeedDeadline", date.CaseId, text), address, date.ChangedAt, date.Day);
    }

    /// <summary>Who leads looks at the whole centre unless they say otherwise.</summary>
    private static bool OfCentre(Viewer viewer, string who) => viewer.SeesCentre && (viewer.SeesContactsOnly || (viewer.Is(Role.Lead) && who != "ich"));

    private static DateOnly? MonthOf(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month >= s_earliest && month <= s_latest ? month : null;
}
