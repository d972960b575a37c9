using IqWorkflows.Cases.States;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the states of a case from the text of <c>states.yaml</c>.</summary>
public static class StateFile
{
    public static RuleReading<StateCatalog> Read(string text, string file)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<StateCatalog>(null, rules.Problems);

        var source = root.Text("source");
        var always = root.Texts("closes_always");
        var maps = root.Maps("states").ToList();
        var states = maps.Select(StateIn).ToList();
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

    private static CaseState StateIn(RuleMap map)
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
            Meaning = map.Local("meaning"),
            Starts = map.OptionalText("starts"),
            StartsFor = startsFor,
            To = map.Texts("to"),
            Closes = map.Texts("closes"),
            IsPaused = map.YesOrNo("paused"),
            IsClosed = map.YesOrNo("closed"),
        };
        map.Close();
        if (state.IsOpen && state.Starts is null)
            map.Report("starts", "No procedure starts here.", "Name the one that does.");
        return state;
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
