using IqWorkflows.Activities;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Play;

/// <summary>What a server does by itself, done whenever the story says that time has come.</summary>
internal sealed class PlayHouse : IAsyncDisposable
{
    /// <summary>When a server looks at all cases for what does not get on, and makes the lists of the day.</summary>
    private static readonly TimeOnly s_morning = new(7, 30);

    private readonly DeliverInbox _inbox;
    private readonly FireDueTimers _timers;
    private readonly DeliverOutbox _outbox;
    private readonly FireDueRungs _rungs;
    private readonly LookAtCases _cases;
    private readonly WriteStaffLists _lists;
    private readonly PlayMornings _mornings;

    private PlayHouse(IqRuntime runtime, IMailTransport transport, PlayMornings mornings)
    {
        Runtime = runtime;
        _inbox = new DeliverInbox(runtime);
        _timers = new FireDueTimers(runtime);
        _rungs = new FireDueRungs(runtime);
        _cases = new LookAtCases(runtime);
        _lists = new WriteStaffLists(runtime);
        _outbox = new DeliverOutbox(runtime, runtime.Cases.Rules, transport);
        _mornings = mornings;
    }

    public IqRuntime Runtime { get; }

    public static PlayHouse Open(Database database, RuleBook rules, TimeProvider clock, IMailTransport transport, PlayMornings mornings) => new(
        new IqRuntime(database, new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.Utc), new WorkflowEngine(EngineLimits.Default), clock, new RuntimeOptions(), null, rules),
        transport,
        mornings);

    /// <summary>Publishes the procedures and lets a centre with its people move in. Doing it again changes nothing.</summary>
    /// <returns>What is wrong with a procedure; empty: nothing.</returns>
    public async Task<IReadOnlyList<string>> FurnishAsync(IEnumerable<(string Name, byte[] Json)> procedures, IEnumerable<(PlaySeat Seat, ScriptCentre Centre)> centres, CancellationToken cancellationToken)
    {
        var published = await new PublishProcedures(Runtime).RunAsync(procedures, cancellationToken);
        foreach (var (seat, centre) in centres)
            await Runtime.Writer.WriteAsync(turn => MoveIn(turn, seat, centre), cancellationToken);
        return published.Problems;
    }

    /// <summary>The next moment at which something is due, or at which the server looks at everything.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => Runtime.Writer.WriteAsync(Next, cancellationToken);

    /// <summary>Does everything that is due now, and what becomes due by it.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        int done;
        do
        {
            done = await _timers.RunAsync(cancellationToken) + await _rungs.RunAsync(cancellationToken) + await _inbox.DrainAsync(cancellationToken) + await _outbox.RunAsync(cancellationToken);
        }
        while (done > 0);
        var now = Runtime.Clock.GetUtcNow();
        if (now < MorningOf(_mornings.Last.AddDays(1)))
            return;
        await _cases.SweepStalledAsync(cancellationToken);
        await _cases.FindRetentionCandidatesAsync(cancellationToken);
        await _lists.DayAsync(cancellationToken);
        await _lists.WeekAsync(cancellationToken);
        _mornings.Last = GermanDay.Of(now);
        await _outbox.RunAsync(cancellationToken);
    }

    /// <summary>Delivers what instances sent to each other.</summary>
    public Task<int> DrainAsync(CancellationToken cancellationToken) => _inbox.DrainAsync(cancellationToken);

    /// <returns>Id of the oldest open task that is named like this; null: there is none.</returns>
    public Task<string?> TaskAsync(string caseId, string name, CancellationToken cancellationToken) =>
        Runtime.Writer.WriteAsync(turn => CaseTaskTable.Open(turn, caseId).FirstOrDefault(task => IsCalled(task, name))?.Id, cancellationToken);

    /// <summary>The newest draft of an occasion that waits.</summary>
    public Task<string?> DraftAsync(string caseId, string occasion, CancellationToken cancellationToken) =>
        Runtime.Writer.WriteAsync(turn => MessageTable.NewestDraft(turn, caseId, occasion), cancellationToken);

    /// <summary>The objects that a step is about.</summary>
    public Task<IReadOnlyList<ObjectRef?>> ObjectsAsync(string caseId, ScriptTarget.Each each, CancellationToken cancellationToken) => Runtime.Writer.WriteAsync(
        turn => (IReadOnlyList<ObjectRef?>)[.. Matching(Runtime.Cases.Reading.Read(turn, caseId), each).Select(found => (ObjectRef?)found.Ref)], cancellationToken);

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();

    internal static bool IsCalled(CaseTaskRow task, string name) => task.ActivityId == name || task.Occasion == name || task.Title == name || task.TitleEn == name;

    /// <summary>Objects of the newest owner only: a script that speaks of all documents means those of the application under way.</summary>
    internal static IEnumerable<CaseObject> Matching(CaseView? view, ScriptTarget.Each each)
    {
        var all = view?.Of(each.Kind) ?? [];
        var newestOwner = all.Select(found => found.Owner?.Number).Max();
        return all.Where(found => found.Owner?.Number == newestOwner && (each.Field is null || TypedText.Of(found[each.Field]) == each.Value));
    }

    private DateTimeOffset? Next(Turn turn)
    {
        var due = (long?[])
        [
            turn.Number("select min(due_at) from timers"),
            turn.Number("select min(due_at) from rungs where due_at is not null"),
            turn.Number("select min(next_try_at) from messages where state = 'Queued'"),
            MorningOf(_mornings.Last.AddDays(1)).UtcTicks,
        ];
        return new DateTimeOffset(due.Min()!.Value, TimeSpan.Zero); // a morning comes every day
    }

    private static DateTimeOffset MorningOf(DateOnly day) => GermanDay.At(day, s_morning);

    private static bool MoveIn(Turn turn, PlaySeat seat, ScriptCentre centre)
    {
        var town = centre.Municipality ?? centre.Land;
        StaffTable.Save(turn, new CentreRow { Id = seat.Centre, Name = $"Beratungsstelle {town}", Land = centre.Land, Mail = $"{seat.Centre}@iq.example", Phone = "0000 000-0", Address = $"Musterstraße 1\n00000 {town}" });
        foreach (var (id, name, role) in seat.Staff)
            StaffTable.Save(turn, new StaffRow { Id = id, Name = name, Mail = $"{id}@iq.example", Phone = "0000 000-1", Role = role, CentreId = seat.Centre });
        return true;
    }
}

/// <summary>The last morning on which a server looked at everything. What a process did not get done when it died, the next one does.</summary>
internal sealed class PlayMornings(DateTimeOffset begins)
{
    public DateOnly Last { get; set; } = GermanDay.Of(begins);
}

/// <summary>Takes every mail and keeps none: the outbox row is what a story looks at.</summary>
internal sealed class PlayTransport : IMailTransport
{
    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => Task.FromResult<Delivery>(new Delivery.Accepted("played"));
}
