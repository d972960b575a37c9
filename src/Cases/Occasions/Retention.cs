using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>How long something of a case may be kept.</summary>
/// <param name="Code">Names the rule.</param>
/// <param name="Name">What is kept.</param>
/// <param name="Source">The paragraph, or that it is our own rule.</param>
/// <param name="Since">What it counts from: <c>activity</c> or facts; of several the latest.</param>
/// <param name="FromYearEnd">It counts from the end of that year.</param>
/// <param name="Keep">How long.</param>
/// <param name="When">Null: always.</param>
public sealed record RetentionRule(string Code, LocalText Name, string Source, IReadOnlyList<string> Since, bool FromYearEnd, Length Keep, FactCondition? When)
{
    /// <summary>Facts that must be kept until the end of the rule, whoever asks for erasure.</summary>
    public IReadOnlyList<string> MustKeep { get; init; } = [];

    /// <summary>What must go at the end; empty: everything personal of the case.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>What must go lies outside (paper, scans): a person destroys it and records the day.</summary>
    public bool ByHand { get; init; }

    /// <summary>Whether the whole case may be erased at its end.</summary>
    public bool IsOfWholeCase => Only.Count == 0 && !ByHand;
}

/// <summary>Something of a case that may not be kept from a day on.</summary>
public sealed record RetentionEnd(RetentionRule Rule, DateOnly EraseFrom);

/// <summary>All rules of retention.</summary>
/// <param name="rules">In the order of the file.</param>
/// <param name="hold">While it holds, nothing of a case may be erased.</param>
/// <param name="statistics">Facts that an erasure leaves beside the open ones.</param>
public sealed class RetentionRules(IReadOnlyList<RetentionRule> rules, FactCondition hold, IReadOnlyList<string> statistics)
{
    public IReadOnlyList<RetentionRule> Rules => rules;

    /// <summary>Facts that are left as an anonymous line for statistics although they are not open.</summary>
    public IReadOnlyList<string> Statistics => statistics;

    /// <summary>Whether nothing of the case may be erased at present.</summary>
    public bool IsHeld(Situation situation) => hold.Holds(situation, ObjectRef.Case, null);

    /// <summary>What of a case may not be kept for ever, as it stands.</summary>
    public IEnumerable<RetentionEnd> Of(Situation situation)
    {
        if (IsHeld(situation))
            yield break;
        foreach (var rule in rules.Where(rule => rule.When?.Holds(situation, ObjectRef.Case, null) != false))
        {
            if (Since(rule, situation) is { } from)
                yield return new RetentionEnd(rule, EraseFrom(rule, from));
        }
    }

    private static DateOnly EraseFrom(RetentionRule rule, DateOnly from) =>
        (rule.FromYearEnd ? Counting.LastDayAfterYearEnd(from, rule.Keep) : Counting.LastDayAfter(from, rule.Keep)).AddDays(1);

    private static DateOnly? Since(RetentionRule rule, Situation situation) => rule.Since
        .Select(name => name == StalledTable.OfActivity ? situation.LastActivity : FactCondition.DayOf(situation.View, ObjectRef.Case, name)).Where(day => day is not null).Max();
}
