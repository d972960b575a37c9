using System.Collections.Concurrent;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Play;

namespace IqWorkflows.Workflows.Tests;

/// <summary>Rules, procedures and scripts as they are shipped.</summary>
internal static class Shipped
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "workflows");

    private static readonly Lazy<PlayScene> s_scene = new(() =>
    {
        var reading = RuleBook.Load(Folder);
        var rules = reading.Book ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
        return new PlayScene(rules, [.. Directory.EnumerateFiles(Path.Combine(Folder, "procedures"), "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))]);
    });

    private static readonly ConcurrentDictionary<string, Lazy<Task<(Played, PassedBoxes)>>> s_played = new(StringComparer.Ordinal);

    public static PlayScene Scene => s_scene.Value;

    /// <summary>Paths of all scripts below <c>workflows/cases</c>.</summary>
    public static IEnumerable<string> Scripts { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "cases"), "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Path.Combine(Folder, "cases"), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static CaseScript Script(string name)
    {
        var path = Path.Combine(Folder, "cases", name);
        return Read(File.ReadAllText(path), name, other => File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, other)));
    }

    public static CaseScript Read(string text, string file = "test.yaml", Func<string, string?>? open = null)
    {
        var reading = ScriptReader.Read(text, file, open ?? (_ => null));
        return reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    /// <summary>A shipped script, played once for all tests that look at it.</summary>
    public static Task<(Played Played, PassedBoxes Passed)> LookBackAsync(string name) => s_played.GetOrAdd(
        name, key => new Lazy<Task<(Played, PassedBoxes)>>(() => new PlayScript(Scene).RunAndLookBackAsync(Script(key), CancellationToken.None))).Value;

    public static Task<Played> PlayAsync(CaseScript script) => new PlayScript(Scene).RunAsync(script, CancellationToken.None);
}
