using IqWorkflows.Cases.Deadlines;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Desk.Calculator;

/// <summary>A time for which the period stood still, as typed.</summary>
public sealed record TypedSuspension(string First, string Last, string Cause);

/// <summary>An extension, as typed.</summary>
/// <param name="By">A length or the new last day.</param>
/// <param name="Announced">When it was announced; empty: in time.</param>
public sealed record TypedExtension(string By, string Announced);

/// <summary>The form as it stands in the address.</summary>
public sealed record TypedQuestion
{
    public const string FactPrefix = "tag.";
    public const int Suspensions = 3;
    public const int Extensions = 2;

    private const int Longest = 100;
    private const int MostOfAKind = 30;

    public string Rule { get; init; } = "";

    public string Land { get; init; } = "";

    public string Place { get; init; } = "";

    public string NotificationDays { get; init; } = "";

    public string Set { get; init; } = "";

    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Posted { get; init; } = [];

    public IReadOnlyList<string> Circumstances { get; init; } = [];

    public IReadOnlyList<TypedSuspension> Suspended { get; init; } = [];

    public IReadOnlyList<TypedExtension> Extended { get; init; } = [];

    /// <summary>Whether an answer is wanted; otherwise only the form of a rule.</summary>
    public bool IsAsked { get; init; }

    public static TypedQuestion Of(IQueryCollection query) => new()
    {
        Rule = One(query, "frist"),
        Land = One(query, "land"),
        Place = One(query, "gemeinde"),
        NotificationDays = One(query, "tage"),
        Set = One(query, "gesetzt"),
        Facts = query.Where(pair => pair.Key.StartsWith(FactPrefix, StringComparison.Ordinal) && pair.Value.ToString().Trim().Length > 0).Take(MostOfAKind)
            .ToDictionary(pair => Short(pair.Key[FactPrefix.Length..]), pair => Short(pair.Value.ToString()), StringComparer.Ordinal),
        Posted = Several(query, "post"),
        Circumstances = Several(query, "umstand"),
        Suspended = [.. Enumerable.Range(0, Suspensions).Select(i => new TypedSuspension(One(query, $"ruht-von-{i}"), One(query, $"ruht-bis-{i}"), One(query, $"ruht-grund-{i}")))],
        Extended = [.. Enumerable.Range(0, Extensions).Select(i => new TypedExtension(One(query, $"um-{i}"), One(query, $"um-am-{i}")))],
        IsAsked = query.ContainsKey("rechnen"),
    };

    /// <summary>Rows of the form that were filled in; the number of a problem counts these.</summary>
    public int RowOfSuspension(int number) => Enumerable.Range(0, Suspended.Count).Where(i => IsFilled(Suspended[i])).ElementAtOrDefault(number);

    public int RowOfExtension(int number) => Enumerable.Range(0, Extended.Count).Where(i => IsFilled(Extended[i])).ElementAtOrDefault(number);

    public DeadlineQuestion Question(DateOnly today) => new()
    {
        Rule = Rule,
        Facts = [.. Facts.Select(fact => $"{fact.Key}={fact.Value.Trim()}")],
        PostedFacts = [.. Posted.Where(Facts.ContainsKey)],
        Land = Land,
        Place = Place,
        NotificationDays = NotificationDays,
        Set = Set,
        Circumstances = Circumstances,
        Suspensions = [.. Suspended.Where(IsFilled).Select(row => $"{row.First}..{row.Last}{(row.Cause.Length > 0 ? "=" + row.Cause : "")}")],
        Extensions = [.. Extended.Where(IsFilled).Select(row => row.By + (row.Announced.Length > 0 ? "@" + row.Announced : ""))],
        Today = today,
    };

    private static bool IsFilled(TypedSuspension row) => row.First.Length > 0 || row.Last.Length > 0;

    private static bool IsFilled(TypedExtension row) => row.By.Length > 0 || row.Announced.Length > 0;

    private static string One(IQueryCollection query, string name) => Short(query[name].ToString());

    private static IReadOnlyList<string> Several(IQueryCollection query, string name) => [.. query[name].OfType<string>().Where(text => text.Length > 0).Take(MostOfAKind).Select(Short)];

    private static string Short(string text) => text.Length > Longest ? text[..Longest] : text.Trim();
}
