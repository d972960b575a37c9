using System.CommandLine;
using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Server.Checking;
using IqWorkflows.Server.Headless;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw run</c>: runs one definition for a try, without a server.</summary>
internal static class RunCommand
{
    private const string EventOption = "--event";
    private const string AdvanceOption = "--advance";

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The workflow definition to run." };
        var with = new Option<string?>("--with") { Description = "Folder with further definitions, loaded and published first: children, definitions used as activities.", HelpName = "DIR" };
        var input = new Option<string?>("--input") { Description = "Inputs of the workflow: a JSON object of values by name.", HelpName = "JSON" };
        var correlationId = new Option<string?>("--correlation-id") { Description = "Correlation id of the instance.", HelpName = "ID" };
        var events = new Option<string[]>(EventOption) { Description = "Publish an event, with a payload if given. Events and waits happen in the order given.", HelpName = "NAME[=JSON]" };
        var advances = new Option<string[]>(AdvanceOption) { Description = "Let time pass, then fire what is due. 14d, 2h, 90m, 30s, 00:05:00 or 1.02:00:00.", HelpName = "DURATION" };
        var noStart = new Option<bool>("--no-start") { Description = "Only publish; the first instance that an event or the clock starts is the one shown." };
        var mode = ModeOption();
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the result instead of the lines written." };
        var command = new Command(
            "run",
            "Runs one workflow definition in memory, under a clock that stands still between the waits. Prints the lines that it writes. Exit code 0: it ran; 1: the instance faulted; 2: it could not be run.")
        {
            file, with, input, correlationId, events, advances, noStart, mode, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var happenings = Happening.InOrder(parsed.Tokens, EventOption, AdvanceOption);
            var given = InputOf(parsed.GetValue(input));
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await using var trial = new Trial(ModeOf(parsed.GetValue(mode)));
            var definitionId = await LoadAsync(trial, parsed.GetRequiredValue(file), parsed.GetValue(with), error, cancellationToken);
            if (!parsed.GetValue(noStart) && await trial.StartAsync(definitionId, given, parsed.GetValue(correlationId), cancellationToken) is { } reason)
                throw new CommandRefusedException($"The workflow was not started: {reason}.");
            var observed = await PlayAsync(trial, happenings, parsed.GetValue(json) ? null : output, error, cancellationToken);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(ObservationJson.Write(observed));
            else
                Tell(observed, error);
            return observed.Main?.SubStatus == InstanceSubStatus.Faulted ? ExitCode.Bad : ExitCode.Good;
        });
        return command;
    }

    private static Option<string> ModeOption()
    {
        var mode = new Option<string>("--mode") { Description = "How flowcharts run whose definition does not say it.", HelpName = "counter|token", DefaultValueFactory = _ => "counter" };
        mode.AcceptOnlyFromAmong("counter", "token");
        return mode;
    }

    private static FlowchartMode ModeOf(string? mode) => mode == "token" ? FlowchartMode.Token : FlowchartMode.Counter;

    private static ObjectValue InputOf(string? text)
    {
        if (text is null)
            return new ObjectValue(ObjectOrigin.Given);
        if (!ValueJson.TryParse(text, ObjectOrigin.Given, out var value))
            throw new CommandRefusedException($"--input: this is not JSON: {Printable.Of(text)}. Write for example --input '{{\"name\":\"value\"}}'.");
        return value as ObjectValue ?? throw new CommandRefusedException("--input: an object of values by input name is needed, for example '{\"name\":\"value\"}'.");
    }

    /// <returns>The definition's id.</returns>
    private static async Task<string> LoadAsync(Trial trial, string path, string? with, TextWriter error, CancellationToken cancellationToken)
    {
        var main = DefinitionFile.Read(path);
        foreach (var file in with is null ? [] : DefinitionFile.ReadAll(with))
        {
            if (Path.GetFullPath(file.Path) == Path.GetFullPath(path))
                continue;
            if (await trial.LoadAsync(file.Bytes, publish: true, cancellationToken) is DefinitionAnswer.Faulty faulty)
                await error.WriteLineAsync($"{file.Path} was left out: {First(faulty.Problems)}");
        }
        switch (await trial.LoadAsync(main.Bytes, publish: true, cancellationToken))
        {
            case DefinitionAnswer.Done done:
                foreach (var problem in done.Problems.Where(problem => problem.Severity == ProblemSeverity.Error))
                    await error.WriteLineAsync($"{path}: {Printable.Of(problem.ToString())}");
                return done.DefinitionId;
            case DefinitionAnswer.Faulty faulty:
                throw new CommandRefusedException($"{path} cannot be run: {First(faulty.Problems)} 'iqw check {path}' says everything.");
            case var other:
                throw new CommandRefusedException($"{path} cannot be run: {other}.");
        }
    }

    private static string First(IReadOnlyList<Problem> problems) =>
        Printable.Of((problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error) ?? problems[0]).ToString());

    private static async Task<Observation> PlayAsync(Trial trial, List<Happening> happenings, TextWriter? output, TextWriter error, CancellationToken cancellationToken)
    {
        var observed = await trial.ObserveAsync(cancellationToken);
        var told = Print(observed, 0, output);
        foreach (var happening in happenings)
        {
            switch (happening)
            {
                case Happening.Wait wait:
                    await trial.AdvanceAsync(wait.Duration, cancellationToken);
                    break;
                case Happening.Event published:
                    var answer = await trial.PublishEventAsync(published.Name, published.Payload, null, cancellationToken);
                    if (answer.IsKept && output is not null)
                        await error.WriteLineAsync($"Nobody awaits the event {published.Name} yet; it is kept for a day.");
                    break;
            }
            observed = await trial.ObserveAsync(cancellationToken);
            told = Print(observed, told, output);
        }
        return observed;
    }

    private static int Print(Observation observed, int from, TextWriter? output)
    {
        foreach (var line in observed.Lines.Skip(from))
            output?.WriteLine(line);
        return observed.Lines.Count;
    }

    /// <summary>How it stands, for the person at the terminal; the lines alone are the output.</summary>
    private static void Tell(Observation observed, TextWriter error)
    {
        if (observed.Main is not { } main)
        {
            error.WriteLine("Nothing was started.");
            return;
        }
        foreach (var incident in main.Incidents)
            error.WriteLine($"Incident at {incident.ActivityId} ({incident.ActivityType}): {Printable.Of(incident.Message)}");
        error.WriteLine(main.Status == InstanceStatus.Finished ? $"{main.SubStatus}." : $"{main.SubStatus}, waiting for {Awaited(main)}.");
    }

    private static string Awaited(ObservedInstance main) => main.Bookmarks.Count == 0
        ? "nothing that could come"
        : string.Join("; ", main.Bookmarks.Select(bookmark => Awaited(bookmark) + $" at {bookmark.ActivityId}"));

    private static string Awaited(ObservedBookmark bookmark)
    {
        if (bookmark.EventName is { } name)
            return $"the event {name}";
        if (bookmark.TaskName is { } task)
            return $"the task {task}";
        return bookmark.ResumeAtOffset is { } offset
            ? string.Create(CultureInfo.InvariantCulture, $"{VirtualClock.Beginning + offset:yyyy-MM-dd HH:mm:ss} UTC, {offset:c} after the beginning,")
            : bookmark.Stimulus;
    }
}
