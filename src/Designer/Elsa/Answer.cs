using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Elsa;

/// <summary>Answers in the shapes that Elsa Studio reads.</summary>
internal static class Answer
{
    public static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    public static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(Compact), "application/json");

    /// <summary><c>{ items, count }</c>.</summary>
    public static IResult List(JsonArray items) => Json(new JsonObject { ["items"] = items, ["count"] = items.Count });

    /// <summary>The only status that Studio shows to its user instead of breaking down.</summary>
    public static IResult Bad(params IEnumerable<string> sentences) => Problem(StatusCodes.Status400BadRequest, [.. sentences]);

    public static IResult NotFound(string sentence) => Problem(StatusCodes.Status404NotFound, sentence);

    public static IResult Problem(int status, params string[] sentences) => Results.Text(
        new JsonObject
        {
            ["statusCode"] = status,
            ["message"] = sentences.FirstOrDefault(),
            ["errors"] = new JsonObject { ["generalErrors"] = new JsonArray([.. sentences.Select(sentence => (JsonNode)sentence)]) },
        }.ToJsonString(Compact),
        "application/problem+json",
        statusCode: status);
}
