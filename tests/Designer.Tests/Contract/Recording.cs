using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>One thing that Studio asked of Elsa's API.</summary>
/// <param name="Ids">What the server made up for the answer, in its order: it makes up other ids the next time.</param>
internal sealed record Asked(string Method, string Path, JsonNode? Body, IReadOnlyList<string> Ids);

/// <summary>Everything Studio asked in a test of the browser, so that it can be asked again without a browser. With <c>IQW_RECORD=1</c> in the environment, those tests write it into this folder.</summary>
internal sealed partial class Recording
{
    private const string Variable = "IQW_RECORD";
    private const string Api = "/elsa/api";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly List<Task<Asked>> _asked = [];

    private Recording(IPage page) => page.Response += (_, response) =>
    {
        if (new Uri(response.Url).AbsolutePath.StartsWith(Api + "/", StringComparison.Ordinal))
            _asked.Add(AskedAsync(response));
    };

    public static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!; // a file lies in a folder

    /// <returns>Null unless recordings are wanted.</returns>
    public static Recording? Of(IPage page) => Environment.GetEnvironmentVariable(Variable) == "1" ? new Recording(page) : null;

    /// <summary>The ids in a text, in order, and the revisions that a save is based on.</summary>
    public static IReadOnlyList<string> IdsOf(string text) => [.. Ids().Matches(text).Select(match => match.Value)];

    /// <summary>The same text with other ids.</summary>
    public static string WithIds(string text, Func<string, string> other) => Ids().Replace(text, match => other(match.Value));

    public static IReadOnlyList<Asked> Read(string file) => JsonSerializer.Deserialize<List<Asked>>(File.ReadAllText(file), s_json) ?? throw new InvalidDataException($"{file} is empty.");

    public static string Written(object value) => JsonSerializer.Serialize(value, s_json) + "\n";

    public async Task KeepAsync(string name)
    {
        var (asked, isChangedSince) = (new List<Asked>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var one in await Task.WhenAll(_asked))
        {
            // Studio reads the same over and over; once between two changes tells as much.
            if (one.Method != "GET")
                isChangedSince.Clear();
            else if (!isChangedSince.Add(one.Path))
                continue;
            asked.Add(one);
        }
        await File.WriteAllTextAsync(Path.Combine(Folder(), $"{name}.requests.json"), Written(asked));
    }

    private static async Task<Asked> AskedAsync(IResponse response)
    {
        var path = new Uri(response.Url).PathAndQuery[Api.Length..];
        var body = response.Request.PostData is { Length: > 0 } sent ? JsonNode.Parse(sent, documentOptions: new JsonDocumentOptions { MaxDepth = 256 }) : null;
        try
        {
            return new Asked(response.Request.Method, path, body, IdsOf(await response.TextAsync().WaitAsync(s_patience)));
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            // The page went on before the answer was read; nothing after it hangs on its ids.
            return new Asked(response.Request.Method, path, body, []);
        }
    }

    [GeneratedRegex("""(?<![0-9a-f])[0-9a-f]{16,}(?![0-9a-f])|(?<="iq:revision":\s?)[0-9]+""")]
    private static partial Regex Ids();
}
