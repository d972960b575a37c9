using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Desk.Rules;

/// <summary>A kind of rules whose entries people change in forms.</summary>
/// <param name="Path">Last part of the address.</param>
/// <param name="File">The file they are delivered in.</param>
/// <param name="List">The list in it, and the word its texts have.</param>
public sealed record RuleKind(string Path, string File, string List)
{
    public IReadOnlyList<RuleField> Fields { get; init; } = [];

    public IReadOnlyList<RuleRows> Rows { get; init; } = [];

    /// <summary>Whether new ones can be made.</summary>
    public bool MayAdd { get; init; }

    /// <summary>What stands in the list beside the name.</summary>
    public required Func<RuleEntry, IReadOnlyList<string>> Summary { get; init; }

    /// <summary>Makes an entry right after what was typed was put into it.</summary>
    public Action<RuleEntry, RuleEntry?> Finish { get; init; } = (_, _) => { };

    /// <summary>Keys of the headings of <see cref="Summary"/>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The name of an entry.</summary>
    public static string NameOf(RuleEntry entry, bool english) =>
        entry.Entry("name") is { } name && name.Text(english ? "en" : "de") is { } local ? local : entry.Text("name") ?? entry.Text("code") ?? "";
}
