using System.Globalization;

namespace IqWorkflows.Server.Api;

/// <summary>Which part of a list is wanted.</summary>
internal static class ListQuery
{
    private const int Default = 50;
    private const int Most = 200;

    /// <returns>Null when it is out of range.</returns>
    public static int? Limit(int? asked) => asked is null ? Default : asked is >= 1 and <= Most ? asked : null;

    public static IResult BadLimit() => Problems.BadRequest("The limit is out of range.", $"Ask for 1 to {Most} items.");

    public static IResult BadPlace() => Problems.BadRequest("The place in the list cannot be read.", "Give as 'after' what the answer before had as 'next', unchanged.");

    /// <summary>The place behind an item, for the next part.</summary>
    public static string After(DateTimeOffset at, string id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}_{id}");

    /// <returns>Null when the text is no such place.</returns>
    public static (DateTimeOffset At, string Id)? Place(string text)
    {
        var parts = text.Split('_', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
            : null;
    }
}
