using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Play;

/// <summary>Tries the latest version of a definition, published or not, with an invented case under a clock that is moved. All of it happens in memory: no real case is touched and nothing is sent.</summary>
public sealed class TryDefinition(IqRuntime runtime)
{
    private const int DaysAhead = 90;
    private static int s_trials;

    /// <summary>Tries it from the beginning; the same steps give the same.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="begins">The moment at which the case is opened.</param>
    /// <param name="given">Facts of the person and the enquiry.</param>
    /// <param name="consents">Purposes consented to.</param>
    /// <param name="steps">What happens then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is no such definition.</returns>
    public async Task<Tried?> RunAsync(string definitionId, DateTimeOffset begins, Submission given, IReadOnlyList<string> consents, IReadOnlyList<TryStep> steps, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Definitions.AsNoTracking().FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.IsLatest, cancellationToken) is not { } tried)
            return null;
        var others = await db.Definitions.AsNoTracking().Where(row => row.IsPublished && row.DefinitionId != definitionId).OrderBy(row => row.DefinitionId).ToListAsync(cancellationToken);
        var clock = new PlayClock(begins);
        await using var house = PlayHouse.Open(Database.InMemory($"try-{Interlocked.Increment(ref s_trials)}"), runtime.Rules, clock, new PlayTransport(), new PlayMornings(begins));
        var trial = new Trial(house, clock, definitionId);
        await house.FurnishAsync(others.Select(row => (row.DefinitionId + ".json", ExportedFile.Bytes(row))), [(PlaySeat.Only, new ScriptCentre("NW", null))], cancellationToken);
        if (await new ImportDefinition(house.Runtime).RunAsync(ExportedFile.Bytes(tried), PublishCare.WhateverRuns, cancellationToken) is DefinitionAnswer.Faulty faulty)
            trial.Problems.AddRange(faulty.Problems.Select(problem => problem.ToString()));
        else
            await trial.PlayAsync(given, consents, steps, cancellationToken);
        return await trial.ToldAsync(cancellationToken);
    }

    private sealed class Trial(PlayHouse house, PlayClock clock, string definitionId)
    {
        private readonly TimelineWatch _watch = new();
        private string? _caseId;

        public List<string> Problems { get; } = [];

        public async Task PlayAsync(Submission given, IReadOnlyList<string> consents, IReadOnlyList<TryStep> steps, CancellationToken cancellationToken)
        {
            var counsellor = PlaySeat.Only.Counsellor;
            if (Accepted(await new OpenCase(house.Runtime).RunAsync(new NewCase(PlaySeat.Only.Centre, given) { CounsellorId = counsellor, EvenIfKnown = true }, counsellor, null, cancellationToken)) is not { } caseId)
                return;
            _caseId = caseId;
            foreach (var purpose in consents)
            {
                var consent = new Submission(new Dictionary<string, string> { ["consent.purpose"] = purpose, ["consent.text_version"] = "1", ["consent.form"] = "ELEKTRONISCH", ["consent.given_on"] = Cases.Periods.GermanDay.Of(clock.GetUtcNow()).ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
                Accepted(await new RecordFacts(house.Runtime).RunAsync(caseId, "consent", true, consent, counsellor, null, cancellationToken));
            }
            await house.RunDueAsync(cancellationToken);
            if (!await IsStartedAsync(cancellationToken) && await new StartInstance(house.Runtime).RunAsync(new StartRequest(definitionId, [], caseId), cancellationToken) is StartAnswer.Refused refused)
                Problems.Add(refused.Reason.ToString());
            await LookAsync(cancellationToken);
            foreach (var step in steps)
            {
                await TakeAsync(step, caseId, counsellor, cancellationToken);
                await LookAsync(cancellationToken);
            }
        }

        public async Task<Tried> ToldAsync(CancellationToken cancellationToken)
        {
            var coming = _caseId is null ? [] : await new Forecast(house.Runtime).RunAsync(_caseId, DaysAhead, cancellationToken);
            await using var db = await house.Runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
            var show = new ShowInstance(house.Runtime);
            var journal = new List<TriedEntry>();
            foreach (var id in await db.Instances.Where(row => row.DefinitionId == definitionId).OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync(cancellationToken))
            {
                foreach (var entry in (await show.JournalAsync(id, cancellationToken)).SelectMany(step => step.Entries))
                    journal.Add(new TriedEntry(entry.At, entry.Activity.Id, entry.Event, entry.Message));
            }
            var events = _caseId is null ? [] : await new AwaitedEvents(house.Runtime).RunAsync(_caseId, cancellationToken) ?? [];
            return new Tried(clock.GetUtcNow(), [.. _watch.Entries], coming, journal, await TasksAsync(cancellationToken), [.. events.Select(one => new TriedEvent(one.Name, new LocalText(one.Title, one.TitleEn)))], Problems);
        }

        private async Task TakeAsync(TryStep step, string caseId, string counsellor, CancellationToken cancellationToken)
        {
            switch (step)
            {
                case TryStep.Wait wait:
                    await WalkAsync(clock.GetUtcNow().AddDays(wait.Days), cancellationToken);
                    break;
                case TryStep.Happens happens:
                    Accepted(await new RecordEvent(house.Runtime).RunAsync(caseId, happens.EventName, happens.Given, counsellor, null, cancellationToken));
                    break;
                case TryStep.Does does:
                    if (await house.TaskAsync(caseId, does.Task, cancellationToken) is { } task)
                        Accepted(await new CompleteCaseTask(house.Runtime).RunAsync(task, does.Outcome, does.Given, counsellor, null, cancellationToken));
                    else
                        Problems.Add($"There is no open task {does.Task}.");
                    break;
            }
            await house.RunDueAsync(cancellationToken);
        }

        private async Task WalkAsync(DateTimeOffset target, CancellationToken cancellationToken)
        {
            while (await house.NextAsync(cancellationToken) is { } next && next <= target)
            {
                clock.MoveTo(next);
                await house.RunDueAsync(cancellationToken);
                await LookAsync(cancellationToken);
            }
            clock.MoveTo(target);
        }

        private string? Accepted(CaseAnswer answer)
        {
            if (answer is CaseAnswer.Refused refused)
                Problems.AddRange(refused.Reasons.Select(reason => new CaseReasonText(house.Runtime.Rules, Language.German).Sentence(reason)));
            return (answer as CaseAnswer.Done)?.CaseId;
        }

        private async Task<bool> IsStartedAsync(CancellationToken cancellationToken)
        {
            await using var db = await house.Runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
            return await db.Instances.AnyAsync(row => row.DefinitionId == definitionId, cancellationToken);
        }

        private Task<List<TriedTask>> TasksAsync(CancellationToken cancellationToken) => house.Runtime.Writer.WriteAsync<List<TriedTask>>(
            turn => _caseId is null ? [] : [.. CaseTaskTable.OpenWithPrograms(turn, _caseId).Select(open => new TriedTask(
                open.Task.ActivityId ?? open.Task.Occasion ?? open.Task.Title, new LocalText(open.Task.Title, open.Task.TitleEn), open.Task.Role, open.Task.DueOn,
                house.Runtime.Cases.Input.Asked(turn, open.Task, open.ProgramKey).Choices))],
            cancellationToken);

        private Task<bool> LookAsync(CancellationToken cancellationToken) => house.Runtime.Writer.WriteAsync(
            turn =>
            {
                if (_caseId is not null)
                    _watch.Look(turn, _caseId, clock.GetUtcNow());
                return true;
            },
            cancellationToken);
    }
}
