using System.Globalization;

namespace IqWorkflows.Cases.Tables;

/// <summary>Whether something holds.</summary>
public enum Verdict
{
    No,
    Yes,

    /// <summary>A fact is missing that would decide it.</summary>
    Unknown,
}

/// <summary>What a rule asks of one fact.</summary>
/// <param name="Fact">Name of the fact, of the case (<c>application.kind</c>) or derived (<c>profession.group</c>).</param>
/// <param name="Test">What its value must be.</param>
public sealed record Condition(string Fact, FactTest Test)
{
    /// <summary>A fact that is not known leaves it open, unless the test asks just for that or the rule says that not known means no.</summary>
    public Verdict Of(object? value, bool missingMeansNo)
    {
        if (value is not null || Test is FactTest.Known)
            return Test.Holds(value) ? Verdict.Yes : Verdict.No;
        if (!missingMeansNo)
            return Verdict.Unknown;
        return Test is FactTest.NoneOf ? Verdict.Yes : Verdict.No;
    }
}

/// <summary>What a value must be. Exactly one of these.</summary>
public abstract record FactTest
{
    private FactTest()
    {
    }

    public abstract bool Holds(object? value);

    /// <summary>One of these; a fact with several codes must have at least one of them.</summary>
    public sealed record AnyOf(IReadOnlyList<string> Values) : FactTest
    {
        public override bool Holds(object? value) => Texts(value).Any(Values.Contains);
    }

    /// <summary>None of these.</summary>
    public sealed record NoneOf(IReadOnlyList<string> Values) : FactTest
    {
        public override bool Holds(object? value) => !Texts(value).Any(Values.Contains);
    }

    /// <summary>Known, or not known.</summary>
    public sealed record Known(bool IsKnown) : FactTest
    {
        public override bool Holds(object? value) => value is not null == IsKnown;
    }

    /// <summary>A number between bounds, both included.</summary>
    public sealed record Between(decimal? Least, decimal? Most) : FactTest
    {
        public override bool Holds(object? value) => value switch
        {
            int number => Fits(number),
            decimal amount => Fits(amount),
            _ => false,
        };

        private bool Fits(decimal number) => (Least is null || number >= Least) && (Most is null || number <= Most);
    }

    /// <summary>A value as files of rules spell it.</summary>
    private static IEnumerable<string> Texts(object? value) => value switch
    {
        null => [],
        string text => [text],
        bool yes => [yes ? "yes" : "no"],
        DateOnly day => [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        IReadOnlyList<string> codes => codes,
        IFormattable other => [other.ToString(null, CultureInfo.InvariantCulture)],
        _ => throw new ArgumentException($"A fact cannot be a {value.GetType().Name}."),
    };
}
