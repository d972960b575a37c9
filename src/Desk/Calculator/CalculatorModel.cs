using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Calculator;

/// <summary>The page.</summary>
/// <param name="Catalog">All rules.</param>
/// <param name="Rule">The one chosen; null: none yet.</param>
/// <param name="Typed">As it was typed.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="Answer">Null: nothing was asked, or it cannot be computed.</param>
public sealed record CalculatorModel(DeadlineCatalog Catalog, DeadlineRule? Rule, TypedQuestion Typed, IReadOnlyList<Problem> Problems, CalculatedDeadline? Answer);

/// <summary>What came out.</summary>
/// <param name="Deadline">The deadline.</param>
/// <param name="Hint">Key of what is special about it; null: nothing.</param>
public sealed record CalculatedDeadline(Deadline Deadline, string? Hint);

/// <summary>What a rule of the catalogue asks for: only that is shown.</summary>
public sealed class AskedFacts(DeadlineRule rule)
{
    /// <summary>Notified by a letter, so that the day of posting may be known instead.</summary>
    private static readonly HashSet<string> s_letters = ["decision_notified", "period_notified", "objection_decided"];

    /// <summary>Any of them sets it in motion.</summary>
    public IReadOnlyList<string> Start { get; } = [.. rule.Rows.SelectMany(row => row.Start).Distinct()];

    /// <summary>What else has an effect or belongs to the story.</summary>
    public IReadOnlyList<string> Others { get; } =
        [.. rule.Rows.SelectMany(row => (string?[])[row.Late?.Start, row.Limit?.Start, .. row.EndsWith, .. row.Context]).OfType<string>().Except(rule.Rows.SelectMany(row => row.Start)).Distinct()];

    /// <summary>With them another row counts, or another limit.</summary>
    public IReadOnlyList<string> Circumstances { get; } =
        [.. rule.Rows.SelectMany(row => (string[])[.. row.When, .. row.Minimum?.When ?? [], .. row.Extensions?.Limits.SelectMany(limit => limit.When) ?? []]).Distinct()];

    public bool HasLetters => Start.Any(IsLetter);

    public bool HasPeriodSet { get; } = rule.Rows.Any(row => row.Rule == CountingRule.AsSet || row.LengthMayBeSet);

    /// <summary>Grounds on which it stands still, also those that have no effect: the answer says so.</summary>
    public IReadOnlyList<string> Causes { get; } =
        [.. rule.Rows.Select(row => row.Suspensions).OfType<Cases.Periods.SuspensionRule>().SelectMany(own => own.Causes.Select(cause => cause.Code).Concat(own.Ineffective.Keys)).Distinct()];

    public bool HasExtensions { get; } = rule.Rows.Any(row => row.Extensions is not null);

    public bool IsInHours { get; } = rule.Rows.Any(row => row.Length is { Unit: Cases.Periods.LengthUnit.Hours });

    public static bool IsLetter(string fact) => s_letters.Contains(fact);
}
