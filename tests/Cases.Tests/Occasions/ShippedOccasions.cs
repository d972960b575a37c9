using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Cases.Tests.Rules;

namespace IqWorkflows.Cases.Tests.Occasions;

/// <summary>The tables of occasions, of stalled cases and of retention as they are shipped, and short ways to ask them.</summary>
internal static class ShippedOccasions
{
    public static OccasionCatalog Catalog { get; } = Good(Read(Shipped.TextOf("occasions.yaml")));

    public static StalledTable Stalled { get; } = Good(StalledFile.Read(
        Shipped.TextOf("stalled.yaml"), "stalled.yaml", ShippedRules.Facts, KnowsDeadline, state => ShippedRules.States.Find(state) is not null, Catalog));

    public static RetentionRules Retention { get; } = Good(RetentionFile.Read(Shipped.TextOf("retention.yaml"), "retention.yaml", ShippedRules.Facts));

    public static RuleReading<OccasionCatalog> Read(string text) => OccasionFile.Read(text, "occasions.yaml", ShippedRules.Facts, KnowsDeadline);

    public static bool KnowsDeadline(string code) => Shipped.Catalog.Find(code) is not null;

    /// <summary>Eight in the morning in Germany, or another hour.</summary>
    public static DateTimeOffset At(string day, int hour = 8, int minute = 0) => GermanDay.At(Shipped.Day(day), new TimeOnly(hour, minute));

    /// <param name="facts">As in <see cref="ShippedRules.Case"/>.</param>
    /// <param name="day">Today.</param>
    /// <param name="deadlines"><c>D10=2026-08-31</c>, with semicolons between several.</param>
    public static Situation Case(string facts, string day, string deadlines = "") => Situation.Of(ShippedRules.Case(facts), [.. Running(deadlines)], Shipped.Day(day), Catalog);

    private static IEnumerable<CaseDeadline> Running(string deadlines) =>
        from deadline in deadlines.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let parts = deadline.Split('=')
        select new CaseDeadline(parts[0], parts[0], ObjectRef.Case, Shipped.Catalog.Find(parts[0])?.Class ?? DeadlineClass.S, Shipped.Day(parts[1]), true);

    private static T Good<T>(RuleReading<T> reading) where T : class => reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
}
