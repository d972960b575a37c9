using System.Globalization;

namespace IqWorkflows.Engine.Definitions;

/// <summary>Which versions of a definition somebody asks for: Elsa's <c>versionOptions</c>.</summary>
public sealed record VersionOptions
{
    private readonly Choice _choice;
    private readonly int _number;

    private VersionOptions(Choice choice, int number = 0) => (_choice, _number) = (choice, number);

    private enum Choice
    {
        All,
        Latest,
        Published,
        LatestOrPublished,
        LatestAndPublished,
        Draft,
        Number,
    }

    public static VersionOptions All { get; } = new(Choice.All);

    public static VersionOptions Latest { get; } = new(Choice.Latest);

    public static VersionOptions Published { get; } = new(Choice.Published);

    /// <summary>May be two versions of one definition.</summary>
    public static VersionOptions LatestOrPublished { get; } = new(Choice.LatestOrPublished);

    public static VersionOptions LatestAndPublished { get; } = new(Choice.LatestAndPublished);

    /// <summary>Every version that is not published.</summary>
    public static VersionOptions Draft { get; } = new(Choice.Draft);

    /// <summary>Exactly that version.</summary>
    public static VersionOptions Of(int version) => new(Choice.Number, version);

    /// <summary>Reads the text of a request; missing or empty means all.</summary>
    /// <returns>Null when it is none of the known words and no number.</returns>
    public static VersionOptions? Parse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return All;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Of(number);
        return text.ToUpperInvariant() switch
        {
            "ALLVERSIONS" => All,
            "LATEST" => Latest,
            "PUBLISHED" => Published,
            "LATESTORPUBLISHED" => LatestOrPublished,
            "LATESTANDPUBLISHED" => LatestAndPublished,
            "DRAFT" => Draft,
            _ => null,
        };
    }

    public bool Includes(int version, bool isLatest, bool isPublished) => _choice switch
    {
        Choice.Latest => isLatest,
        Choice.Published => isPublished,
        Choice.LatestOrPublished => isLatest || isPublished,
        Choice.LatestAndPublished => isLatest && isPublished,
        Choice.Draft => !isPublished,
        Choice.Number => version == _number,
        _ => true,
    };

    public bool Includes(VersionRow row) => Includes(row.Version, row.IsLatest, row.IsPublished);

    /// <summary>As it is written in a request.</summary>
    public override string ToString() => _choice switch
    {
        Choice.All => "AllVersions",
        Choice.Number => _number.ToString(CultureInfo.InvariantCulture),
        _ => _choice.ToString(),
    };
}
