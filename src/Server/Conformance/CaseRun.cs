using System.Text.Json;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;
using IqWorkflows.Server.Headless;

namespace IqWorkflows.Server.Conformance;

/// <summary>What running a case in one mode gave.</summary>
/// <param name="Difference">The first difference from what was expected, or null.</param>
/// <param name="Instead">What came of it in the end, short, as lists of deviations say it.</param>
internal sealed record CaseResult(string? Difference, string Instead);

/// <summary>Runs a case in one mode through the production runtime.</summary>
internal static class CaseRun
{
    // Beyond this a case hangs; a person waits no longer either.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static async Task<CaseResult> RunAsync(ConformanceCase tested, FlowchartMode mode, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await using var trial = new Trial(mode);
            return await RunAsync(trial, tested, mode, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CaseResult($"it did not come to rest within {s_patience.TotalSeconds:0} seconds", "hangs");
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // one broken case must not end the run
        {
            return new CaseResult($"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}", exception.GetType().Name);
        }
    }

    private static async Task<CaseResult> RunAsync(Trial trial, ConformanceCase tested, FlowchartMode mode, CancellationToken cancellationToken)
    {
        var expected = tested.ExpectedIn(mode);
        var (definitionId, problem) = await LoadAsync(trial, tested, cancellationToken);
        if (expected.TryGetProperty("loadError", out _))
            return problem is null ? new CaseResult("the definition must be refused, but was taken", "loads") : new CaseResult(null, "load error");
        if (definitionId is null)
            return new CaseResult($"the definition was refused: {problem}", "load error");
        if (tested.TriggersIn(mode) is { } triggers && Comparison.OfTriggers(triggers, await trial.TriggersAsync(cancellationToken)) is { } wrongTriggers)
            return new CaseResult(wrongTriggers, "other triggers");

        if (tested.Starts)
        {
            var input = tested.Input is { } given ? ValueJson.Read(given) as ObjectValue : null;
            if (await trial.StartAsync(definitionId, input ?? new ObjectValue(ObjectOrigin.Given), tested.CorrelationId, cancellationToken) is { } reason)
                return new CaseResult($"it was not started: {reason}", $"not started: {reason.Code}");
        }
        if (!expected.TryGetProperty("steps", out var steps))
            return Judge(expected, await trial.ObserveAsync(cancellationToken), tested.IsUnordered, null);

        string? difference = null;
        var last = "";
        var number = 0;
        foreach (var step in steps.EnumerateArray())
        {
            if (number > 0 && !await TakeAsync(trial, step.GetProperty("after"), cancellationToken))
                difference ??= $"step {number} is not known: {step.GetProperty("after").GetRawText()}";
            // All steps are taken even when one differs: a deviation is described by how it ends.
            var judged = Judge(step, await trial.ObserveAsync(cancellationToken), tested.IsUnordered, number);
            difference ??= judged.Difference;
            last = judged.Instead;
            number++;
        }
        return new CaseResult(difference, last);
    }

    private static CaseResult Judge(JsonElement expected, Observation observed, bool isUnordered, int? step)
    {
        var anonymous = Anonymous.Of(observed);
        var difference = Comparison.Of(expected, anonymous, isUnordered);
        return new CaseResult(difference is not null && step is { } number ? $"step {number}: {difference}" : difference, Summary.Of(anonymous));
    }

    private static async Task<(string? DefinitionId, string? Problem)> LoadAsync(Trial trial, ConformanceCase tested, CancellationToken cancellationToken)
    {
        foreach (var path in tested.OtherPaths)
            await LoadAsync(trial, path, tested.KeepsPublication, cancellationToken);
        var answer = await LoadAsync(trial, tested.MainPath, tested.KeepsPublication, cancellationToken);
        // What is to be started must be published, if no other version of it is.
        if (answer is DefinitionAnswer.Done main && !await trial.IsPublishedAsync(main.DefinitionId, cancellationToken))
            answer = await LoadAsync(trial, tested.MainPath, keepsPublication: false, cancellationToken);
        return answer switch
        {
            DefinitionAnswer.Done done => (done.DefinitionId, done.Problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error)?.ToString()),
            DefinitionAnswer.Faulty faulty => (null, faulty.Problems[0].ToString()),
            _ => (null, answer.ToString()),
        };
    }

    private static async Task<DefinitionAnswer> LoadAsync(Trial trial, string path, bool keepsPublication, CancellationToken cancellationToken)
    {
        var json = await File.ReadAllBytesAsync(path, cancellationToken);
        var publish = !keepsPublication || WorkflowDefinition.Read(json).Definition is { IsPublished: true };
        return await trial.LoadAsync(json, publish, cancellationToken);
    }

    /// <summary>Takes a step. That nothing waits for what it brings is no mistake: what is compared afterwards shows that nothing changed.</summary>
    /// <returns>False when nobody knows such a step.</returns>
    private static async Task<bool> TakeAsync(Trial trial, JsonElement step, CancellationToken cancellationToken)
    {
        if (Member(step, "event") is { } name)
            await trial.PublishEventAsync(name.GetString()!, Value(step, "payload"), Member(step, "correlationId")?.GetString(), cancellationToken); // a script names its events
        else if (Member(step, "resumeBookmarkOf") is { } waiting)
            await trial.ResumeAsync(waiting.GetString()!, Value(step, "input") as ObjectValue, cancellationToken);
        else if (Member(step, "completeTask") is { } task)
            await trial.CompleteTaskAsync(task.GetString()!, Value(step, "result"), cancellationToken);
        else if (Member(step, "advance") is { } duration)
            await trial.AdvanceAsync(TimeSpan.Parse(duration.GetString()!, System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        else if (Member(step, "cancel") is not null)
            await trial.CancelAsync(cancellationToken);
        else if (Member(step, "resumeEveryBookmarkUntilFinished") is { } resumed)
            await trial.ResumeEverythingAsync([.. resumed.EnumerateArray().Select(item => item.GetString()!.Split(':')[^1])], cancellationToken); // "kind:activity"
        else
            return false;
        return true;
    }

    private static JsonElement? Member(JsonElement step, string name) => step.TryGetProperty(name, out var member) ? member : null;

    private static object? Value(JsonElement step, string name) => Member(step, name) is { } value ? ValueJson.Read(value) : null;
}
