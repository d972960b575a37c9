using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Accounts;
using IqWorkflows.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Access;

/// <summary>Somebody looked at a case, changed it, opened it with a reason, or was refused.</summary>
/// <param name="Id">Number of the line.</param>
/// <param name="At">When.</param>
/// <param name="Who">Name of who it was; null: a program with the key of the server.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Action"><c>read</c>, <c>change</c> or <c>open</c>.</param>
/// <param name="IsAllowed">Whether they were let in.</param>
public sealed record AccessLine(long Id, DateTimeOffset At, string? Who, string CaseId, string Action, bool IsAllowed);

/// <summary>A case that was opened with a reason.</summary>
public sealed record OpeningLine(string CaseId, string Who, string Reason, DateTimeOffset OpenedAt, DateTimeOffset EndsAt);

/// <summary>Reads who looked at which case: by case, or by account.</summary>
internal sealed class CaseAccessReading(IqRuntime runtime)
{
    public const int PerPage = 100;
    private const int MostOpenings = 50;

    /// <summary>Newest first; one more than fits on a page, if there are more.</summary>
    public Task<IReadOnlyList<AccessLine>> OfCaseAsync(string caseId, long? before, CancellationToken cancellationToken) => LinesAsync(all => all.Where(access => access.CaseId == caseId), before, cancellationToken);

    /// <summary>What one account looked at. Newest first; one more than fits on a page, if there are more.</summary>
    public Task<IReadOnlyList<AccessLine>> OfAccountAsync(string accountId, long? before, CancellationToken cancellationToken) => LinesAsync(all => all.Where(access => access.Who == accountId), before, cancellationToken);

    /// <summary>When and why a case was opened with a reason, newest first.</summary>
    public async Task<IReadOnlyList<OpeningLine>> OpeningsAsync(string caseId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.CaseOpenings.AsNoTracking().Where(opening => opening.CaseId == caseId).OrderByDescending(opening => opening.OpenedAt).Take(MostOpenings).ToListAsync(cancellationToken);
        var names = await AccountReading.NamesAsync(db, rows.Select(row => row.AccountId), cancellationToken);
        return [.. rows.Select(row => new OpeningLine(row.CaseId, names.GetValueOrDefault(row.AccountId, row.AccountId), row.Reason, row.OpenedAt, row.EndsAt))];
    }

    /// <summary>Cases that an account has open now.</summary>
    public async Task<IReadOnlyList<OpeningLine>> OpenNowAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var now = runtime.Clock.GetUtcNow();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.CaseOpenings.AsNoTracking().Where(opening => opening.AccountId == viewer.AccountId && opening.EndsAt > now).OrderBy(opening => opening.EndsAt).Take(MostOpenings).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new OpeningLine(row.CaseId, viewer.Name, row.Reason, row.OpenedAt, row.EndsAt))];
    }

    /// <returns>Centre of a case; null when there is no such case or it has none.</returns>
    public async Task<string?> CentreOfAsync(string caseId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Cases.AsNoTracking().Where(one => one.Id == caseId).Select(one => one.CentreId).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<AccessLine>> LinesAsync(Func<IQueryable<CaseAccessRow>, IQueryable<CaseAccessRow>> which, long? before, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var found = which(db.CaseAccesses.AsNoTracking());
        if (before is { } last)
            found = found.Where(access => access.Id < last);
        var rows = await found.OrderByDescending(access => access.Id).Take(PerPage + 1).ToListAsync(cancellationToken);
        var names = await AccountReading.NamesAsync(db, rows.Select(row => row.Who), cancellationToken);
        return [.. rows.Select(row => new AccessLine(row.Id, row.At, row.Who == "api" ? null : names.GetValueOrDefault(row.Who, row.Who), row.CaseId, row.Action, row.IsAllowed))];
    }
}
