using System.Text.Json;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.CaseEvents;
using IqWorkflows.Storage.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>A line of the timeline.</summary>
/// <param name="Sort">What of: state, messages, tasks, facts, access, other.</param>
/// <param name="Changes">The facts that changed with one form, all of one object; empty for all else.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Sort, string Title, string Detail, string Who, IReadOnlyList<FactChange> Changes)
{
    public TimelineEntry(DateTimeOffset at, string sort, string title, string detail, string who)
        : this(at, sort, title, detail, who, [])
    {
    }
}

/// <summary>Everything that happened in a case, with who and when.</summary>
internal static class CaseTimeline
{
    private const int Most = 200;

    public static IReadOnlyList<string> Sorts { get; } = ["state", "messages", "tasks", "facts", "access"];

    public static void MapCaseTimeline(this IEndpointRouteBuilder desk) => desk.MapGet("/faelle/{caseId}/verlauf", ShowAsync).For(viewer => viewer.WorksWithCases);

    private static async Task<IResult> ShowAsync(HttpContext http, string caseId, IqRuntime runtime, CaseFileReading reading)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: false) is not { } model)
            return CaseForms.Missing(http);
        var sort = Sorts.FirstOrDefault(one => one == http.Request.Query["art"].ToString());
        var entries = await EntriesAsync(model, sort, Gate.Of(http), runtime, http.RequestAborted);
        var names = await reading.NamesAsync([.. entries.Select(entry => entry.Who).Concat(entries.SelectMany(entry => entry.Changes).SelectMany(change => change.Ids)).Distinct()], http.RequestAborted);
        return DeskHosting.Page<TimelinePage>(http, new TimelinePage.TimelineModel(model, sort, [.. entries.OrderByDescending(entry => entry.At).Take(Most)], names, entries.Count > Most));
    }

    private static async Task<List<TimelineEntry>> EntriesAsync(CaseFileModel model, string? sort, Visit visit, IqRuntime runtime, CancellationToken cancellationToken)
    {
        var entries = new List<TimelineEntry>();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        if (sort is null or "state" or "tasks")
        {
            var log = await db.Set<CaseEventRow>().AsNoTracking().Where(entry => entry.CaseId == model.CaseId).OrderByDescending(entry => entry.Id).Take(Most + 1).ToListAsync(cancellationToken);
            entries.AddRange(log.Where(entry => entry.Code != "facts-recorded").Select(entry => Logged(entry, model, visit)).Where(entry => sort is null || entry.Sort == sort));
        }
        if (sort is null or "messages")
        {
            var messages = await db.Messages.AsNoTracking().Where(message => message.CaseId == model.CaseId).OrderByDescending(message => message.CreatedAt).Take(Most + 1)
                .Select(message => new { message.CreatedAt, message.SentAt, message.Subject, message.Occasion, message.Recipient, message.State }).ToListAsync(cancellationToken);
            entries.AddRange(messages.Select(message => new TimelineEntry(
                message.SentAt ?? message.CreatedAt, "messages", message.Subject ?? model.OccasionName(message.Occasion), $"{visit.Words.Of("To", model.Recipient(message.Recipient))}, {visit["MessageState." + message.State]}", "system")));
        }
        if (sort is null or "facts")
        {
            var changes = FactChange.Of(await CaseFactsEndpoints.FactsAsync(runtime, model.CaseId, cancellationToken));
            // What one form recorded of one object is one entry, not a dozen.
            entries.AddRange(changes.Where(change => model.Rules.Facts.Find(change.Name) is not null && (sort is not null || change.Fact.RecordedBy != "system"))
                .GroupBy(change => (change.Fact.RecordedAt, change.Fact.RecordedBy, change.Fact.Source, change.Fact.HappenedOn, change.Object))
                .Select(form => new TimelineEntry(form.Key.RecordedAt, "facts", "", "", form.Key.RecordedBy, [.. form])));
        }
        if (sort is "access")
        {
            var accesses = await db.Set<CaseAccessRow>().AsNoTracking().Where(access => access.CaseId == model.CaseId).OrderByDescending(access => access.Id).Take(Most + 1).ToListAsync(cancellationToken);
            var accounts = accesses.Select(access => access.Who).Distinct().ToList();
            var names = await db.Set<AccountRow>().AsNoTracking().Where(account => accounts.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, cancellationToken);
            entries.AddRange(accesses.Select(access => new TimelineEntry(
                access.At, "access", visit[access.Action == "change" ? "CaseFile.AccessChange" : "CaseFile.AccessRead"], access.IsAllowed ? "" : visit["CaseFile.AccessRefused"], names.GetValueOrDefault(access.Who) ?? access.Who)));
        }
        return entries;
    }

    private static TimelineEntry Logged(CaseEventRow entry, CaseFileModel model, Visit visit)
    {
        var args = JsonSerializer.Deserialize<List<string>>(entry.Args) ?? [];
        var (states, words) = (model.Rules.States, visit.Words);
        var detail = entry.Code switch
        {
            "state-reached" when args.Count > 1 => states.Find(args[1])?.Name.In(words.Language) ?? args[1],
            "case-opened" or "case-reopened" when args.Count > 0 => states.Find(args[0])?.Name.In(words.Language) ?? args[0],
            "case-closed" when args.Count > 0 => model.Rules.Facts.Codes.Label("closing_reason", args[0], words.Language),
            // Entries of former times know codes only, which say nothing to people.
            "event-recorded" when args.Count > 2 => words.In(args[1], args[2]),
            "task-completed" when args.Count > 5 => $"{words.In(args[2], args[3])}: {words.In(args[4], args[5])}",
            "message-gathered" when args.Count > 0 => model.OccasionName(args[0]),
            _ => "",
        };
        if (entry.HappenedOn is { } happened && happened != GermanDay.Of(entry.At))
            detail += (detail.Length > 0 ? ", " : "") + words.Of("HappenedShort", words.PlainDay(happened));
        var title = words.Has("Log." + entry.Code) ? visit["Log." + entry.Code] : words.Has("CaseFile.Log." + entry.Code) ? visit["CaseFile.Log." + entry.Code] : entry.Code;
        return new TimelineEntry(entry.At, entry.Code switch { "task-completed" => "tasks", "message-gathered" => "messages", "file-added" or "file-deleted" => "other", _ => "state" }, title, detail, entry.Who);
    }
}
