using IqWorkflows.Casework;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Numbers;

/// <summary>How many cases of a centre are in a state.</summary>
public sealed record StateNumber(string State, int Cases, int Stalled);

/// <summary>Counts the cases of a centre: no names, no numbers of cases.</summary>
internal sealed class CentreNumbers(IqRuntime runtime)
{
    public async Task<IReadOnlyList<StateNumber>> RunAsync(string centreId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var cases = await db.Cases.Where(one => one.CentreId == centreId && one.State != null).GroupBy(one => one.State!).Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var stalled = await db.StalledMarks.Where(mark => mark.EndedAt == null).Join(db.Cases.Where(one => one.CentreId == centreId), mark => mark.CaseId, one => one.Id, (mark, one) => one.State!)
            .GroupBy(state => state).Select(group => new { State = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.State, group => group.Count, cancellationToken);
        return [.. runtime.Rules.States.States.Select(state => new StateNumber(state.Code, cases.FirstOrDefault(one => one.State == state.Code)?.Count ?? 0, stalled.GetValueOrDefault(state.Code))).Where(number => number.Cases > 0)];
    }
}
