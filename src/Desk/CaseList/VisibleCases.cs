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
        // Each way by its own index: asked for at once, in the order of the numbers, the database would walk through all cases until it has enough.
        var ids = db.Cases.Where(one => one.CounsellorId == viewer.StaffId).Select(one => one.Id).Union(db.Cases.Where(one => one.DeputyId == viewer.StaffId).Select(one => one.Id));
        if (viewer.Absent.Count > 0)
            ids = ids.Union(db.Cases.Where(one => viewer.Absent.Contains(one.CounsellorId!)).Select(one => one.Id)); // a comparison with null is false there
        var own = db.Cases.AsNoTracking().Where(one => ids.Contains(one.Id));
        if (viewer.IsFair)
            return own.Where(one => one.CentreId == viewer.CentreId);
        return viewer.Walled.Count == 0 ? own : own.Where(one => !viewer.Walled.Contains(one.CentreId!));
    }
}
