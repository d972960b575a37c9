using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.States;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>One step of the way of a case.</summary>
/// <param name="Name">The state.</param>
/// <param name="On">Since when; null: it has not been reached.</param>
/// <param name="IsHere">Whether the case is there now.</param>
public sealed record PathStep(string Name, DateOnly? On, bool IsHere)
{
    /// <summary>Whether it lies ahead, as far as anybody can tell.</summary>
    public bool IsAhead => On is null && !IsHere;
}

/// <summary>The way of a case in a few steps: the last ones behind it, the present one, the next ones if all goes the usual way.</summary>
internal static class CasePath
{
    private const int Behind = 4;
    private const int Ahead = 4;

    public static IReadOnlyList<PathStep> Of(CaseOutline outline, StateCatalog states, Language language)
    {
        string Name(string code) => states.Find(code)?.Name.In(language) ?? code;
        // Whoever goes back to a state has it once, where it is now.
        var reached = outline.Reached.Where((step, i) => outline.Reached.Skip(i + 1).All(later => later.State != step.State)).ToList();
        var steps = reached.SkipLast(1).TakeLast(Behind).Select(step => new PathStep(Name(step.State), step.On, false)).ToList();
        var here = reached is [.., var last] ? last : new StateReached(outline.State, default);
        steps.Add(new PathStep(Name(here.State), here.On, true));
        var order = states.States.Select(state => state.Code).ToList();
        var seen = reached.Select(step => step.State).ToHashSet(StringComparer.Ordinal);
        var at = states.Find(here.State);
        for (var i = 0; i < Ahead && at is not null; i++)
        {
            var from = order.IndexOf(at.Code);
            at = states.Find(at.To.FirstOrDefault(next => order.IndexOf(next) > from && seen.Add(next) && states.Find(next) is { IsOpen: true }));
            if (at is not null)
                steps.Add(new PathStep(at.Name.In(language), null, false));
        }
        return steps;
    }
}
