using System.Collections.Frozen;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Facts;

/// <summary>One code with its names.</summary>
/// <param name="Code">Never changes.</param>
/// <param name="Label">What people read.</param>
/// <param name="ValidFrom">First day on which it may be used; null: always.</param>
/// <param name="ValidTo">Last day on which it may be used; null: no end.</param>
public sealed record CodeEntry(string Code, LocalText Label, DateOnly? ValidFrom = null, DateOnly? ValidTo = null)
{
    public bool IsValidOn(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);
}

/// <summary>A list of codes, in the order in which people should see them.</summary>
public sealed class CodeList(string name, IReadOnlyList<CodeEntry> codes)
{
    private readonly FrozenDictionary<string, CodeEntry> _byCode = codes.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);

    public string Name => name;

    public IReadOnlyList<CodeEntry> Codes => codes;

    /// <returns>Null when the list does not have it.</returns>
    public CodeEntry? Find(string code) => _byCode.GetValueOrDefault(code);
}

/// <summary>All lists of codes, by name.</summary>
public sealed class CodeLists(IEnumerable<CodeList> lists)
{
    private readonly FrozenDictionary<string, CodeList> _byName = lists.ToFrozenDictionary(list => list.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _byName.Keys;

    /// <returns>Null when there is no such list.</returns>
    public CodeList? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What people read for a code; a code that the list does not know is told as it is.</summary>
    public string Label(string list, string code, Language language) => Find(list)?.Find(code)?.Label.In(language) ?? code;

    /// <summary>The same lists and one more, for lists that stand in files of their own (authorities, professions). A list of that name is replaced.</summary>
    public CodeLists With(CodeList list) => new(_byName.Values.Where(other => other.Name != list.Name).Append(list));
}
