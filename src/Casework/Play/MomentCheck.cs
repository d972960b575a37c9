using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Play;

/// <summary>Compares a case at one moment with what a script expects of it then.</summary>
internal sealed class MomentCheck(IqRuntime runtime, Turn turn, string caseId, DateTimeOffset now)
{
    private readonly CaseView _view = runtime.Cases.Reading.Read(turn, caseId) ?? throw new InvalidOperationException($"{caseId} has gone while it was looked at.");

    public IEnumerable<Difference> Of(ScriptStep.Expect step) =>
        States(step).Concat(TasksOf(step)).Concat(Awaited(step)).Concat(step.Expected.Deadlines.SelectMany(DeadlineOf)).Concat(step.Expected.Facts.SelectMany(FactOf)).Concat(step.Expected.Planned.SelectMany(PlannedOf));

    private IEnumerable<Difference> States(ScriptStep.Expect step)
    {
        var state = ShownState(_view);
        if (step.Expected.State is { } expected && expected != state)
            yield return new Difference(step.Line, $"state {state}, expected {expected}");
        var stalledBy = turn.Text("select rule from stalled_marks where case_id = @case_id and ended_at is null", caseId);
        if (step.Expected.Stalled is { } stalled && stalled != stalledBy is not null)
            yield return new Difference(step.Line, stalledBy is null ? "not stalled, expected stalled" : $"stalled ({stalledBy}), expected not stalled");
    }

    private IEnumerable<Difference> TasksOf(ScriptStep.Expect step)
    {
        if (step.Expected.Tasks.Count + step.Expected.NoTasks.Count == 0)
            yield break;
        var open = CaseTaskTable.Open(turn, caseId);
        var names = string.Join(", ", open.Select(task => task.ActivityId ?? task.Occasion ?? task.TitleEn));
        foreach (var missing in step.Expected.Tasks.Where(name => !open.Exists(task => PlayHouse.IsCalled(task, name))))
            yield return new Difference(step.Line, $"no open task {missing}; open are: {names}");
        foreach (var wrong in step.Expected.NoTasks.Where(name => open.Exists(task => PlayHouse.IsCalled(task, name))))
            yield return new Difference(step.Line, $"an open task {wrong} that should not be there");
    }

    private IEnumerable<Difference> Awaited(ScriptStep.Expect step)
    {
        if (step.Expected.Awaits.Count + step.Expected.AwaitsNot.Count == 0)
            yield break;
        var awaited = (runtime.Cases.Input.Awaited(turn, caseId) ?? []).Select(one => one.Name).ToList();
        foreach (var missing in step.Expected.Awaits.Except(awaited))
            yield return new Difference(step.Line, $"{missing} is not awaited; awaited are: {string.Join(", ", awaited)}");
        foreach (var wrong in step.Expected.AwaitsNot.Intersect(awaited))
            yield return new Difference(step.Line, $"{wrong} is awaited, and should not be");
    }

    private IEnumerable<Difference> DeadlineOf(ExpectedDeadline expected)
    {
        var found = turn.Read(
                "select code, object, state, raw_end_on, end_on, announced_on, flags from deadlines where case_id = @case_id and code = @code order by started_at desc, id desc",
                row => (
                    Code: row.GetString(0), Object: row.GetString(1), State: row.GetString(2), Raw: row.IsDBNull(3) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(3), End: row.IsDBNull(4) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(4),
                    Announced: row.IsDBNull(5) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(5), Flags: ReasonJson.Read(row.GetString(6))),
                caseId, expected.Code)
            .FindAll(row => expected.Object is null || row.Object == expected.Object);
        if (found.Count == 0)
        {
            yield return new Difference(expected.Line, $"there is no deadline {expected.Code}{(expected.Object is null ? "" : $" of {expected.Object}")}");
            yield break;
        }
        var deadline = found[0];
        var name = $"{expected.Code} of {deadline.Object}";
        if (expected.Raw is not null && expected.Raw != deadline.Raw)
            yield return new Difference(expected.Line, $"{name}: unshifted end {deadline.Raw:yyyy-MM-dd}, expected {expected.Raw:yyyy-MM-dd}");
        if (expected.End is not null && expected.End != deadline.End)
            yield return new Difference(expected.Line, $"{name}: end {deadline.End:yyyy-MM-dd}, expected {expected.End:yyyy-MM-dd}");
        if (expected.Announced is not null && expected.Announced != deadline.Announced)
            yield return new Difference(expected.Line, $"{name}: announced {deadline.Announced:yyyy-MM-dd}, expected {expected.Announced:yyyy-MM-dd}");
        if (expected.State is not null && expected.State != deadline.State)
            yield return new Difference(expected.Line, $"{name}: {deadline.State}, expected {expected.State}");
        if (expected.Flag is not null && deadline.Flags.All(flag => flag.Code != expected.Flag))
            yield return new Difference(expected.Line, $"{name}: no flag {expected.Flag}, but: {string.Join(", ", deadline.Flags.Select(flag => flag.Code))}");
    }

    private IEnumerable<Difference> FactOf(ExpectedFact expected)
    {
        var value = TypedText.Of(ValueOf(expected.Name));
        if (value != expected.Value)
            yield return new Difference(expected.Line, $"{expected.Name} is {Quoted(value)}, expected {Quoted(expected.Value)}");
    }

    private object? ValueOf(string name)
    {
        var dot = name.LastIndexOf('.');
        var (owner, field) = (name[..dot], name[(dot + 1)..]);
        if (ObjectRef.Parse(owner) is { } reference)
            return _view.Value(reference, field);
        return ScriptReader.EachOf(owner) is { } each ? PlayHouse.Matching(_view, each).FirstOrDefault()?[field] : _view.Value(name);
    }

    private IEnumerable<Difference> PlannedOf(ExpectedSends expected)
    {
        var days = turn.Read(
            "select distinct day, recipient from rungs where case_id = @case_id and occasion = @occasion and state = 'Planned' and form in ('Mail', 'Draft') and due_at > @now order by day",
            row => row.GetFieldValue<DateOnly>(0), caseId, expected.Occasion, now).Distinct().ToList();
        // What only a task is made of is planned like a mail.
        if (days.Count == 0)
            days = [.. turn.Read("select day from rungs where case_id = @case_id and occasion = @occasion and state = 'Planned' and due_at > @now order by day", row => row.GetFieldValue<DateOnly>(0), caseId, expected.Occasion, now).Distinct()];
        if (!days.SequenceEqual(expected.Sends.Select(send => send.Day)))
            yield return new Difference(expected.Line, $"{expected.Occasion}: planned {TimelineCheck.Days(days)}, expected {TimelineCheck.Days(expected.Sends.Select(send => send.Day))}");
    }

    /// <summary>The state as people see it.</summary>
    internal static string ShownState(CaseView view) => view.Value("case.state") switch
    {
        CaseCourse.Closed => $"{CaseCourse.Closed}({view.Value("case.closing_reason")})",
        _ when CaseCourse.PausedUntil(view) is not null => "RUHEND",
        string state => state,
        _ => "",
    };

    private static string Quoted(string value) => value.Length == 0 ? "not known" : value;
}
