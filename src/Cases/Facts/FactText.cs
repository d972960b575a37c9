using System.Globalization;

namespace IqWorkflows.Cases.Facts;

/// <summary>The text form in which the value of a fact is kept in the record of facts: the same for every database and every release.</summary>
public static class FactText
{
    /// <summary>Days as <c>2026-01-31</c>, instants in UTC, amounts with a point, codes with commas between, yes and no as <c>true</c> and <c>false</c>.</summary>
    /// <returns>Null when the value is null.</returns>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        IEnumerable<string> codes => string.Join(',', codes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} is no type of a fact.", nameof(value)),
    };

    /// <summary>The value that <see cref="Of"/> made the text from.</summary>
    public static object Value(FactField field, string text) => field.Type switch
    {
        FactType.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FactType.Instant => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        FactType.Number or FactType.Year => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        FactType.Money => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        FactType.Bool => text == "true",
        FactType.Codes => Codes(text),
        _ => text,
    };

    public static IReadOnlyList<string> Codes(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
