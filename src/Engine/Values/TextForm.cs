using System.Globalization;

namespace IqWorkflows.Engine.Values;

/// <summary>What a value reads like where a text is wanted. Always the invariant culture: a definition writes the same text on every machine.</summary>
public static class TextForm
{
    /// <returns>Null for null only.</returns>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "True" : "False",
        double number => number.ToString(CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        DateTime moment => Moment(moment),
        DateTimeOffset moment => Moment(moment),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        byte[] => "Byte[] Array",
        ObjectValue members => ValueJson.ToJson(members, isIndented: members.Origin is ObjectOrigin.Given or ObjectOrigin.JsonNode),
        ListValue list => Of(list),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} is not a workflow value.", nameof(value)),
    };

    // Elsa prints an array of .NET values by its type, everything else as JSON.
    private static string Of(ListValue list) => WorkflowType.Parse(list.ElementType) is { HasDefault: true, IsNullable: false } element
        ? $"{element}[] Array"
        : ValueJson.ToJson(list, isIndented: list.IsGiven);

    private static string Moment(DateTime moment)
    {
        if (moment == DateTime.MinValue)
            return "";
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "MM/dd/yyyy" : "MM/dd/yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Moment(DateTimeOffset moment)
    {
        if (moment == DateTimeOffset.MinValue)
            return "";
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "MM/dd/yyyy zzz" : "MM/dd/yyyy HH:mm zzz", CultureInfo.InvariantCulture);
    }
}
