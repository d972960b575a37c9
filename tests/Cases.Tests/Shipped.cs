using System.Globalization;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Tests;

/// <summary>The rule files as they are shipped, and short ways to ask them.</summary>
internal static class Shipped
{
    public static HolidayCalendar Holidays { get; } = Read(HolidayFile.Read(TextOf("holidays.yaml"), "holidays.yaml"));

    public static DeadlineCatalog Catalog { get; } = Read(DeadlineFile.Read(TextOf("deadlines.yaml"), "deadlines.yaml", Holidays));

    public static FactCatalog CaseFacts { get; } = Read(FactFile.Read(TextOf("facts.yaml"), "facts.yaml", Read(CodeFile.Read(TextOf("codes.yaml"), "codes.yaml")), [.. Catalog.Facts.Keys]));

    public static DeadlineText German { get; } = new(Catalog, Language.German);

    public static DeadlineText English { get; } = new(Catalog, Language.English);

    public static string TextOf(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", file));

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>NW</c>, <c>BY:Nürnberg</c>, <c>BY:09564000</c> or <c>abroad</c>.</summary>
    public static Place At(string place)
    {
        var parts = place.Split(':');
        return place == "abroad" ? Place.Abroad : new Place(Enum.Parse<Land>(parts[0]), parts.ElementAtOrDefault(1));
    }

    /// <param name="facts"><c>fact=day</c> or <c>fact=posted day</c>, with semicolons between several.</param>
    public static DeadlineRequest Request(string facts, string place, string circumstances = "", string today = "2026-01-01") => new(
        facts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(fact => fact.Split('=')).ToDictionary(
            fact => fact[0],
            fact => fact[1].StartsWith("posted ", StringComparison.Ordinal) ? new Fact.Sent(new Dispatch(Day(fact[1][7..]))) : Fact.On(Day(fact[1]))),
        At(place),
        Day(today))
    {
        Circumstances = circumstances.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
    };

    public static Deadline Compute(string code, DeadlineRequest request) => Catalog.Evaluate(code, request) switch
    {
        DeadlineOutcome.Computed computed => computed.Deadline,
        DeadlineOutcome.NotComputable not => throw new InvalidOperationException($"{code}: {string.Join("; ", not.Reasons)}"),
        var other => throw new InvalidOperationException($"{code}: {other}"),
    };

    private static T Read<T>(RuleReading<T> reading) where T : class =>
        reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
}
