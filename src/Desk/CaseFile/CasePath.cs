using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.States;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>One step of the way of a case.</summary>
/// <param name="Name">The state; several for the earliest ones of a long way.</param>
/// <param name="On">Since when; null: it has not been reached.</param>
/// <param name="IsHere">Whether the case is there now.</param>
public sealed record PathStep(string Name, DateOnly? On, bool IsHere)
{
    /// <summary>Whether it lies ahead, as far as anybody can tell.</summary>
    public bool IsAhead => On is null && !IsHere;
}

/// <summary>
/// The way of a case: what it passed, where it is, and where the usual way leads from there. What is an exception (a period that stands still, a remedy) is shown
/// only once it has come.
/// </summary>
internal static class CasePath
{
    /// <summary>As many as have room beside each other.</summary>
    private const int Most = 12;

    public static IReadOnlyList<PathStep> Of(CaseOutline outline, RuleBook rules, DateOnly today, Language language)
    {
        var states = rules.States;
        string Name(string code) => states.Find(code)?.ShortName.In(language) ?? code;
        var order = states.States.Select(state => state.Code).ToList();
        var here = outline.Reached is [.., var last] ? last : new StateReached(outline.State, default);
        var at = order.IndexOf(here.State);
        // Whoever goes back goes the usual way once more, but what only some cases need was passed.
        var passed = outline.Reached.SkipLast(1).Where(step => step.State != here.State && (order.IndexOf(step.State) < at || states.Find(step.State)?.Usual is not [])).ToList();
        passed = [.. passed.Where((step, i) => passed.Skip(i + 1).All(later => later.State != step.State))];
        var seen = passed.Select(step => step.State).ToHashSet(StringComparer.Ordinal);
        var known = new RuleFacts(outline.Facts, rules.Professions, rules.Authorities, today);
        var ahead = states.States.Skip(at + 1).Where(state => state.IsOpen && !seen.Contains(state.Code) && IsUsual(state, known)).Select(state => new PathStep(Name(state.Code), null, false)).ToList();
        List<PathStep> steps = [.. passed.Select(step => new PathStep(Name(step.State), step.On, false)), new PathStep(Name(here.State), here.On, true), .. ahead];
        var surplus = Math.Min(steps.Count - Most + 1, passed.Count);
        return surplus < 2 ? steps : [new PathStep($"{steps[0].Name} – {steps[surplus - 1].Name}", steps[surplus - 1].On, false), .. steps.Skip(surplus)];
    }

    private static bool IsUsual(CaseState state, RuleFacts known) =>
        state.Usual is { } when && when.All(condition => condition.Of(known.Value(condition.Fact), missingMeansNo: true) == Verdict.Yes);
}
