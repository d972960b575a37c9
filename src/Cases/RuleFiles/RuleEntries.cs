using YamlDotNet.RepresentationModel;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>The list of a file of rules whose entries have codes: <c>authorities</c>, <c>checklists</c> …</summary>
public sealed class RuleEntries
{
    private readonly YamlStream _stream;
    private readonly YamlSequenceNode _list;

    private RuleEntries(YamlStream stream, YamlSequenceNode list) => (_stream, _list) = (stream, list);

    /// <returns>Null when the text is not YAML, or has no such list.</returns>
    public static RuleEntries? Read(string text, string list)
    {
        if (new RuleText("").Root(text) is null)
            return null;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return ((YamlMappingNode)stream.Documents[0].RootNode).Children.TryGetValue(new YamlScalarNode(list), out var node) && node is YamlSequenceNode entries ? new RuleEntries(stream, entries) : null;
    }

    /// <summary>All entries by code, in the order of the file. Of a code that is there twice the first.</summary>
    public IReadOnlyDictionary<string, RuleEntry> ByCode =>
        _list.Children.OfType<YamlMappingNode>().Select(map => new RuleEntry(map)).Where(entry => entry.Text("code") is not null).DistinctBy(entry => entry.Text("code")).ToDictionary(entry => entry.Text("code")!); // filtered before

    /// <summary>Puts an entry in the place of the one with this code; at the end when there is none.</summary>
    public void Put(string code, RuleEntry entry)
    {
        for (var at = 0; at < _list.Children.Count; at++)
        {
            if (_list.Children[at] is YamlMappingNode map && new RuleEntry(map).Text("code") == code)
            {
                _list.Children[at] = entry.Node;
                return;
            }
        }
        _list.Add(entry.Node);
    }

    /// <summary>The whole file.</summary>
    public override string ToString()
    {
        var writer = new StringWriter();
        _stream.Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
