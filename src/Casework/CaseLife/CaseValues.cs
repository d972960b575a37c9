using System.Globalization;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Values of facts as workflows know values: days as text like 2026-01-31, codes as text, several codes as a list.</summary>
internal static class CaseValues
{
    public static object? Of(object? value) => value switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IReadOnlyList<string> codes => new ListValue(codes),
        _ => value,
    };

    public static ObjectValue Of(IEnumerable<(string Name, object? Value)> values)
    {
        var result = new ObjectValue();
        foreach (var (name, value) in values)
            result[name] = Of(value);
        return result;
    }

    /// <summary>A workflow's value as somebody would type it; null for nothing.</summary>
    public static string? Typed(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        ListValue list => string.Join(',', list.Select(item => TextForm.Of(item))),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => TextForm.Of(value),
    };
}
