using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Frame;

/// <summary>A line of the main menu.</summary>
/// <param name="Path">Address of the page.</param>
/// <param name="Text">Key of its name.</param>
/// <param name="Icon">A sign of the design system.</param>
/// <param name="IsFor">Who sees the line; the page itself decides again.</param>
internal sealed record Place(string Path, string Text, string Icon, Func<Viewer, bool> IsFor);

/// <summary>The main menu, in the order in which it is shown.</summary>
internal static class Places
{
    private static readonly Place[] s_all =
    [
        new("/mein-tag", "MyDay", "home", viewer => viewer.WorksWithCases),
        new("/faelle", "Cases", "draft", viewer => viewer.WorksWithCases),
        new("/kalender", "Calendar", "calendar-today", Calendar.CalendarEndpoints.MayLook),
        new("/fristenrechner", "Calculator", "checklist", Calculator.CalculatorEndpoints.MayUse),
        new("/team", "Team", "account-circle", Team.TeamEndpoints.MayLead),
        new("/zahlen", "Numbers", "checklist", viewer => viewer.Is(Role.Lead) || viewer.Is(Role.Coordination)),
        new("/auftraege", "Jobs", "autorenew", Jobs.JobsEndpoints.MayLook),
        new("/stoerungen", "Incidents", "warning", Incidents.IncidentsEndpoints.MayLook),
        new("/uebernahme", "Takeover", "drive-folder-upload", Takeover.TakeoverEndpoints.MayTakeOver),
        new("/teilnehmende", "Participants.Title", "checklist", viewer => viewer.Is(Role.Provider)),
        new("/verwaltung/zugriffe", "Access.Title", "visibility", Access.AccessEndpoints.MayRead),
        new("/verwaltung/konten", "Accounts.Title", "account-circle", Accounts.AccountEndpoints.MayCare),
        new("/verwaltung/stellen", "Accounts.Centres", "draft", Accounts.AccountEndpoints.MayCare),
        new("/verwaltung/einstellungen", "Accounts.Settings", "edit", viewer => viewer.Is(Role.Operator)),
        new("/verwaltung/regeln", "Rules", "edit", Rules.RuleWords.MayChange),
        new("/designer", "Designer", "edit", viewer => viewer.Is(Role.Designer)),
        new("/datenschutz", "Privacy", "visibility", Privacy.PrivacyEndpoints.MayLook),
        new("/konto", "Account", "account-circle", _ => true),
    ];

    public static IEnumerable<Place> Of(Viewer viewer) => s_all.Where(place => place.IsFor(viewer));
}
