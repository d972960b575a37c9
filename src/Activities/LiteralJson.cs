using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities;

/// <summary>Reads inputs that are JSON and must be known before any run: forms, texts of outcomes.</summary>
internal static class LiteralJson
{
    /// <summary>The JSON of an input; undefined when the definition gives none, or gives something else, which becomes a problem.</summary>
    /// <param name="binding">The box.</param>
    /// <param name="member">Name of the JSON member of the input.</param>
    public static JsonElement Of(BoxBinding binding, string member)
    {
        if (binding.Json.ValueKind != JsonValueKind.Object || !binding.Json.TryGetProperty(member, out var json) || json.ValueKind == JsonValueKind.Null)
            return default;
        // That JSON in an expression of that language is broken, the compiler says.
        var isTold = false;
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("typeName", out _))
        {
            var expression = json.TryGetProperty("expression", out var found) ? found : default;
            if (expression.ValueKind != JsonValueKind.Object)
                return default;
            if (Text(expression, "type") is not ("Literal" or "Object" or "Json"))
            {
                binding.Problem(ProblemSeverity.Error, $"{member}-not-stated", $"The input '{member}' is computed; it must stand in the definition.", "Choose the language Object and write it as JSON.");
                return default;
            }
            json = expression.TryGetProperty("value", out var value) ? value : default;
            isTold = Text(expression, "type") is "Object" or "Json";
        }
        return json.ValueKind switch
        {
            JsonValueKind.String => Parsed(binding, member, json.GetString()!, isTold), // a string has a text
            JsonValueKind.Null => default,
            _ => json,
        };
    }

    /// <summary>A member that is a text; null when there is none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static JsonElement Parsed(BoxBinding binding, string member, string text, bool isTold)
    {
        if (string.IsNullOrWhiteSpace(text))
            return default;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException exception)
        {
            if (!isTold)
                binding.Problem(ProblemSeverity.Error, $"{member}-json", $"The input '{member}' is not JSON (line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}).", "Correct the text; mind commas and quotes.");
            return default;
        }
    }
}
