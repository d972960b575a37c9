using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>What a single value must be.</summary>
/// <param name="Field">Field of the object.</param>
/// <param name="Known">Whether it must be known or unknown; null: that is no question.</param>
/// <param name="In">Codes of which it must be one (or hold one); yes and no are <c>yes</c> and <c>no</c>. Empty: any.</param>
/// <param name="NotIn">Codes that it must not be.</param>
/// <param name="Since">Its day must not lie before the ladder's first day.</param>
public sealed record FactTest(string Field, bool? Known, IReadOnlyList<string> In, IReadOnlyList<string> NotIn, bool Since)
{
    internal bool Holds(CaseObject? found, DateOnly? start)
    {
        var value = found?[Field];
        if (Known is { } known && known != value is not null)
            return false;
        if (In.Count > 0 && !Words(value).Any(In.Contains))
            return false;
        if (NotIn.Count > 0 && Words(value).Any(NotIn.Contains))
            return false;
        return !Since || (FactCondition.DayOf(value) is { } day && (start is null || day >= start));
    }

    private static IEnumerable<string> Words(object? value) => value switch
    {
        null => [],
        bool yes => [yes ? "yes" : "no"],
        IReadOnlyList<string> codes => codes,
        _ => [value.ToString() ?? ""],
    };
}

/// <summary>A condition over the facts and deadlines of a case.</summary>
public abstract record FactCondition
{
    private FactCondition() { }

    /// <summary>A value of one object: of the ladder's own, of one that it belongs to, of the newest that belongs to it, else of the newest of the kind.</summary>
    public sealed record One(string Kind, FactTest Test) : FactCondition;

    /// <summary>There is an object of the kind for which all tests hold.</summary>
    public sealed record Some(string Kind, IReadOnlyList<FactTest> With) : FactCondition;

    /// <summary>For the newest object of the kind that passes <paramref name="With"/>, all of <paramref name="Has"/> hold.</summary>
    public sealed record Latest(string Kind, IReadOnlyList<FactTest> With, IReadOnlyList<FactTest> Has) : FactCondition;

    /// <summary>There is a newer object of the kind than the one that the ladder is about.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="Same">Field in which both must say the same; null: any newer one will do.</param>
    public sealed record Newer(string Kind, string? Same) : FactCondition;

    /// <summary>A deadline of one of the codes runs; <c>C</c> stands for any of the client's own.</summary>
    public sealed record DeadlineRuns(IReadOnlyList<string> Codes) : FactCondition;

    /// <summary>The client did something that counts on the ladder's first day or later.</summary>
    public sealed record ClientActive : FactCondition;

    public sealed record All(IReadOnlyList<FactCondition> Of) : FactCondition;

    public sealed record Any(IReadOnlyList<FactCondition> Of) : FactCondition;

    public sealed record Not(FactCondition Of) : FactCondition;

    /// <param name="situation">The case today.</param>
    /// <param name="about">What the ladder is about.</param>
    /// <param name="start">The ladder's first day, for tests that ask what happened since; null: ever.</param>
    public bool Holds(Situation situation, ObjectRef about, DateOnly? start) => this switch
    {
        One one => one.Test.Holds(ObjectOf(situation.View, about, one.Kind), start),
        Some some => situation.View.Of(some.Kind).Any(found => some.With.All(test => test.Holds(found, start))),
        Latest latest => situation.View.Of(latest.Kind).LastOrDefault(found => latest.With.All(test => test.Holds(found, start))) is { } last
            && latest.Has.All(test => test.Holds(last, start)),
        Newer newer => situation.View.OwnerOf(about, newer.Kind) is { } own
            && situation.View.Of(newer.Kind).Any(other => other.Number > own.Number && (newer.Same is null || Equals(other[newer.Same], own[newer.Same]))),
        DeadlineRuns runs => runs.Codes.Contains("C") && situation.HasOpenClassC
            || situation.Deadlines.Any(deadline => deadline.IsRunning && runs.Codes.Contains(deadline.Code)),
        ClientActive => situation.LastActivity is { } active && (start is null || active >= start),
        All all => all.Of.All(condition => condition.Holds(situation, about, start)),
        Any any => any.Of.Any(condition => condition.Holds(situation, about, start)),
        Not not => !not.Of.Holds(situation, about, start),
        _ => throw new InvalidOperationException($"{this} is a condition that nobody can test."),
    };

    /// <summary>The facts it asks for, by name.</summary>
    public IEnumerable<string> FactNames() => this switch
    {
        One one => [$"{one.Kind}.{one.Test.Field}"],
        Some some => some.With.Select(test => $"{some.Kind}.{test.Field}"),
        Latest latest => latest.With.Concat(latest.Has).Select(test => $"{latest.Kind}.{test.Field}"),
        All all => all.Of.SelectMany(condition => condition.FactNames()),
        Any any => any.Of.SelectMany(condition => condition.FactNames()),
        Not not => not.Of.FactNames(),
        _ => [],
    };

    /// <summary>The legal day that a value stands for.</summary>
    /// <returns>Null when it is none.</returns>
    internal static DateOnly? DayOf(object? value) => value switch
    {
        DateOnly day => day,
        DateTimeOffset instant => GermanDay.Of(instant),
        _ => null,
    };

    /// <summary>The legal day of a fact, of the object that speaks for a ladder.</summary>
    internal static DateOnly? DayOf(CaseView view, ObjectRef about, string fact) =>
        fact.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && ObjectOf(view, about, fact[..dot]) is { } found ? DayOf(found[fact[(dot + 1)..]]) : null;

    internal static CaseObject? ObjectOf(CaseView view, ObjectRef about, string kind)
    {
        if (view.OwnerOf(about, kind) is { } own)
            return own;
        return view.Of(kind).LastOrDefault(found => view.OwnerOf(found.Ref, about.Kind)?.Ref == about) ?? (HasOwnersOf(view, about, kind) ? null : view.Current(kind));
    }

    /// <summary>Whether objects of the kind belong to objects like the ladder's, only not to this one: then none of them speaks for it.</summary>
    private static bool HasOwnersOf(CaseView view, ObjectRef about, string kind) =>
        about.Kind is not (ObjectRef.CaseKind or ObjectRef.PersonKind) && view.Of(kind).Any(found => view.OwnerOf(found.Ref, about.Kind) is not null);
}
