using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Casework.Rules;

/// <summary>Something that people wrote in the place of what was delivered.</summary>
/// <param name="File">The file below the folder of the rules.</param>
/// <param name="Key">Code of the entry; empty: the whole file.</param>
/// <param name="Content">What stands there instead.</param>
public sealed record RuleOverride(string File, string Key, string Content);

/// <summary>What people changed, laid over the files that were delivered: the files stay as they are, and what is read is both together.</summary>
public sealed class RuleOverlay(IReadOnlyList<RuleOverride> changes)
{
    /// <summary>Files whose entries can be changed one by one, with the list they stand in.</summary>
    public static IReadOnlyDictionary<string, string> Lists { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["authorities.yaml"] = "authorities",
        ["checklists.yaml"] = "checklists",
        ["professions.yaml"] = "professions",
        ["occasions.yaml"] = "occasions",
    };

    public static RuleOverlay None { get; } = new([]);

    public IReadOnlyList<RuleOverride> Changes => changes;

    /// <summary>The text of a file as it counts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="delivered">What was delivered.</param>
    public string Apply(string file, string delivered)
    {
        var text = changes.LastOrDefault(change => change.File == file && change.Key.Length == 0)?.Content ?? delivered;
        var own = changes.Where(change => change.File == file && change.Key.Length > 0).ToList();
        if (own.Count == 0 || !Lists.TryGetValue(file, out var list) || RuleEntries.Read(text, list) is not { } entries)
            return text;
        foreach (var change in own)
        {
            if (RuleEntry.Read(change.Content) is { } entry)
                entries.Put(change.Key, entry);
        }
        return entries.ToString();
    }

    /// <summary>Names of files below a folder that were not delivered.</summary>
    public IEnumerable<string> Added(string folder, IReadOnlySet<string> delivered) =>
        changes.Where(change => change.Key.Length == 0 && change.File.StartsWith(folder + "/", StringComparison.Ordinal) && !delivered.Contains(change.File)).Select(change => change.File).Distinct();

    /// <summary>Adds what was changed to the hash of the rules, in an order of its own.</summary>
    public void AddTo(IncrementalHash hash)
    {
        foreach (var change in changes.OrderBy(change => change.File, StringComparer.Ordinal).ThenBy(change => change.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{change.File}\n{change.Key}\n{change.Content}\n"));
    }
}
