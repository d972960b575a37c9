using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>Everything that the page of a case shows.</summary>
/// <param name="Shown">The case.</param>
/// <param name="Tasks">Open tasks with their forms.</param>
/// <param name="Planned">What will be sent or asked within 90 days.</param>
/// <param name="Suppressed">What was left out, newest first.</param>
/// <param name="Messages">What was written, newest first.</param>
/// <param name="Staff">Names of the people whom the case names.</param>
public sealed record CaseFile(
    ShownCase Shown, IReadOnlyList<OpenCaseTask> Tasks, IReadOnlyList<PlannedSend> Planned, IReadOnlyList<RungRow> Suppressed, IReadOnlyList<MessageRow> Messages, IReadOnlyDictionary<string, string> Staff);

/// <summary>Reads a case for its page.</summary>
internal sealed class CaseFileReading(IqRuntime runtime, ShowCase show, CaseTaskList tasks, ShowPlan plan)
{
    public const int DaysAhead = 90;
    private const int Most = 100;

    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseFile?> RunAsync(string caseId, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(caseId, cancellationToken) is not { } shown)
            return null;
        var open = await tasks.RunAsync(caseId, cancellationToken) ?? [];
        var planned = await plan.RunAsync(caseId, DaysAhead, cancellationToken);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var suppressed = await db.Rungs.AsNoTracking().Where(rung => rung.CaseId == caseId && rung.State == RungState.LeftOut).OrderByDescending(rung => rung.EndedAt).Take(Most).ToListAsync(cancellationToken);
        var messages = await db.Messages.AsNoTracking().Where(message => message.CaseId == caseId).OrderByDescending(message => message.CreatedAt).Take(Most).ToListAsync(cancellationToken);
        var people = shown.Log.Select(entry => entry.Who).Append(shown.Facts.Value("case.counsellor_id") as string).Append(shown.Facts.Value("case.deputy_id") as string).OfType<string>().Distinct().ToList();
        var staff = await db.Staff.AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
        return new CaseFile(shown, open, planned, suppressed, messages, staff);
    }
}
