using System.Globalization;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Casework.Play;

/// <summary>Reads what a script expects.</summary>
internal static class ExpectationReader
{
    public static TimelineExpectation Timeline(RuleMap map)
    {
        var not = map.OptionalMap("not");
        var expected = new TimelineExpectation
        {
            States = map.Has("states") ? [.. map.Texts("states").Select(text => DayAnd(map, "states", text)).Select(state => new ExpectedDay(map.Line, state.Day, state.To ?? ""))] : null,
            Mails = SendsIn(map, "mails"),
            Tasks = SendsIn(map, "tasks"),
            Suppressed = SendsIn(map, "suppressed"),
            Not = not is null ? [] : SendsIn(not, "mails"),
            NeverDeadlines = not is null ? [] : [.. not.Texts("deadlines").Select(code => new ExpectedName(not.Line, code))],
        };
        not?.Close();
        map.Close();
        return expected;
    }

    public static MomentExpectation Moment(RuleMap map)
    {
        var expected = new MomentExpectation
        {
            State = map.OptionalText("state"),
            Stalled = map.Has("stalled") ? map.YesOrNo("stalled") : null,
            Tasks = map.Texts("tasks"),
            NoTasks = map.Texts("no_tasks"),
            Awaits = map.Texts("awaits"),
            AwaitsNot = map.Texts("awaits_not"),
            Deadlines = [.. map.Maps("deadlines").Select(DeadlineIn)],
            Facts = map.OptionalMap("facts") is { } facts
                ? [.. facts.Names.ToList().Select(name => new ExpectedFact(facts.Line, name, string.Join(',', facts.Texts(name)) is var value && value == "-" ? "" : value))]
                : [],
            Planned = SendsIn(map, "planned"),
        };
        map.Close();
        return expected;
    }

    private static ExpectedDeadline DeadlineIn(RuleMap map)
    {
        var expected = new ExpectedDeadline(
            map.Line, map.Text("code"), map.OptionalText("object"), map.OptionalDay("raw"), map.OptionalDay("end"), map.OptionalText("state"), map.OptionalDay("announced"), map.OptionalText("flag"));
        map.Close();
        return expected;
    }

    /// <summary><c>M09: [2026-02-04, 2026-02-24]</c>, <c>M19a: 2026-09-01 client</c>, <c>M22: never</c>.</summary>
    private static List<ExpectedSends> SendsIn(RuleMap parent, string name)
    {
        if (parent.OptionalMap(name) is not { } map)
            return [];
        return [.. map.Names.ToList().Select(occasion => new ExpectedSends(
            map.LineOf(occasion), occasion, [.. map.Texts(occasion).Where(text => text != "never").Select(text => DayAnd(map, occasion, text))]))];
    }

    private static ExpectedSend DayAnd(RuleMap map, string name, string text)
    {
        var parts = text.Split(' ', 2);
        if (DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new ExpectedSend(day, parts.Length == 2 ? parts[1].Trim() : null);
        map.Report(name, $"\"{text}\" does not begin with a day.", "Write 2026-02-04, and behind it what is meant.");
        return new ExpectedSend(default, null);
    }
}
