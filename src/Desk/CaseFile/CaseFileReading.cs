using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Drafts;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>Everything that a page of a case shows.</summary>
/// <param name="Outline">The case.</param>
/// <param name="Work">What there is to do.</param>
/// <param name="Staff">Names of the people who counsel it.</param>
/// <param name="Drafts">What whoever looks has put aside, by form.</param>
public sealed record CaseFile(CaseOutline Outline, CaseWork Work, IReadOnlyDictionary<string, string> Staff, IReadOnlyDictionary<string, Draft> Drafts);

/// <summary>What is and was written in a case.</summary>
/// <param name="Planned">What will be sent or asked within 90 days.</param>
/// <param name="Suppressed">What was left out, newest first.</param>
/// <param name="Messages">What was written, newest first.</param>
public sealed record CaseLetters(IReadOnlyList<PlannedSend> Planned, IReadOnlyList<RungRow> Suppressed, IReadOnlyList<MessageRow> Messages);

/// <summary>Something that is said to somebody because of what was just recorded.</summary>
/// <param name="Occasion">Code of the occasion.</param>
/// <param name="Recipient">Code of the recipient.</param>
/// <param name="State">State of the message that was written; null: it will be written today.</param>
public sealed record GoingOut(string Occasion, string Recipient, string? State);

/// <summary>Reads a case for its pages.</summary>
internal sealed class CaseFileReading(IqRuntime runtime, ShowCaseFile show, ShowPlan plan, FindDraft drafts)
{
    public const int DaysAhead = 90;
    private const int Most = 100;
    private static readonly TimeSpan s_justNow = TimeSpan.FromMinutes(1);

    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseFile?> RunAsync(Viewer viewer, string caseId, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(caseId, cancellationToken) is not { } shown)
            return null;
        var facts = shown.Outline.Facts;
        var people = new[] { facts.Value("case.counsellor_id"), facts.Value("case.deputy_id") }.OfType<string>().ToList();
        return new CaseFile(shown.Outline, shown.Work, await NamesAsync(people, cancellationToken), await drafts.RunAsync(viewer.AccountId, caseId, cancellationToken));
    }

    public async Task<CaseLetters> LettersAsync(string caseId, CancellationToken cancellationToken)
    {
        var planned = await plan.RunAsync(caseId, DaysAhead, cancellationToken);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var suppressed = await db.Rungs.AsNoTracking().Where(rung => rung.CaseId == caseId && rung.State == RungState.LeftOut).OrderByDescending(rung => rung.EndedAt).Take(Most).ToListAsync(cancellationToken);
        var messages = await db.Messages.AsNoTracking().Where(message => message.CaseId == caseId).OrderByDescending(message => message.CreatedAt).Take(Most).ToListAsync(cancellationToken);
        return new CaseLetters(planned, suppressed, messages);
    }

    /// <summary>What was written in the last minute, and what will be today: so that whoever has recorded something sees at once who hears of it.</summary>
    public async Task<IReadOnlyList<GoingOut>> GoingOutAsync(string caseId, DateOnly today, CancellationToken cancellationToken)
    {
        var since = runtime.Clock.GetUtcNow() - s_justNow;
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var written = await db.Messages.AsNoTracking().Where(message => message.CaseId == caseId && message.CreatedAt >= since).OrderBy(message => message.CreatedAt).Take(Most)
            .Select(message => new GoingOut(message.Occasion, message.Recipient, message.State.ToString())).ToListAsync(cancellationToken);
        var planned = await plan.RunAsync(caseId, 0, cancellationToken);
        return [.. written, .. planned.Where(send => send.Day <= today && send.Against is null && send.Form == RungForm.Mail).Select(send => new GoingOut(send.Occasion, send.Recipient, null))];
    }

    /// <summary>Names of people of the staff and of centres, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Staff.AsNoTracking().Where(person => ids.Contains(person.Id)).Select(person => new { person.Id, person.Name })
            .Union(db.Centres.Where(centre => ids.Contains(centre.Id)).Select(centre => new { centre.Id, centre.Name })).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
    }
}
