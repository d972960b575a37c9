#pragma warning disable CA1309 // these comparisons are made by the database, byte by byte; it knows no other
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;

namespace IqWorkflows.Desk.CaseList;

/// <summary>A search as a query over the cases that somebody may see.</summary>
internal static class FoundCases
{
    private const string Closed = "ABGESCHLOSSEN";
    private const int MostWords = 4;

    /// <param name="near">For each word that was typed the words that are to be found in its place; null: what begins with it.</param>
    public static IQueryable<CaseRow> Of(IqDb db, RuleBook rules, Viewer viewer, CaseSearch search, IReadOnlyList<IReadOnlyList<string>>? near, DateOnly today)
    {
        var cases = InState(VisibleCases.Of(db, viewer), search.State, search.Sort);
        if (search.Counsellor == CaseSearch.Nobody)
            cases = cases.Where(one => one.CounsellorId == null);
        else if (search.Counsellor.Length > 0)
            cases = cases.Where(one => one.CounsellorId == search.Counsellor);
        if (!viewer.SeesContactsOnly)
            cases = OfWork(db, rules, cases, search, today);
        return near is null ? Matching(db, viewer, cases, search.Text) : Near(db, cases, near);
    }

    /// <summary>The words of a search; empty when it is for a number.</summary>
    public static IReadOnlyList<string> WordsOf(CaseSearch search) => IsNumber(search.Text.Trim()) || SearchWords.AskedNumber(search.Text) is not null ? [] : [.. SearchWords.Asked(search.Text).Take(MostWords)];

    private static bool IsNumber(string typed) => typed.StartsWith("IQ-", StringComparison.OrdinalIgnoreCase);

    private static IQueryable<CaseRow> InState(IQueryable<CaseRow> cases, string state, CaseSort sort) => state switch
    {
        CaseSearch.All => cases,
        // Said outright that there is one, since the index of names holds no case without a state. In other orders it would lead the database to the index of states.
        CaseSearch.Open when sort == CaseSort.Name => cases.Where(one => one.State != null && one.State != Closed),
        CaseSearch.Open => cases.Where(one => one.State != Closed),
        "RUHEND" => cases.Where(one => one.PausedUntil != null),
        _ => cases.Where(one => one.State == state && one.PausedUntil == null),
    };

    private static IQueryable<CaseRow> OfWork(IqDb db, RuleBook rules, IQueryable<CaseRow> cases, CaseSearch search, DateOnly today)
    {
        if (search.Authority.Length > 0)
            cases = cases.Where(one => db.Set<ApplicationRow>().Any(application => application.CaseId == one.Id && application.Authority == search.Authority));
        if (search.Profession.Length > 0)
            cases = cases.Where(one => db.Set<ApplicationRow>().Any(application => application.CaseId == one.Id && application.Profession == search.Profession));
        if (search.IsStalled)
            cases = cases.Where(one => db.StalledMarks.Any(mark => mark.CaseId == one.Id && mark.EndedAt == null));
        if (search.IsOverdue)
        {
            var codes = rules.Deadlines.Deadlines.Where(rule => rule.Class == DeadlineClass.A).Select(rule => rule.Code).ToList();
            cases = cases.Where(one => db.Deadlines.Any(deadline => deadline.CaseId == one.Id && deadline.State == DeadlineState.Running && deadline.EndOn < today && codes.Contains(deadline.Code)));
        }
        return cases;
    }

    private static IQueryable<CaseRow> Matching(IqDb db, Viewer viewer, IQueryable<CaseRow> cases, string text)
    {
        var typed = text.Trim();
        if (IsNumber(typed))
        {
            var (from, until) = (typed.ToUpperInvariant(), typed.ToUpperInvariant() + '\uffff');
            return cases.Where(one => string.Compare(one.Id, from) >= 0 && string.Compare(one.Id, until) < 0);
        }
        foreach (var word in SearchWords.AskedNumber(typed) is { } number ? [number] : SearchWords.Asked(typed).Take(MostWords))
        {
            var until = word + '\uffff';
            // A centre has ten thousand cases: from the words to them. Somebody's own are some hundred: from them to the words.
            cases = viewer.SeesCentre
                ? cases.Where(one => db.CaseKeys.Where(key => key.CentreId == viewer.CentreId && string.Compare(key.Word, word) >= 0 && string.Compare(key.Word, until) < 0).Select(key => key.CaseId).Contains(one.Id))
                : cases.Where(one => db.CaseKeys.Any(key => key.CaseId == one.Id && string.Compare(key.Word, word) >= 0 && string.Compare(key.Word, until) < 0));
        }
        return cases;
    }

    private static IQueryable<CaseRow> Near(IqDb db, IQueryable<CaseRow> cases, IReadOnlyList<IReadOnlyList<string>> near)
    {
        foreach (var words in near)
            cases = cases.Where(one => db.CaseKeys.Where(key => words.Contains(key.Word)).Select(key => key.CaseId).Contains(one.Id));
        return cases;
    }
}
