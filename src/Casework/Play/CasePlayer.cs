using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.Play;

/// <summary>What a story came to.</summary>
/// <param name="CaseId">The case; null when it could not even be opened.</param>
/// <param name="Timeline">What could be seen, in order.</param>
/// <param name="Differences">Where it went another way than the script says; empty: as it says.</param>
/// <param name="Kills">How often the process was killed.</param>
public sealed record Played(string? CaseId, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Difference> Differences, int Kills)
{
    public bool IsAsExpected => Differences.Count == 0;
}

/// <summary>Something that is not as a script says.</summary>
/// <param name="Line">Where the script says it.</param>
public sealed record Difference(int Line, string Text);

/// <summary>Plays one script: moves the clock from one moment that matters to the next, does the steps, and looks what comes of them.</summary>
internal sealed class CasePlayer(CaseScript script, PlayStage stage, PlayClock clock, PlaySeat seat)
{
    private const int MostDifferences = 20;

    private readonly TimelineWatch _watch = new();
    private readonly List<Difference> _differences = [];
    private string? _caseId;

    private string Counsellor => seat.Counsellor;

    /// <summary>The case, once it is open.</summary>
    public string CaseId => _caseId ?? throw new InvalidOperationException($"{script.Name} has no case yet.");

    /// <param name="until">The last moment played; steps after it are left out, and nothing is checked then.</param>
    public async Task<Played> RunAsync(DateTimeOffset? until, CancellationToken cancellationToken)
    {
        foreach (var step in script.Steps.Where(step => until is null || step.At <= until))
        {
            await WalkAsync(step.At, cancellationToken);
            await TakeAsync(step, cancellationToken);
            if (_caseId is null || _differences.Count >= MostDifferences)
                break;
        }
        if (_caseId is not null && _differences.Count < MostDifferences)
            await WalkAsync(until ?? script.Ends, cancellationToken);
        if (_caseId is not null && until is null)
            _differences.AddRange(TimelineCheck.Of(script.Expected, _watch.Entries));
        return new Played(_caseId, [.. _watch.Entries], _differences, stage.Kills);
    }

    /// <summary>Takes a step without looking what comes of it.</summary>
    /// <returns>Why it was refused; empty: it was not.</returns>
    public async Task<IReadOnlyList<Cases.Reason>> ActAsync(ScriptStep step, CancellationToken cancellationToken)
    {
        if (step is ScriptStep.Expect || (_caseId is null && step is not ScriptStep.Open))
            return [];
        var answers = await AnswersAsync(step, cancellationToken);
        _caseId ??= answers.OfType<CaseAnswer.Done>().FirstOrDefault()?.CaseId;
        await stage.DoAsync(house => house.DrainAsync(cancellationToken));
        return [.. answers.OfType<CaseAnswer.Refused>().SelectMany(refused => refused.Reasons)];
    }

    /// <summary>Goes to a moment, stopping wherever something is due on the way.</summary>
    private async Task WalkAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        while (await stage.DoAsync(house => house.NextAsync(cancellationToken)) is { } next && next <= target)
        {
            clock.MoveTo(next);
            await stage.DoAsync(house => house.RunDueAsync(cancellationToken));
            await LookAsync(cancellationToken);
        }
        clock.MoveTo(target);
    }

    private async Task TakeAsync(ScriptStep step, CancellationToken cancellationToken)
    {
        if (step is ScriptStep.Expect expect)
        {
            await stage.DoAsync(house => house.RunDueAsync(cancellationToken));
            await LookAsync(cancellationToken);
            _differences.AddRange(await stage.DoAsync(house => house.Runtime.Writer.WriteAsync(turn => new MomentCheck(house.Runtime, turn, CaseId, clock.GetUtcNow()).Of(expect).ToList(), cancellationToken)));
            return;
        }
        var answers = await AnswersAsync(step, cancellationToken);
        var reasons = answers.OfType<CaseAnswer.Refused>().SelectMany(refused => refused.Reasons).ToList();
        if (answers.OfType<CaseAnswer.Done>().FirstOrDefault() is { } done)
            _caseId ??= done.CaseId;
        _watch.Add(Told(step, reasons.Count > 0 ? [.. reasons.Distinct()] : null));
        Compare(step, reasons);
        await stage.DoAsync(house => house.DrainAsync(cancellationToken));
        if (_caseId is not null)
            await LookAsync(cancellationToken);
    }

    private void Compare(ScriptStep step, List<Cases.Reason> reasons)
    {
        if (step.Refused is null && reasons.Count > 0)
            _differences.Add(new Difference(step.Line, $"refused: {string.Join("; ", reasons)}"));
        else if (step.Refused is { } expected && reasons.Count == 0)
            _differences.Add(new Difference(step.Line, $"accepted, and should have been refused ({string.Join(", ", expected)})"));
        else if (step.Refused is { } codes && codes.Except(reasons.Select(reason => reason.Code)).ToList() is { Count: > 0 } missing)
            _differences.Add(new Difference(step.Line, $"refused, but not because of {string.Join(", ", missing)}: {string.Join("; ", reasons)}"));
    }

    /// <summary>Does what the step says; a step that is about several objects has several answers.</summary>
    private async Task<IReadOnlyList<CaseAnswer>> AnswersAsync(ScriptStep step, CancellationToken cancellationToken)
    {
        var key = $"{seat.Centre}:{script.Name}:{step.Line}";
        switch (step)
        {
            case ScriptStep.Open open:
                return await OpenAsync(open, key, cancellationToken);
            case ScriptStep.Event happened:
                return [await stage.DoAsync(house => new RecordEvent(house.Runtime).RunAsync(CaseId, happened.Name, happened.Given, Counsellor, key, cancellationToken))];
            case ScriptStep.Task task:
                return [await CompleteAsync(task, key, cancellationToken)];
            case ScriptStep.Record record:
                return await RecordAsync(record, key, cancellationToken);
            case ScriptStep.Pause pause:
                return [await stage.DoAsync(house => new PauseCase(house.Runtime).RunAsync(CaseId, pause.Until, Counsellor, cancellationToken), isRepeatable: false)];
            case ScriptStep.Resume:
                return [await stage.DoAsync(house => new ResumeCase(house.Runtime).RunAsync(CaseId, Counsellor, cancellationToken), isRepeatable: false)];
            case ScriptStep.Close close:
                return [await stage.DoAsync(house => new CloseCase(house.Runtime).RunAsync(CaseId, close.Reason, Counsellor, cancellationToken), isRepeatable: false)];
            case ScriptStep.Reopen reopen:
                return [await stage.DoAsync(house => new ReopenCase(house.Runtime).RunAsync(CaseId, reopen.Milestone, Counsellor, cancellationToken), isRepeatable: false)];
            case ScriptStep.Release release:
                return [await ReleaseAsync(release, cancellationToken)];
            default:
                throw new InvalidOperationException($"{step} is a step that nobody can take.");
        }
    }

    private async Task<IReadOnlyList<CaseAnswer>> OpenAsync(ScriptStep.Open open, string key, CancellationToken cancellationToken)
    {
        var wanted = new NewCase(seat.Centre, open.Given) { CounsellorId = Counsellor, Milestone = open.Milestone, EvenIfKnown = true };
        var answer = await stage.DoAsync(house => new OpenCase(house.Runtime).RunAsync(wanted, Counsellor, key, cancellationToken));
        if (answer is not CaseAnswer.Done { CaseId: var caseId })
            return [answer];
        var answers = new List<CaseAnswer> { answer };
        foreach (var purpose in open.Consents)
        {
            var consent = open.Given with
            {
                Values = new Dictionary<string, string> { ["consent.purpose"] = purpose, ["consent.text_version"] = "1", ["consent.form"] = "ELEKTRONISCH", ["consent.given_on"] = open.Given.LearnedOn! }, // the reader gives it
            };
            answers.Add(await stage.DoAsync(house => new RecordFacts(house.Runtime).RunAsync(caseId, "consent", true, consent, Counsellor, $"{key}:{purpose}", cancellationToken)));
        }
        return answers;
    }

    private async Task<CaseAnswer> CompleteAsync(ScriptStep.Task task, string key, CancellationToken cancellationToken)
    {
        var id = await stage.DoAsync(house => house.TaskAsync(CaseId, task.Name, cancellationToken));
        return id is null
            ? new CaseAnswer.Refused(new Cases.Reason(CaseReason.TaskUnknown, task.Name))
            : await stage.DoAsync(house => new Tasks.CompleteCaseTask(house.Runtime).RunAsync(id, task.Outcome, task.Given, Counsellor, key, cancellationToken));
    }

    private async Task<CaseAnswer> ReleaseAsync(ScriptStep.Release release, CancellationToken cancellationToken)
    {
        var id = await stage.DoAsync(house => house.DraftAsync(CaseId, release.Occasion, cancellationToken));
        return id is not null && await stage.DoAsync(house => new MessageCare(house.Runtime, house.Runtime.Rules).ReleaseAsync(id, cancellationToken), isRepeatable: false)
            ? new CaseAnswer.Done(CaseId)
            : new CaseAnswer.Refused(new Cases.Reason(FormReason.NoObject, $"draft {release.Occasion}"));
    }

    private async Task<IReadOnlyList<CaseAnswer>> RecordAsync(ScriptStep.Record record, string key, CancellationToken cancellationToken)
    {
        var isNew = record.Target is ScriptTarget.New;
        IReadOnlyList<ObjectRef?> objects = record.Target switch
        {
            ScriptTarget.Existing { Kind: var kind, Number: { } number } => [new ObjectRef(kind, number)],
            ScriptTarget.Each each => await stage.DoAsync(house => house.ObjectsAsync(CaseId, each, cancellationToken)),
            _ => [null],
        };
        if (objects.Count == 0)
            return [new CaseAnswer.Refused(new Cases.Reason(FormReason.NoObject, record.Target.ToString()!))];
        var answers = new List<CaseAnswer>();
        foreach (var about in objects)
        {
            var given = record.Given with { Object = about };
            answers.Add(await stage.DoAsync(house => new RecordFacts(house.Runtime).RunAsync(CaseId, record.Target.Kind, isNew, given, Counsellor, $"{key}:{about}", cancellationToken)));
        }
        return answers;
    }

    private Task LookAsync(CancellationToken cancellationToken) => _caseId is null
        ? Task.CompletedTask
        : stage.DoAsync(house => house.Runtime.Writer.WriteAsync(turn => Look(turn), cancellationToken));

    private bool Look(Storage.Steps.Turn turn)
    {
        _watch.Look(turn, CaseId, clock.GetUtcNow());
        return true;
    }

    private static TimelineEntry.Did Told(ScriptStep step, IReadOnlyList<Cases.Reason>? refused) => step switch
    {
        ScriptStep.Open open => new(step.At, step.Line, "open", open.Milestone ?? "", null, refused),
        ScriptStep.Event happened => new(step.At, step.Line, "event", happened.Name, null, refused),
        ScriptStep.Task task => new(step.At, step.Line, "task", task.Name, task.Outcome, refused),
        ScriptStep.Record { Target: ScriptTarget.New created } => new(step.At, step.Line, "record", created.Kind, null, refused),
        ScriptStep.Record record => new(step.At, step.Line, "update", record.Target.Kind, null, refused),
        ScriptStep.Pause pause => new(step.At, step.Line, "pause", "", pause.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), refused),
        ScriptStep.Resume => new(step.At, step.Line, "resume", "", null, refused),
        ScriptStep.Close close => new(step.At, step.Line, "close", close.Reason, null, refused),
        ScriptStep.Release release => new(step.At, step.Line, "release", release.Occasion, null, refused),
        ScriptStep.Reopen reopen => new(step.At, step.Line, "reopen", reopen.Milestone, null, refused),
        _ => throw new InvalidOperationException($"{step} is a step without words."),
    };
}
