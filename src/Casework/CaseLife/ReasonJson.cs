using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Reasons as JSON, so that they can be told in either language whenever somebody looks.</summary>
public static class ReasonJson
{
    public static string Write(IEnumerable<Cases.Reason> reasons) => new JsonArray([.. reasons.Select(ToJson)]).ToJsonString();

    public static IReadOnlyList<Cases.Reason> Read(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(FromJson)]; // written above

    private static JsonObject ToJson(Cases.Reason reason) => new() { ["code"] = reason.Code, ["args"] = new JsonArray([.. reason.Arguments.Select(ToJson)]) };

    private static JsonNode ToJson(object argument) => argument switch
    {
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        DateOnly day => new JsonObject { ["day"] = day.ToString("O", CultureInfo.InvariantCulture) },
        Length length => new JsonObject { ["count"] = length.Count, ["unit"] = length.Unit.ToString() },
        Cases.Reason reason => ToJson(reason),
        LocalText text => new JsonObject { ["de"] = text.German, ["en"] = text.English },
        _ => JsonValue.Create(argument.ToString() ?? ""),
    };

    private static Cases.Reason FromJson(JsonNode? json) => new((string)json!["code"]!, [.. json["args"]!.AsArray().Select(Argument)]);

    private static object Argument(JsonNode? json) => json switch
    {
        JsonObject { Count: 1 } day => DateOnly.ParseExact((string)day["day"]!, "O", CultureInfo.InvariantCulture),
        JsonObject reason when reason.ContainsKey("code") => FromJson(reason),
        JsonObject length when length.ContainsKey("unit") => new Length((int)length["count"]!, Enum.Parse<LengthUnit>((string)length["unit"]!)),
        JsonObject text => new LocalText((string)text["de"]!, (string)text["en"]!),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => (int)value,
        _ => (string)json!,
    };
}
