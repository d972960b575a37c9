using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>Opens a case that is not one's own when it cannot wait: with a reason, for a time, and so that the centre hears of it.</summary>
/// <remarks>Counsellors may open cases of the own centre, leads those of any. Nobody reaches across the wall around Faire Integration, and nobody who does not counsel opens anything.</remarks>
public sealed class CaseOpenings(IqRuntime runtime)
{
    public const int ShortestReason = 20;
    public const int LongestReason = 1000;

    /// <summary>For how many hours.</summary>
    public static IReadOnlyList<int> Hours { get; } = [1, 4, 24];

    /// <summary>Who may ask at all; the case decides again.</summary>
    public static bool MayAsk(Viewer viewer) => viewer.StaffId is not null && (viewer.Is(Role.Counsellor) || viewer.Is(Role.Lead));

    /// <summary>Opens it, writes the log and tells the leads and the centre, all or nothing.</summary>
    /// <param name="viewer">Who wants to.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="reason">Why.</param>
    /// <param name="hours">For how long; one of <see cref="Hours"/>.</param>
    /// <param name="mail">Writes the mail in the language of whoever gets it (<c>de</c>, <c>en</c>).</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Codes of what is wrong; empty: it is open. Whether there is such a case or it may not be opened is told the same.</returns>
    public Task<IReadOnlyList<Obstacle>> OpenAsync(Viewer viewer, string caseId, string reason, int hours, Func<string, SystemMail> mail, CancellationToken cancellationToken) => runtime.Writer.WriteAsync<IReadOnlyList<Obstacle>>(
        turn =>
        {
            var problems = new List<Obstacle>();
            if (reason.Trim().Length < ShortestReason)
                problems.Add(new Obstacle("reason-short"));
            if (reason.Length > LongestReason)
                problems.Add(new Obstacle("reason-long"));
            if (!Hours.Contains(hours))
                problems.Add(new Obstacle("hours"));
            if (problems.Count > 0)
                return problems;
            var found = turn.First("select centre_id from cases where id = @id", row => new FoundCase(row.IsDBNull(0) ? null : row.GetString(0)), caseId);
            var may = found is not null && May(viewer, found.CentreId);
            CaseAccessRow.Insert(turn, new CaseAccessRow { At = runtime.Now, Who = viewer.AccountId, CaseId = caseId.Length > 64 ? caseId[..64] : caseId, Action = "open", IsAllowed = may });
            if (!may)
                return [new Obstacle("not-openable")];
            CaseOpeningRow.Insert(turn, new CaseOpeningRow
            {
                Id = Guid.CreateVersion7(runtime.Now).ToString("N"),
                CaseId = caseId,
                AccountId = viewer.AccountId,
                Reason = reason.Trim(),
                OpenedAt = runtime.Now,
                EndsAt = runtime.Now.AddHours(hours),
            });
            Tell(turn, viewer, found!.CentreId, mail); // there is one: may says so
            return [];
        },
        cancellationToken);

    private static bool May(Viewer viewer, string? centreId) =>
        MayAsk(viewer) && viewer.IsOnThisSide(centreId) && (viewer.Is(Role.Lead) || (centreId is not null && centreId == viewer.CentreId));

    private void Tell(Turn turn, Viewer viewer, string? centreId, Func<string, SystemMail> mail)
    {
        if (centreId is null || StaffTable.Centre(turn, centreId) is not { } centre)
            return;
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var lead in StaffTable.Of(turn, centreId, "LEAD").Where(lead => lead.Id != viewer.StaffId && lead.Mail is { Length: > 0 }))
        {
            if (told.Add(lead.Mail!)) // filtered just before
                mail(lead.Language ?? "de").Write(turn, lead.Name, lead.Mail!, runtime.Options.Mail, runtime.Now);
        }
        if (centre.Mail is { Length: > 0 } address && told.Add(address))
            mail("de").Write(turn, centre.Name, address, runtime.Options.Mail, runtime.Now);
    }

    private sealed record FoundCase(string? CentreId);
}
