using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>One entry of a file of rules on its way to being changed: whatever is not touched stays as it was written.</summary>
public sealed class RuleEntry
{
    private readonly YamlMappingNode _map;

    internal RuleEntry(YamlMappingNode map) => _map = map;

    public static RuleEntry Empty() => new([]);

    /// <summary>Reads an entry that stands alone.</summary>
    /// <returns>Null when the text is no mapping of names to values.</returns>
    public static RuleEntry? Read(string text)
    {
        // The reader of rule files knows all the ways in which a text can be no YAML, also those on which the library fails.
        if (new RuleText("").Root(text) is null)
            return null;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new RuleEntry((YamlMappingNode)stream.Documents[0].RootNode); // looked at just before
    }

    public IEnumerable<string> Names => _map.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>A text; null when there is none, or something else stands there.</summary>
    public string? Text(string name) => (Find(name) as YamlScalarNode)?.Value;

    /// <summary>Whether <c>yes</c> stands there.</summary>
    public bool Is(string name) => Text(name) == "yes";

    /// <summary>A list of texts; one text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        YamlScalarNode { Value: { } one } => [one],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")],
        _ => [],
    };

    /// <summary>An entry within this one, for example <c>name: { de, en }</c>; empty when there is none. Setting a value of it needs <see cref="Set(string, RuleEntry)"/>.</summary>
    public RuleEntry Entry(string name) => Find(name) is YamlMappingNode map ? new RuleEntry(map) : Empty();

    /// <summary>The entries of a list.</summary>
    public IReadOnlyList<RuleEntry> Entries(string name) => Find(name) is YamlSequenceNode list ? [.. list.Children.OfType<YamlMappingNode>().Select(map => new RuleEntry(map))] : [];

    /// <summary>Writes a text; null or empty takes the member away.</summary>
    public RuleEntry Set(string name, string? value) => Put(name, string.IsNullOrEmpty(value) ? null : Quoted(value));

    /// <summary>Writes a number or a date as such, without quotes.</summary>
    public RuleEntry SetPlain(string name, string? value) => Put(name, string.IsNullOrEmpty(value) ? null : new YamlScalarNode(value) { Style = ScalarStyle.Plain });

    /// <summary>Writes <c>yes</c>, or takes the member away.</summary>
    public RuleEntry Set(string name, bool value) => Put(name, value ? new YamlScalarNode("yes") { Style = ScalarStyle.Plain } : null);

    public RuleEntry Set(string name, RuleEntry entry) => Put(name, entry._map.Children.Count == 0 ? null : entry._map);

    public RuleEntry Set(string name, IEnumerable<string> values) => Put(name, values.Select(Quoted).ToList() is { Count: > 0 } list ? new YamlSequenceNode(list) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow } : null);

    public RuleEntry Set(string name, IEnumerable<RuleEntry> entries) => Put(name, new YamlSequenceNode(entries.Select(entry => entry._map)));

    /// <summary>A copy that can be changed without changing this.</summary>
    public RuleEntry Copy() => Read(ToString())!; // it was read from the like

    /// <summary>The entry as it would stand in a file of its own.</summary>
    public override string ToString()
    {
        // What is shared with other entries by an anchor is written out: an entry must be able to stand alone.
        var writer = new StringWriter();
        new YamlStream(new YamlDocument(Plain(_map))).Save(writer, assignAnchors: false);
        var text = writer.ToString().ReplaceLineEndings("\n");
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    internal YamlMappingNode Node => _map;

    private static YamlNode Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => new YamlMappingNode(map.Children.Select(pair => KeyValuePair.Create(Plain(pair.Key), Plain(pair.Value)))) { Style = map.Style },
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Plain)) { Style = list.Style },
        YamlScalarNode scalar => new YamlScalarNode(scalar.Value) { Style = scalar.Style },
        _ => node,
    };

    private static YamlScalarNode Quoted(string value) => new(value) { Style = ScalarStyle.SingleQuoted };

    private YamlNode? Find(string name) => _map.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    private RuleEntry Put(string name, YamlNode? value)
    {
        var key = new YamlScalarNode(name);
        if (value is null)
            _map.Children.Remove(key);
        else
            _map.Children[key] = value;
        return this;
    }
}
