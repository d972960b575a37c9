using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Instances;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Instances;

/// <summary>Every way to an instance leads through here: an instance of a case is seen only by whoever sees the case, and that is written down as for the case itself.</summary>
internal sealed class InstanceDoor(IqRuntime runtime, CaseDoor cases, ShowInstance show)
{
    /// <summary>The instances that the caller may see, as a query.</summary>
    public static IQueryable<InstanceRow> Visible(IqDb db, Caller caller)
    {
        var instances = db.Instances.AsNoTracking();
        if (caller.Viewer is not { } viewer)
            return instances;
        var free = instances.Where(row => row.CorrelationId == null || !db.Cases.Any(one => one.Id == row.CorrelationId));
        if (viewer.StaffId is null || !(viewer.Is(Role.Lead) || viewer.Is(Role.Counsellor)))
            return free;
        var (staff, isCounsellor, centre) = (viewer.StaffId, viewer.Is(Role.Counsellor), viewer.Is(Role.Lead) ? viewer.CentreId : null);
        return instances.Where(row => row.CorrelationId == null || !db.Cases.Any(one => one.Id == row.CorrelationId) || db.Cases.Any(one => one.Id == row.CorrelationId
            && ((centre != null && one.CentreId == centre) || (isCounsellor && (one.CounsellorId == staff || one.DeputyId == staff || viewer.Absent.Contains(one.CounsellorId!)))))); // a comparison with null is false there
    }

    /// <summary>Whether the caller may see, or change, what belongs to this correlation id.</summary>
    public async Task<bool> MayAsync(Caller caller, string? correlationId, bool isChange, CancellationToken cancellationToken)
    {
        if (correlationId is null || !await IsCaseAsync(correlationId, cancellationToken))
            return true;
        if (caller.Viewer is { } viewer)
            return await cases.EnterAsync(viewer, correlationId, isChange, cancellationToken) == CaseSight.Whole;
        await cases.LogProgramAsync(correlationId, isChange, cancellationToken);
        return true;
    }

    /// <summary>The instance.</summary>
    /// <returns>Null when there is none, or none that the caller may see.</returns>
    public async Task<ShownInstance?> EnterAsync(Caller caller, string instanceId, bool isChange, CancellationToken cancellationToken) =>
        await show.RunAsync(instanceId, cancellationToken) is { } instance && await MayAsync(caller, instance.Row.CorrelationId, isChange, cancellationToken) ? instance : null;

    private async Task<bool> IsCaseAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Cases.AnyAsync(row => row.Id == id, cancellationToken);
    }
}
