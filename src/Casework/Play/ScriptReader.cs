using System.Globalization;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Casework.Play;

/// <summary>Reads a case script. The format is described in <c>docs/case-scripts.md</c>.</summary>
public static partial class ScriptReader
{
    /// <summary>At what time something happens when a step names only its day: after the mails of the morning.</summary>
    private static readonly TimeSpan s_usualTime = TimeSpan.FromHours(10);

    /// <summary>How many scripts may go on from one another; a script that goes on from itself would never end.</summary>
    private const int MostBefore = 8;

    private static readonly string[] s_actions = ["open", "event", "task", "record", "update", "pause", "resume", "close", "reopen", "release", "expect"];

    /// <param name="text">The script.</param>
    /// <param name="file">Its name, for what is wrong with it.</param>
    /// <param name="open">Gives the text of another script that this one goes on from, by the name it is called; null when there is none.</param>
    public static RuleReading<CaseScript> Read(string text, string file, Func<string, string?> open) => Read(text, file, open, MostBefore);

    private static RuleReading<CaseScript> Read(string text, string file, Func<string, string?> open, int mostBefore)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<CaseScript>(null, rules.Problems);

        var name = root.Text("case");
        var title = root.Local("title");
        var (before, centre) = BeforeIn(root, open, mostBefore);
        centre ??= CentreIn(root);
        var steps = StepsIn(root, PersonIn(root), before);
        var until = MomentIn(root, "until", null);
        var expected = root.OptionalMap("expect") is { } map ? ExpectationReader.Timeline(map) : TimelineExpectation.None;
        root.Close();
        return new RuleReading<CaseScript>(rules.Problems.Count == 0 ? new CaseScript(file, name, title, centre, steps, expected, until) : null, rules.Problems);
    }

    /// <summary>What happened before, when the script goes on from a day of another one.</summary>
    private static (IReadOnlyList<ScriptStep> Steps, ScriptCentre? Centre) BeforeIn(RuleMap root, Func<string, string?> open, int mostBefore)
    {
        if (root.OptionalMap("after") is not { } after)
            return ([], null);
        var (other, until) = (after.Text("script"), after.Day("until"));
        after.Close();
        if (mostBefore == 0)
        {
            after.Report("script", $"More than {MostBefore} scripts go on from one another, or they do so in a circle.", "Let the first of them open the case.");
            return ([], new ScriptCentre("", null));
        }
        if (open(other) is not { } text)
        {
            after.Report("script", $"There is no script {other}.", "Name it as it is called from this one's folder.");
            return ([], new ScriptCentre("", null));
        }
        var reading = Read(text, other, open, mostBefore - 1);
        if (reading.Value is not { } script)
        {
            after.Report("script", $"{other} has mistakes itself: {reading.Problems[0]}", "Mend it first.");
            return ([], new ScriptCentre("", null));
        }
        var steps = script.Steps.Where(step => step is not ScriptStep.Expect && GermanDay.Of(step.At) <= until);
        return ([.. steps.Select(step => step with { Line = step.Line + CaseScript.LinesOfOthers })], script.Centre);
    }

    private static ScriptCentre CentreIn(RuleMap root)
    {
        var map = root.Map("centre");
        var land = map.Text("land");
        if (land.Length > 0 && !(Enum.TryParse<Land>(land, out var known) && Enum.IsDefined(known)))
            map.Report("land", $"\"{land}\" is no Land.", $"Take one of {string.Join(", ", Enum.GetNames<Land>())}.");
        var centre = new ScriptCentre(land, map.OptionalText("municipality"));
        map.Close();
        return centre;
    }

    /// <summary>Facts of the person, given with the opening.</summary>
    private static Dictionary<string, string> PersonIn(RuleMap root) => root.OptionalMap("person") is { } map ? ValuesIn(map, "person") : [];

    private static List<ScriptStep> StepsIn(RuleMap root, Dictionary<string, string> person, IReadOnlyList<ScriptStep> before)
    {
        var steps = new List<ScriptStep>(before);
        foreach (var map in root.Maps("steps"))
        {
            if (StepIn(map, steps.Count > 0 ? steps[^1].At : null, person) is not { } step)
                continue;
            if (steps.Count > 0 && step.At < steps[^1].At)
                map.Report("at", "This lies before the step above.", "Put the steps in the order of time.");
            else if (steps.Count == 0 && step is not ScriptStep.Open)
                map.Report("open", "The first step does not open the case.", "Begin with open.");
            else if (steps.Count > 0 && step is ScriptStep.Open)
                map.Report("open", "A script tells one case, which is open already.", "Use reopen, or another script.");
            steps.Add(step);
        }
        if (steps.Count == 0)
            root.Report("steps", "Nothing happens.", "List what happens under steps; begin with open.");
        return steps;
    }

    private static ScriptStep? StepIn(RuleMap map, DateTimeOffset? before, Dictionary<string, string> person)
    {
        var at = MomentIn(map, "at", before);
        if (at is null && !map.Has("at"))
            map.Report("at", "\"at\" is missing.", "Write the day, with a time if that matters: 2026-01-12 09:00.");
        var actions = s_actions.Where(map.Has).ToList();
        if (actions.Count != 1)
        {
            map.Report(actions.LastOrDefault() ?? "at", actions.Count == 0 ? "This step does nothing." : $"This step does several things: {string.Join(", ", actions)}.", $"Give it one of {string.Join(", ", s_actions)}.");
            return null;
        }
        var step = StepIn(map, actions[0], at ?? default, person);
        var refused = map.Has("refused") ? map.Texts("refused") : null;
        map.Close();
        return step is null || at is null ? null : step with { Refused = refused };
    }

    private static ScriptStep? StepIn(RuleMap map, string action, DateTimeOffset at, Dictionary<string, string> person)
    {
        switch (action)
        {
            case "open":
                var open = map.Map("open");
                var step = new ScriptStep.Open(map.Line, at, open.OptionalText("milestone"), SubmissionIn(map, null, at, person), open.Texts("consents"));
                open.Close();
                return step;
            case "event":
                return new ScriptStep.Event(map.Line, at, map.Text("event"), SubmissionIn(map, null, at));
            case "task":
                return new ScriptStep.Task(map.Line, at, map.Text("task"), map.OptionalText("outcome"), SubmissionIn(map, null, at));
            case "record":
                var kind = map.Text("record");
                return new ScriptStep.Record(map.Line, at, new ScriptTarget.New(kind), SubmissionIn(map, kind, at));
            case "update":
                var target = TargetIn(map);
                return new ScriptStep.Record(map.Line, at, target, SubmissionIn(map, target.Kind, at));
            case "pause":
                return PauseIn(map, at);
            case "resume":
                map.OptionalText("resume");
                return new ScriptStep.Resume(map.Line, at);
            case "close":
                return new ScriptStep.Close(map.Line, at, map.Text("close"));
            case "reopen":
                return new ScriptStep.Reopen(map.Line, at, map.Text("reopen"));
            case "release":
                return new ScriptStep.Release(map.Line, at, map.Text("release"));
            case "expect":
                return new ScriptStep.Expect(map.Line, at, ExpectationReader.Moment(map.Map("expect")));
            default:
                throw new InvalidOperationException($"\"{action}\" is an action without a reader.");
        }
    }

    private static ScriptStep.Pause PauseIn(RuleMap map, DateTimeOffset at)
    {
        var pause = map.Map("pause");
        var step = new ScriptStep.Pause(map.Line, at, pause.Day("until"), pause.OptionalText("why"));
        pause.Close();
        return step;
    }

    /// <summary>Reads <c>document[code=LEBENSLAUF]</c> and <c>document[*]</c>.</summary>
    /// <returns>Null when the text names no such group.</returns>
    internal static ScriptTarget.Each? EachOf(string text) => TargetOf(text) as ScriptTarget.Each;

    private static ScriptTarget TargetIn(RuleMap map)
    {
        var text = map.Text("update");
        if (TargetOf(text) is { } target)
            return target;
        map.Report("update", $"\"{text}\" names no object.", "Write person, application:1, document[code=LEBENSLAUF] or document[*].");
        return new ScriptTarget.Existing("case", null);
    }

    private static ScriptTarget? TargetOf(string text)
    {
        if (Target().Match(text) is not { Success: true } match)
            return null;
        var kind = match.Groups["kind"].Value;
        if (match.Groups["number"] is { Success: true, Value: var number })
            return new ScriptTarget.Existing(kind, int.Parse(number, CultureInfo.InvariantCulture));
        if (match.Groups["field"] is { Success: true, Value: var field })
            return new ScriptTarget.Each(kind, field, match.Groups["value"].Value);
        return match.Groups["all"].Success ? new ScriptTarget.Each(kind, null, null) : new ScriptTarget.Existing(kind, null);
    }

    /// <param name="map">The step.</param>
    /// <param name="kind">Kind of object that names without one belong to; null: names are whole.</param>
    /// <param name="at">When the step happens.</param>
    /// <param name="more">Values known from elsewhere.</param>
    private static Submission SubmissionIn(RuleMap map, string? kind, DateTimeOffset at, Dictionary<string, string>? more = null)
    {
        var values = map.OptionalMap("with") is { } with ? ValuesIn(with, kind) : [];
        foreach (var (name, value) in more ?? [])
            values.TryAdd(name, value);
        return new Submission(values)
        {
            HappenedOn = Day(map.OptionalDay("happened")),
            LearnedOn = Day(map.OptionalDay("learned") ?? GermanDay.Of(at)),
            Source = map.OptionalText("source"),
        };
    }

    private static Dictionary<string, string> ValuesIn(RuleMap map, string? kind)
    {
        var values = new Dictionary<string, string>();
        foreach (var name in map.Names.ToList())
        {
            if (kind is null && !name.Contains('.', StringComparison.Ordinal))
                map.Report(name, $"\"{name}\" does not say what it belongs to.", "Write the whole name, for example application.sent_on.");
            values[kind is null || name.Contains('.', StringComparison.Ordinal) ? name : $"{kind}.{name}"] = string.Join(',', map.Texts(name));
        }
        return values;
    }

    private static DateTimeOffset? MomentIn(RuleMap map, string name, DateTimeOffset? otherwise)
    {
        if (map.OptionalText(name) is not { } text)
            return otherwise;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return GermanDay.StartOf(day) + s_usualTime;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && GermanDay.InstantOf(local) is { } moment)
            return moment;
        map.Report(name, $"\"{text}\" is no moment.", "Write 2026-01-12 or 2026-01-12 09:00, in German time.");
        return otherwise;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<kind>[a-z]+)(:(?<number>\d{1,4})|\[((?<all>\*)|(?<field>[a-z_]+)=(?<value>[^\]]+))\])?$")]
    private static partial Regex Target();
}
