using System.Globalization;
using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>One activity of a definition: a light view of its JSON. It knows no activity types; what a member means, the catalogue says.</summary>
public sealed class ActivityNode
{
    /// <summary>Id of the wrapper that every node id begins with.</summary>
    public const string WorkflowId = "Workflow1";

    private const string NotFoundType = "Elsa.NotFoundActivity";

    private IReadOnlyList<ActivityNode>? _children;
    private Dictionary<string, ActivityNode>? _bySlot;
    private string? _nodeId;

    internal ActivityNode(JsonElement json, ActivityNode? parent, string slot)
    {
        Json = Original(json);
        Parent = parent;
        Slot = slot;
        Depth = parent is null ? 1 : parent.Depth + 1;
        Id = Text("id") ?? "";
        Type = Text("type") ?? "";
        Name = Text("name");
        Version = TryGet("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null;
    }

    /// <summary>What a definition without root runs: an empty sequence.</summary>
    internal static ActivityNode EmptyRoot { get; } = new(
        JsonElement.Parse("""{"id":"Main","name":"Main","type":"Elsa.Sequence","version":1,"activities":[],"variables":[]}"""u8), parent: null, slot: "root");

    /// <summary>Empty when the file has none.</summary>
    public string Id { get; }

    /// <summary>What scripts call it, or null.</summary>
    public string? Name { get; }

    /// <summary>For example <c>Elsa.WriteLine</c>; empty when the file has none.</summary>
    public string Type { get; }

    /// <summary>Version of the activity type, or null when the file has none.</summary>
    public int? Version { get; }

    /// <summary>The activity as it stands in the file. Of a placeholder for an unknown type, the activity it stands for.</summary>
    public JsonElement Json { get; }

    /// <summary>The activity it stands in, or null for the root.</summary>
    public ActivityNode? Parent { get; }

    /// <summary>Where it stands in its parent: <c>activities[3]</c>, <c>then</c>, <c>cases[0].activity</c>.</summary>
    public string Slot { get; }

    /// <summary>1 for the root.</summary>
    public int Depth { get; }

    /// <summary>The ids from the workflow down to it, joined by colons: <c>Workflow1:Main:child</c>. What the file says of it does not count.</summary>
    public string NodeId => _nodeId ??= $"{Parent?.NodeId ?? WorkflowId}:{Id}";

    /// <summary>Its JSON path in the file, for problems.</summary>
    public string Place => Parent is null ? "$." + Slot : $"{Parent.Place}.{Slot}";

    /// <summary>Whether it may start the workflow.</summary>
    public bool CanStartWorkflow => Flag("canStartWorkflow");

    /// <summary>Whether it asks to run on a background worker.</summary>
    public bool RunAsynchronously => Flag("runAsynchronously");

    /// <summary>How token mode joins at it (Stream, Merge, Converge, Cascade, Race), or null.</summary>
    public string? MergeMode => Custom("mergeMode") is { ValueKind: JsonValueKind.String } mode ? mode.GetString() : null;

    /// <summary>All activities directly inside it, in the order of the file, found by their shape.</summary>
    public IReadOnlyList<ActivityNode> Children => _children ??= Find();

    /// <summary>The raw member; false when it is missing or null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The raw member as text; null when it is missing or no text.</summary>
    public string? Text(string name) => TextOf(Json, name);

    /// <summary>A custom property by name in any case; undefined when there is none.</summary>
    public JsonElement Custom(string name)
    {
        if (!TryGet("customProperties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return default;
        if (properties.TryGetProperty(name, out var exact))
            return exact;
        foreach (var property in properties.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }
        return default;
    }

    /// <summary>The activity in one place: an embedded port (<c>then</c>) or any <see cref="Slot"/>; null when it is empty.</summary>
    public ActivityNode? Child(string slot)
    {
        if (_bySlot is null)
        {
            _bySlot = new Dictionary<string, ActivityNode>(Children.Count, StringComparer.Ordinal);
            foreach (var child in Children)
                _bySlot.TryAdd(child.Slot, child);
        }
        return _bySlot.GetValueOrDefault(slot);
    }

    /// <summary>The activities of one list (<c>activities</c>, <c>branches</c>), in order.</summary>
    public IEnumerable<ActivityNode> List(string name) =>
        Children.Where(child => child.Slot.StartsWith(name, StringComparison.Ordinal) && child.Slot.AsSpan(name.Length) is ['[', .., ']'] index && !index.Contains('.'));

    /// <summary>It and everything below it, parents first.</summary>
    public IEnumerable<ActivityNode> WithDescendants()
    {
        var open = new Stack<ActivityNode>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var at = node.Children.Count - 1; at >= 0; at--)
                open.Push(node.Children[at]);
        }
    }

    /// <summary>The connections of a flowchart, read in any spelling Elsa ever had; those that lead nowhere are left out.</summary>
    public IReadOnlyList<Connection> Connections() => Connection.ReadAll(this, []);

    /// <summary>The same, telling what was wrong.</summary>
    public IReadOnlyList<Connection> Connections(List<Problem> problems) => Connection.ReadAll(this, problems);

    /// <summary>The variables declared at it.</summary>
    public IReadOnlyList<VariableDefinition> Variables() => Variables([]);

    /// <summary>The same, telling what was wrong.</summary>
    public IReadOnlyList<VariableDefinition> Variables(List<Problem> problems) =>
        TryGet("variables", out _) ? VariableDefinition.ReadAll(new Members(Json, Place, problems), problems, Id) : [];

    public override string ToString() => $"{Type} {Id}";

    // Files of older releases have the flags beside the custom properties.
    private bool Flag(string name)
    {
        var flag = Custom(name);
        if (flag.ValueKind == JsonValueKind.Undefined && !TryGet(name, out flag))
            return false;
        return flag.ValueKind == JsonValueKind.True || (flag.ValueKind == JsonValueKind.String && bool.TryParse(flag.GetString(), out var said) && said);
    }

    /// <summary>What a placeholder stands for, if it tells that and connections still find it.</summary>
    private static JsonElement Original(JsonElement json) =>
        TextOf(json, "type") == NotFoundType
        && TextOf(json, "originalActivityJson") is { } text
        && DocumentText.Parse(text, out var original) is null
        && TextOf(original, "type") is not null
        && TextOf(original, "id") == TextOf(json, "id")
            ? original
            : json;

    private static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private List<ActivityNode> Find()
    {
        var found = new List<ActivityNode>();
        if (Json.ValueKind != JsonValueKind.Object)
            return found;
        foreach (var member in Json.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !IsPassive(member))
                Find(member.Value, member.Name, found, isList: member.Value.ValueKind == JsonValueKind.Array && member.NameEquals("activities"));
        }
        return found;
    }

    private static bool IsPassive(JsonProperty member) =>
        member.NameEquals("metadata") || member.NameEquals("customProperties") || member.NameEquals("variables") || member.NameEquals("connections");

    private void Find(JsonElement json, string slot, List<ActivityNode> found, bool isList)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            var at = 0;
            foreach (var item in json.EnumerateArray())
            {
                var index = at++;
                if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    Find(item, string.Create(CultureInfo.InvariantCulture, $"{slot}[{index}]"), found, isList);
            }
            return;
        }

        if (isList || IsActivity(json))
        {
            found.Add(new ActivityNode(json, this, slot));
            return;
        }
        // An input is a value, whatever its JSON looks like.
        if (json.TryGetProperty("expression", out _) || json.TryGetProperty("typeName", out _))
            return;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                Find(member.Value, $"{slot}.{member.Name}", found, isList: false);
        }
    }

    private static bool IsActivity(JsonElement json) =>
        json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && (json.TryGetProperty("id", out _) || json.TryGetProperty("nodeId", out _) || json.TryGetProperty("version", out _));
}
