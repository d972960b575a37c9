using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Programs.Flow;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>One definition being compiled.</summary>
internal sealed class Compiling(
    ActivityCatalog catalog, FlowchartMode mode, TimeZoneInfo zone, WorkflowDefinition definition, FindDefinition find)
{
    /// <summary>Activities within activities within …; beyond this a drawing is a mistake or an attack.</summary>
    private const int DeepestNesting = 100;

    private readonly List<Box> _boxes = [];
    private readonly List<string> _uses = [];
    private readonly Stack<string> _inside = new();
    private int _depth;
    private bool _isHopeless;

    public List<Problem> Problems { get; } = [];

    public HashSet<string> Facts { get; } = new(StringComparer.Ordinal);

    public FlowchartMode Mode { get; } = ModeOf(definition) ?? mode;

    public Compilation Run()
    {
        _inside.Push(definition.DefinitionId);
        var workflow = new Workflow();
        var root = new Box { Number = 0, Id = Workflow.Id, NodeId = Workflow.Id, Type = "Elsa.Workflow", Activity = workflow };
        _boxes.Add(root);
        root.Variables = VariableReader.Read(definition.Document, "$", null, Problems);
        workflow.Root = Box(definition.Root, root, "$.root");
        root.Children = [workflow.Root];
        if (_isHopeless)
            return new Compilation(null, Problems);
        var inputs = definition.Inputs;
        return new Compilation(
            new WorkflowProgram
            {
                Definition = definition,
                Key = Key(),
                Uses = _uses,
                Activation = definition.Options.Activation,
                IncidentStrategy = definition.Options.Incidents,
                Triggers = Triggers(),
                Mode = Mode,
                Zone = zone,
                Boxes = _boxes,
                Facts = Facts,
                StoredInputs = inputs.Where(input => input.IsStored).Select(input => input.Name).ToHashSet(StringComparer.OrdinalIgnoreCase),
                InputNames = inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal),
            },
            Problems);
    }

    /// <summary>Compiles one activity and everything in it.</summary>
    public Box Box(JsonElement json, Box parent, string place)
    {
        if (++_depth > DeepestNesting && !_isHopeless)
        {
            _isHopeless = true;
            Add(Severity.Error, "too-deep", place, null, $"Activities are nested more than {DeepestNesting} deep.", "Move the inner part into a definition of its own.");
        }
        try
        {
            return _isHopeless || json.ValueKind != JsonValueKind.Object ? NotAnActivity(json, parent, place) : Known(json, parent, place);
        }
        finally
        {
            _depth--;
        }
    }

    public void Add(Severity severity, string code, string place, string? activityId, string message, string remedy) =>
        Problems.Add(new Problem(severity, code, place, activityId, message, remedy));

    private Box Known(JsonElement json, Box parent, string place)
    {
        var type = json.Text("type") ?? "";
        var description = type == "Elsa.Workflow" ? null : catalog.Find(type);
        if (description is not null && description.Class != typeof(NotFoundActivity))
        {
            var box = Make(json, parent, place, type);
            var activity = description.Create();
            box.Activity = activity;
            new BoxBinding(this, json, box, place).Fill(description, activity);
            return box;
        }
        if (description is not null && json.Text("originalActivityJson") is { } original && Parsed(original) is { } restored && catalog.Find(restored.Text("type") ?? "") is not null)
            return Known(restored, parent, place);
        var reference = new DefinitionReference(
            json.Text("workflowDefinitionVersionId"), json.Text("workflowDefinitionId"), type, json.Number("version"));
        return find(reference) is { } used ? Using(json, parent, place, used) : Unknown(json, parent, place, json.Text("missingTypeName") ?? type);
    }

    private Box Using(JsonElement json, Box parent, string place, WorkflowDefinition used)
    {
        var box = Make(json, parent, place, json.Text("type") ?? used.Name ?? used.DefinitionId);
        if (_inside.Contains(used.DefinitionId))
        {
            _isHopeless = true;
            Add(Severity.Error, "circle", place, box.Id, $"The definition '{used.Name}' uses itself as an activity, by way of others or directly.", "Start it with DispatchWorkflow instead.");
            box.Activity = new NotFoundActivity { MissingType = box.Type };
            return box;
        }
        _uses.Add(used.Id);
        _inside.Push(used.DefinitionId);
        var activity = new DefinitionActivity { VersionId = used.Id, InputCount = used.Inputs.Count };
        box.Activity = activity;
        var variables = new List<Variable>();
        foreach (var input in used.Inputs)
            variables.Add(new Variable($"{box.NodeId}:{input.Name}", input.Name, input.ElementType ?? WorkflowType.Object, null, IsStored: true));
        variables.AddRange(VariableReader.Read(used.Document, place, box.Id, Problems));
        box.Variables = variables;
        var binding = new BoxBinding(this, json, box, place);
        binding.FillDefinition(used, activity);
        var problems = Problems.Count;
        activity.Root = Box(used.Root, box, $"{place}.root");
        // What is wrong inside the used definition is told where that one is edited.
        Problems.RemoveRange(problems, Problems.Count - problems);
        box.Children = [activity.Root];
        _inside.Pop();
        return box;
    }

    private Box Unknown(JsonElement json, Box parent, string place, string type)
    {
        var box = Make(json, parent, place, type);
        box.Activity = new NotFoundActivity { MissingType = type };
        var refused = type switch
        {
            "Elsa.RunCSharp" => "C# scripts are not run here, since they could reach everything on the server. Use RunJavaScript.",
            "Elsa.RunPython" => "Python scripts are not run here. Use RunJavaScript.",
            "" => "Give the activity a type.",
            _ => "Replace the activity, or publish the definition that it stands for and allow it to be used as an activity.",
        };
        Add(Severity.Error, "unknown-activity", place, box.Id, $"The activity type '{type}' is unknown.", refused);
        return box;
    }

    private Box NotAnActivity(JsonElement json, Box parent, string place)
    {
        if (!_isHopeless)
            Add(Severity.Error, "not-an-activity", place, null, $"Here an activity is expected, but there is {json.ValueKind}.", "Remove it or put an activity there.");
        var box = new Box { Number = _boxes.Count, Id = "", NodeId = $"{parent.NodeId}:", Type = "", Parent = parent, Activity = new NotFoundActivity() };
        _boxes.Add(box);
        return box;
    }

    private Box Make(JsonElement json, Box parent, string place, string type)
    {
        var id = json.Text("id");
        if (string.IsNullOrEmpty(id))
        {
            id = $"activity{_boxes.Count}";
            Add(Severity.Error, "no-id", place, null, "The activity has no id.", "Give it an id of its own.");
        }
        var custom = json.Member("customProperties");
        var box = new Box
        {
            Number = _boxes.Count,
            Id = id,
            NodeId = $"{parent.NodeId}:{id}",
            Name = json.Text("name"),
            Type = type,
            Version = json.Number("version") ?? 1,
            Parent = parent,
            CanStartWorkflow = custom.IsTrue("canStartWorkflow"),
            MergeMode = MergeModeOf(custom.Text("mergeMode"), place, id),
            Retry = RetryOf(custom.Member("retryPolicy"), place, id),
            KeptFromJournal = LogPersistence.Excluded(json, custom),
        };
        _boxes.Add(box);
        return box;
    }

    private MergeMode MergeModeOf(string? text, string place, string id)
    {
        if (text is null or "None")
            return MergeMode.Stream;
        if (Enum.TryParse<MergeMode>(text, ignoreCase: true, out var merge))
            return merge;
        Add(Severity.Warning, "merge-mode", place, id, $"The merge mode '{text}' is unknown; None is used.", "Choose None, Stream, Merge, Converge, Cascade or Race.");
        return MergeMode.Stream;
    }

    private RetryPolicy? RetryOf(JsonElement json, string place, string id)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var attempts = json.Number("attempts");
        var delay = Conversion.To(json.Text("delay") ?? "00:01:00", WorkflowType.TimeSpan) is TimeSpan span ? span : TimeSpan.Zero;
        var factor = json.Member("factor") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 1;
        if (attempts is >= 1 and <= 100 && delay > TimeSpan.Zero && factor is >= 1 and <= 10)
            return new RetryPolicy(attempts.Value, delay, factor);
        Add(Severity.Error, "retry-policy", place, id, "The retry policy is not complete.", "Give attempts (1 to 100), delay (such as 00:05:00) and, if it shall grow, factor (1 to 10).");
        return null;
    }

    private List<StartTrigger> Triggers()
    {
        var triggers = new List<StartTrigger>();
        foreach (var box in _boxes)
        {
            if (box is { CanStartWorkflow: true, Activity: Trigger trigger })
                triggers.AddRange(trigger.StartTriggers(new TriggerIndexing(box, Problems)));
        }
        return triggers;
    }

    private string Key()
    {
        var key = definition.Id;
        if (_uses.Count > 0)
            key += $"+{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _uses))).AsSpan(0, 8))}";
        return Mode == FlowchartMode.Token ? key + "#token" : key;
    }

    private static FlowchartMode? ModeOf(WorkflowDefinition definition) =>
        definition.Document.Member("customProperties").Text("Flowchart:ExecutionMode") switch
        {
            "TokenBased" => FlowchartMode.Token,
            "CounterBased" => FlowchartMode.Counter,
            _ => null,
        };

    private static JsonElement? Parsed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
