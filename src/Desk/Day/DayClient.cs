using System.Runtime.CompilerServices;
using IqWorkflows.Casework;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Day;

/// <summary>Who a line is about.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Name">The client; the number of the case where there is no name.</param>
/// <param name="Profession">The profession applied for, as far as known.</param>
/// <param name="Authority">The authority, as far as known.</param>
public sealed record DayClient(string CaseId, string Name, LocalText? Profession, LocalText? Authority)
{
    private const string Sql = """
        select p.case_id as "CaseId", p.academic_title as "Title", p.given_name as "Given", p.name as "Name",
            (select a.profession from applications a where a.case_id = p.case_id order by a.number desc limit 1) as "Profession",
            (select a.authority from applications a where a.case_id = p.case_id order by a.number desc limit 1) as "Authority"
        from persons p where p.case_id in (
        """;

    /// <summary>Those of some cases, by the cases' numbers.</summary>
    internal static async Task<IReadOnlyDictionary<string, DayClient>> OfAsync(IqDb db, IqRuntime runtime, IReadOnlyList<string> caseIds, bool namesOnly, CancellationToken cancellationToken)
    {
        var clients = caseIds.ToDictionary(id => id, id => new DayClient(id, id, null, null));
        if (caseIds.Count == 0)
            return clients;
        var codes = runtime.Rules.Facts.Codes;
        foreach (var row in await db.Database.SqlQuery<Row>(FormattableStringFactory.Create(Sql + string.Join(", ", Enumerable.Range(0, caseIds.Count).Select(i => $"{{{i}}}")) + ")", [.. caseIds])).ToListAsync(cancellationToken))
        {
            var name = string.Join(' ', new[] { row.Title, row.Given, row.Name }.Where(part => part is { Length: > 0 }));
            clients[row.CaseId] = new DayClient(
                row.CaseId,
                name.Length > 0 ? name : row.CaseId,
                namesOnly || row.Profession is null ? null : codes.Find("profession")?.Find(row.Profession)?.Label,
                namesOnly || row.Authority is null ? null : codes.Find("authority")?.Find(row.Authority)?.Label);
        }
        return clients;
    }

    private sealed record Row(string CaseId, string? Title, string? Given, string? Name, string? Profession, string? Authority);
}
