using System.Text.Json;
using System.Text.RegularExpressions;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Play;

namespace IqWorkflows.Workflows.Tests.Coverage;

/// <summary>
/// Decision tables whose rows do not hold yet. As shipped, their last rows fit always; whoever takes rows out at the desk has the way that is drawn for "no row". The scripts
/// are played with each table so, and go that way.
/// </summary>
internal sealed partial class EmptiedTables : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-tables-");

    public EmptiedTables()
    {
        foreach (var name in Directory.EnumerateFiles(Shipped.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Shipped.Folder, file)).Where(name => !name.StartsWith("cases", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(_folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // it lies in the folder
            File.Copy(Path.Combine(Shipped.Folder, name), copy);
        }
    }

    /// <summary>Boxes that ask a table, by the table.</summary>
    public static ILookup<string, PassedBox> Boxes { get; } = Shipped.Scene.Procedures
        .SelectMany(procedure => JsonDocument.Parse(procedure.Json).RootElement is var json ? Asking(json.GetProperty("definitionId").GetString()!, json.GetProperty("root")) : []) // every definition has an id
        .ToLookup(found => found.Table, found => found.Box);

    /// <summary>What a script comes through when no row of the table fits.</summary>
    public async Task<PassedBoxes> PlayAsync(string table, string script)
    {
        var file = Path.Combine(_folder.FullName, "tables", table + ".yaml");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, Row().Replace(Since().Replace(text, ""), row => row.Value + "valid_from: 2999-01-01" + (row.Value.EndsWith("{ ", StringComparison.Ordinal) ? ", " : "\n    ")));
        try
        {
            var reading = RuleBook.Load(_folder.FullName);
            var rules = reading.Book ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
            return (await new PlayScript(Shipped.Scene with { Rules = rules }).RunAndLookBackAsync(Shipped.Script(script), CancellationToken.None)).Passed;
        }
        finally
        {
            await File.WriteAllTextAsync(file, text);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<(string Table, PassedBox Box)> Asking(string definition, JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().SelectMany(item => Asking(definition, item));
        if (node.ValueKind != JsonValueKind.Object)
            return [];
        var inner = node.EnumerateObject().SelectMany(member => Asking(definition, member.Value));
        return node.TryGetProperty("type", out var type) && type.ValueEquals("Iq.DecisionTable")
            ? inner.Append((node.GetProperty("table").GetProperty("expression").GetProperty("value").GetString()!, new PassedBox(definition, node.GetProperty("id").GetString()!, "*"))) // check demands both
            : inner;
    }

    [GeneratedRegex(@"^  - (?:\{ (?=when)|(?=when))", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^    valid_(from|to): .*\n|, valid_(from|to): [\d-]+", RegexOptions.Multiline)]
    private static partial Regex Since();
}
