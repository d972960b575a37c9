using System.Globalization;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.Play;

/// <summary>The value of a fact as a script would write it.</summary>
internal static class TypedText
{
    /// <returns>Empty when it is not known.</returns>
    public static string Of(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => $"{GermanDay.Of(instant):yyyy-MM-dd}T{GermanDay.TimeOf(instant)}",
        IReadOnlyList<string> codes => string.Join(',', codes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
