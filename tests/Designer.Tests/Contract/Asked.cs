using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>One thing that Studio asked of Elsa's API. What the server makes up anew each time stands in it as <c>{{name}}</c>.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">Below the root of the API, with the query.</param>
/// <param name="Body">What was sent; null for nothing.</param>
/// <param name="Gives">Names for what the answer tells and later requests need, each with its place in the answer; null for none.</param>
internal sealed record Asked(string Method, string Path, JsonNode? Body = null, SortedDictionary<string, string>? Gives = null);

/// <summary>The files of this folder: requests as recorded, answers as approved.</summary>
internal static class ContractFiles
{
    public const int Deepest = 256;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Deepest,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Requests(string name) => InFolder($"{name}.requests.json");

    public static string Approved(string name) => InFolder($"{name}.approved.json");

    public static string Received(string name) => InFolder($"{name}.received.json");

    public static IReadOnlyList<Asked> Read(string name) => JsonSerializer.Deserialize<List<Asked>>(File.ReadAllText(Requests(name)), s_json) ?? throw new InvalidDataException($"{name} is empty.");

    public static string Written(object value) => JsonSerializer.Serialize(value, s_json) + "\n";

    public static JsonNode? Parsed(string? text)
    {
        if (text is null or "" || text[0] is not ('{' or '['))
            return text is null or "" ? null : JsonValue.Create(text);
        return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest });
    }

    private static string InFolder(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file); // a file lies in a folder
}
