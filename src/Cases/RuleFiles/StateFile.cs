using IqWorkflows.Cases.States;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the states of a case from the text of <c>states.yaml</c>.</summary>
public static class StateFile
{
    /// <param name="text">The content.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <param name="known">Names of facts that exist, derived ones included; null: they are not checked.</param>
    /// <param name="deadlines">Codes of deadlines; null: they are not checked.</param>
    public static RuleReading<StateCatalog> Read(string text, string file, IReadOnlySet<string>? known = null, IReadOnlySet<string>? deadlines = null)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<StateCatalog>(null, rules.Problems);

        var source = root.Text("source");
        var always = root.Texts("closes_always");
        var maps = root.Maps("states").ToList();
        var states = maps.Select(map => StateIn(map, known, deadlines)).ToList();
        foreach (var (map, state) in maps.Zip(states))
        {
            foreach (var unknown in state.To.Where(to => !states.Exists(other => other.Code == to && other.IsOpen)))
                map.Report("to", $"\"{unknown}\" is no open state.", "Take one that is listed; what closes a case stands under closes.");
        }
        if (states.Count(state => state.IsClosed) != 1 || states.Count(state => state.IsPaused) != 1)
            root.Report("states", "There must be one state with closed: yes and one with paused: yes.", "Mark them.");
        Codes.ReportTwice(root, "states", states.Select(state => state.Code));
        var tracks = root.Maps("tracks").Select(TrackIn).ToList();
        root.Close();
        return new RuleReading<StateCatalog>(rules.Problems.Count == 0 ? new StateCatalog(states, tracks, always, source) : null, rules.Problems);
    }

    private static CaseState StateIn(RuleMap map, IReadOnlySet<string>? known, IReadOnlySet<string>? deadlines)
    {
        var startsFor = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.OptionalMap("starts_for") is { } others)
        {
            foreach (var name in others.Names)
                startsFor[name] = others.Text(name);
        }
        var state = new CaseState
        {
            Code = Codes.In(map, "code"),
            Name = map.Local("name"),
            ShortName = map.OptionalLocal("short") ?? map.Local("name"),
            Meaning = map.Local("meaning"),
            Starts = map.OptionalText("starts"),
            StartsFor = startsFor,
            To = map.Texts("to"),
            Closes = map.Texts("closes"),
            Usual = map.Has("usual") && !map.IsMap("usual") ? map.YesOrNo("usual") ? [] : null : ConditionSection.In(map, "usual", known),
            Waiting = [.. map.Maps("waiting").Select(one => WaitingIn(one, known, deadlines))],
            IsPaused = map.YesOrNo("paused"),
            IsClosed = map.YesOrNo("closed"),
        };
        map.Close();
        if (state.IsOpen && state.Starts is null)
            map.Report("starts", "No procedure starts here.", "Name the one that does.");
        return state;
    }

    private static StateWaiting WaitingIn(RuleMap map, IReadOnlySet<string>? known, IReadOnlySet<string>? deadlines)
    {
        var waiting = new StateWaiting(ConditionSection.In(map, "when", known), map.Local("text"), map.OptionalLocal("note"), map.Texts("events"), map.Texts("until"));
        foreach (var unknown in waiting.Until.Where(name => (name.Contains('.', StringComparison.Ordinal) ? known : deadlines)?.Contains(name) == false))
            map.Report("until", $"There is no deadline and no fact \"{unknown}\".", "Take a code of deadlines.yaml, or a day of facts.yaml.");
        map.Close();
        return waiting;
    }

    private static CaseTrack TrackIn(RuleMap map)
    {
        var steps = map.Maps("steps").Select(step =>
        {
            var read = new TrackStep(Codes.In(step, "code"), step.Local("name"));
            step.Close();
            return read;
        }).ToList();
        var track = new CaseTrack(map.Text("code"), map.Local("name"), steps);
        map.Close();
        return track;
    }
}
