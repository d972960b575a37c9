using IqWorkflows.Casework.Accounts;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>The cases that somebody may see, as a query: the same rule as <see cref="Viewer.SightOf"/>.</summary>
internal static class VisibleCases
{
    public static IQueryable<CaseRow> Of(IqDb db, Viewer viewer)
    {
        var cases = db.Cases.AsNoTracking();
        if (!viewer.WorksWithCases)
            return cases.Where(one => false);
        return viewer.SeesCentre ? cases.Where(one => one.CentreId == viewer.CentreId) : OwnOf(db, viewer);
    }

    /// <summary>Own cases and those of whoever they stand in for.</summary>
    public static IQueryable<CaseRow> OwnOf(IqDb db, Viewer viewer)
    {
        var own = db.Cases.AsNoTracking().Where(one => one.CounsellorId == viewer.StaffId || one.DeputyId == viewer.StaffId || viewer.Absent.Contains(one.CounsellorId!)); // a comparison with null is false there
        if (viewer.IsFair)
            return own.Where(one => one.CentreId == viewer.CentreId);
        return viewer.Walled.Count == 0 ? own : own.Where(one => !viewer.Walled.Contains(one.CentreId!));
    }
}
