using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Conformance;

/// <summary>A case as it lies in files: definitions, what happens, and what must come of it.</summary>
internal sealed class ConformanceCase
{
    private const string ExpectedEnding = ".expected.json";

    private readonly string _folder;

    private ConformanceCase(string expectedPath, JsonElement expected)
    {
        var stem = expectedPath[..^ExpectedEnding.Length];
        _folder = Path.GetDirectoryName(Path.GetFullPath(expectedPath))!; // a file stands in a folder
        Expected = expected;
        Suite = Text(expected, "suite") ?? Path.GetFileName(_folder);
        Name = string.Join('/', new[] { Suite, Text(expected, "scenario"), Text(expected, "case") ?? Path.GetFileName(stem) }.OfType<string>());
        MainPath = stem + ".json";
        Script = File.Exists(stem + ".script.json") ? Parse(stem + ".script.json") : null;
        IsUnordered = expected.TryGetProperty("unordered", out var unordered) && unordered.ValueKind == JsonValueKind.True;
    }

    /// <summary>Suite, scenario if any, and case: <c>flow/comp-fork-waitany</c>. What lists of deviations call it.</summary>
    public string Name { get; }

    public string Suite { get; }

    public string MainPath { get; }

    /// <summary>The whole expected file.</summary>
    public JsonElement Expected { get; }

    /// <summary>The whole script file, or null when nothing happens after the start.</summary>
    public JsonElement? Script { get; }

    /// <summary>Whether the order of lines, ids and bookmarks is not defined.</summary>
    public bool IsUnordered { get; }

    /// <summary>Whether definitions keep what their files say about being published. Otherwise all are published.</summary>
    public bool KeepsPublication => Text(Expected, "load")?.StartsWith("provider", StringComparison.Ordinal) == true;

    public bool Starts => Member(Script, "start") is not { ValueKind: JsonValueKind.String } start || start.GetString() != "none";

    public JsonElement? Input => Member(Expected, "input") ?? Member(Script, "input");

    public string? CorrelationId => Text(Expected, "startCorrelationId") ?? (Script is { } script ? Text(script, "correlationId") : null);

    /// <summary>Definitions to load before the main one, in this order.</summary>
    public IEnumerable<string> OtherPaths =>
        from list in new[] { Member(Expected, "definitions"), Member(Expected, "loadTogetherWith") }
        where list is { ValueKind: JsonValueKind.Array }
        from item in list.Value.EnumerateArray()
        select Path.Combine(_folder, item.GetString() ?? "");

    /// <summary>All cases below a folder, in the order of their paths.</summary>
    /// <exception cref="CommandRefusedException">There is no such folder, or a file in it is no case.</exception>
    public static IReadOnlyList<ConformanceCase> FindAll(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CommandRefusedException($"There is no folder {folder}. Give the folder of the conformance cases.");
        return [.. Directory.EnumerateFiles(folder, "*" + ExpectedEnding, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>What must come of it in one mode: the result itself, or an object with <c>steps</c>.</summary>
    public JsonElement ExpectedIn(FlowchartMode mode) => Expected.GetProperty("mode").GetProperty(mode == FlowchartMode.Token ? "token" : "counter");

    /// <summary>Triggers that publishing must set up, or null when the case says nothing of them.</summary>
    public JsonElement? TriggersIn(FlowchartMode mode) => Member(ExpectedIn(mode), "triggers") ?? Member(Expected, "triggers");

    public override string ToString() => Name;

    private static ConformanceCase Read(string path)
    {
        var expected = Parse(path);
        if (Member(expected, "mode") is not { ValueKind: JsonValueKind.Object } modes || !modes.TryGetProperty("counter", out _) || !modes.TryGetProperty("token", out _))
            throw new CommandRefusedException($"{path} is not an expected result: it needs the members mode.counter and mode.token.");
        return new ConformanceCase(path, expected);
    }

    private static JsonElement Parse(string path)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 512 });
        }
        catch (JsonException wrong)
        {
            throw new CommandRefusedException($"{path} is not JSON: line {wrong.LineNumber + 1}. Correct it, or remove it.");
        }
    }

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } && json.Value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
