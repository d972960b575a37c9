using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Participants;

/// <summary>Somebody who takes part in a measure, as far as its provider may know.</summary>
public sealed record Participant(string CaseId, string Name, string? Kind, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? StartedOn, DateOnly? EndedOn, int? Hours, int? HoursAttended, string? Result);

/// <summary>Reads who takes part in the measures of a training provider: who agreed that the provider hears of them, and nobody else.</summary>
internal sealed class Participants(IqRuntime runtime)
{
    public const int PerPage = 100;
    private const string Purpose = "WEITERGABE_QUT";

    /// <summary>In the order of the case numbers; each look is a line of the log of the case.</summary>
    /// <returns>One more than fits on a page, if there are more.</returns>
    public async Task<IReadOnlyList<Participant>> RunAsync(Viewer viewer, string? after, CancellationToken cancellationToken)
    {
        if (viewer.Provider is not { } provider)
            return [];
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var measures = db.Set<Storage.Cases.MeasureRow>().AsNoTracking().Where(measure => measure.ProviderEmail == provider && measure.DeclinedOn == null);
        if (after is not null)
            measures = measures.Where(measure => measure.CaseId.CompareTo(after) > 0);
        measures = measures.Where(measure => db.Set<Storage.Cases.ConsentRow>().Any(consent => consent.CaseId == measure.CaseId && consent.Purpose == Purpose && consent.GivenOn != null && consent.WithdrawnOn == null));
        // A consent may name whom it is for; then it holds for no other.
        measures = measures.Where(measure => db.Set<Storage.Cases.ConsentRow>().Any(consent =>
            consent.CaseId == measure.CaseId && consent.Purpose == Purpose && consent.WithdrawnOn == null && (consent.Recipient == null || consent.Recipient == measure.Provider || consent.Recipient == measure.ProviderEmail)));
        if (viewer.Walled.Count > 0)
            measures = measures.Where(measure => !db.Cases.Any(one => one.Id == measure.CaseId && viewer.Walled.Contains(one.CentreId!)));
        var rows = await measures.OrderBy(measure => measure.CaseId).ThenBy(measure => measure.Number).Take(PerPage + 1).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.CaseId).Distinct().ToList();
        var people = await db.Set<Storage.Cases.PersonRow>().AsNoTracking().Where(person => ids.Contains(person.CaseId)).Select(person => new { person.CaseId, person.GivenName, person.Name }).ToListAsync(cancellationToken);
        var names = people.GroupBy(person => person.CaseId).ToDictionary(group => group.Key, group => $"{group.First().GivenName} {group.First().Name}".Trim());
        await LogAsync(viewer, ids, cancellationToken);
        return [.. rows.Select(row => new Participant(row.CaseId, names.GetValueOrDefault(row.CaseId, ""), row.Kind, row.StartsOn, row.EndsOn, row.StartedOn, row.EndedOn, row.Hours, row.HoursAttended, row.Result))];
    }

    private Task LogAsync(Viewer viewer, IReadOnlyList<string> caseIds, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            foreach (var caseId in caseIds)
                CaseAccessRow.Insert(turn, new CaseAccessRow { At = runtime.Clock.GetUtcNow(), Who = viewer.AccountId, CaseId = caseId, Action = "read", IsAllowed = true });
        },
        cancellationToken);
}
