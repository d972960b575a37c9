using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Tables;
using IqWorkflows.Storage.Deadlines;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>What a case waits for, so that nobody takes an empty list of tasks for an end.</summary>
/// <param name="Text">Who has to do what.</param>
/// <param name="Note">What follows from it; null: nothing to be said.</param>
/// <param name="Since">Since when the case is where it is.</param>
/// <param name="Until">When the waiting should end; null: no period runs.</param>
/// <param name="UntilWhat">Name of that deadline or day.</param>
/// <param name="Events">What ends it, the usual one first; never empty.</param>
public sealed record CaseWaiting(LocalText Text, LocalText? Note, DateOnly? Since, DateOnly? Until, LocalText? UntilWhat, IReadOnlyList<AwaitedEvent> Events)
{
    /// <returns>Null when it waits for nothing, or nobody has said what for.</returns>
    internal static CaseWaiting? Of(CaseOutline outline, IReadOnlyList<AwaitedEvent> awaited, RuleBook rules, DateOnly today)
    {
        var known = new RuleFacts(outline.Facts, rules.Professions, rules.Authorities, today);
        var waiting = rules.States.Find(outline.State)?.Waiting.FirstOrDefault(one => one.When.All(condition => condition.Of(known.Value(condition.Fact), missingMeansNo: true) == Verdict.Yes));
        var events = waiting?.Events.Select(name => awaited.FirstOrDefault(one => one.Name == name)).OfType<AwaitedEvent>().ToList();
        if (waiting is null || events is null or [])
            return null;
        var (day, what) = waiting.Until.Select(name => End(name, outline, known, rules)).Where(end => end.Day is not null).OrderBy(end => end.Day).FirstOrDefault();
        return new CaseWaiting(waiting.Text, waiting.Note, outline.Facts.Value("case.state_since") as DateOnly?, day, what, events);
    }

    private static (DateOnly? Day, LocalText? Name) End(string name, CaseOutline outline, RuleFacts known, RuleBook rules)
    {
        if (rules.Facts.Find(name) is { } fact)
            return (DayOf(known.Value(name)), fact.Label);
        var deadline = outline.Deadlines.LastOrDefault(one => one.Code == name && one.State == DeadlineState.Running);
        return (deadline?.EndOn, rules.Deadlines.Find(name)?.Name);
    }

    private static DateOnly? DayOf(object? value) => value switch
    {
        DateOnly day => day,
        DateTimeOffset instant => GermanDay.Of(instant),
        _ => null,
    };
}
