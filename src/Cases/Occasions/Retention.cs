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
public sealed record RetentionRule(string Code, LocalText Name, string Source, IReadOnlyList<string> Since, bool FromYearEnd, Length Keep, FactCondition? When);

/// <summary>Something of a case that may not be kept from a day on.</summary>
public sealed record RetentionEnd(RetentionRule Rule, DateOnly EraseFrom);

/// <summary>All rules of retention.</summary>
/// <param name="rules">In the order of the file.</param>
/// <param name="hold">While it holds, nothing of a case may be erased.</param>
public sealed class RetentionRules(IReadOnlyList<RetentionRule> rules, FactCondition hold)
{
    public IReadOnlyList<RetentionRule> Rules => rules;

    /// <summary>What of a case may not be kept for ever, as it stands.</summary>
    public IEnumerable<RetentionEnd> Of(Situation situation)
    {
        if (hold.Holds(situation, ObjectRef.Case, null))
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
