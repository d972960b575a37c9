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
    private readonly HashSet<string> _facts = new(StringComparer.Ordinal);
    private readonly List<FactUse> _factUses = [];
    private readonly Stack<string> _inside = new();
    private int _depth;
    private bool _isHopeless;

    public List<Problem> Problems { get; } = [];


    public bool IsUsableAsActivity => definition.Options.UsableAsActivity;

    public FlowchartMode Mode { get; } = definition.Mode ?? mode;

    public Compilation Run()
    {
        _inside.Push(definition.DefinitionId);
        var workflow = new Workflow();
        var root = new Box { Number = 0, Id = Workflow.Id, NodeId = Workflow.Id, Type = "Elsa.Workflow", Activity = workflow };
        _boxes.Add(root);
        root.Variables = Variable.Of(definition.Variables);
        workflow.Root = Box(definition.Root, root);
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
                IncidentStrategy = definition.Options.Incidents ?? IncidentStrategy.Fault,
                Triggers = Triggers(),
                Mode = Mode,
                Zone = zone,
                Boxes = _boxes,
                Facts = _facts,
                FactUses = _factUses,
                StoredInputs = inputs.Where(input => input.Storage == VariableStorage.WorkflowInstance).Select(input => input.Name).ToHashSet(StringComparer.OrdinalIgnoreCase),
                InputNames = inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal),
            },
            Problems);
    }

    /// <summary>Compiles one activity and everything in it.</summary>
    public Box Box(ActivityNode node, Box parent)
    {
        if (++_depth > DeepestNesting && !_isHopeless)
        {
            _isHopeless = true;
            Add(ProblemSeverity.Error, "too-deep", node.Place, null, $"Activities are nested more than {DeepestNesting} deep.", "Move the inner part into a definition of its own.");
        }
        try
        {
            return _isHopeless ? Unknown(node, parent) : Known(node, parent);
        }
        finally
        {
            _depth--;
        }
    }

    public void NeedFact(Box box, string name)
    {
        _facts.Add(name);
        _factUses.Add(new FactUse(box, name));
    }

    public void Add(ProblemSeverity severity, string code, string place, string? activityId, string message, string remedy) =>
        Problems.Add(new Problem(severity, code, place, activityId, message, remedy));

    private Box Known(ActivityNode node, Box parent)
    {
        if (catalog.Find(node.Type) is { } description && description.Class != typeof(Workflow) && description.Class != typeof(NotFoundActivity))
        {
            var box = Make(node, parent);
            var activity = description.Create();
            box.Activity = activity;
            new BoxBinding(this, node, box).Fill(description, activity);
            return box;
        }
        var reference = new DefinitionReference(node.Text("workflowDefinitionVersionId"), node.Text("workflowDefinitionId"), node.Type, node.Version);
        return find(reference) is { } used ? Using(node, parent, used) : Unknown(node, parent);
    }

    private Box Using(ActivityNode node, Box parent, WorkflowDefinition used)
    {
        var box = Make(node, parent);
        if (_inside.Contains(used.DefinitionId))
        {
            _isHopeless = true;
            Add(ProblemSeverity.Error, "circle", node.Place, box.Id, $"The definition '{used.Name}' uses itself as an activity, by way of others or directly.", "Start it with DispatchWorkflow instead.");
            box.Activity = new NotFoundActivity { MissingType = box.Type };
            return box;
        }
        _uses.Add(used.Id);
        _inside.Push(used.DefinitionId);
        var activity = new DefinitionActivity { VersionId = used.Id, InputCount = used.Inputs.Count };
        box.Activity = activity;
        box.Variables =
        [
            .. used.Inputs.Select(input => new Variable($"{box.NodeId}:{input.Name}", input.Name, input.ElementType, null, IsStored: true)),
            .. Variable.Of(used.Variables),
        ];
        new BoxBinding(this, node, box).FillDefinition(used, activity);
        var problems = Problems.Count;
        activity.Root = Box(used.Root, box);
        // What is wrong inside the used definition is told where that one is edited.
        if (!_isHopeless)
            Problems.RemoveRange(problems, Problems.Count - problems);
        box.Children = [activity.Root];
        _inside.Pop();
        return box;
    }

    private Box Unknown(ActivityNode node, Box parent)
    {
        var box = Make(node, parent);
        var type = node.Text("missingTypeName") ?? node.Type;
        box.Activity = new NotFoundActivity { MissingType = type };
        var remedy = type switch
        {
            "Elsa.RunCSharp" => "C# scripts are not run here, since they could reach everything on the server. Use RunJavaScript.",
            "Elsa.RunPython" => "Python scripts are not run here. Use RunJavaScript.",
            "" => "Give the activity a type.",
            _ => "Replace the activity, or publish the definition that it stands for and allow it to be used as an activity.",
        };
        if (!_isHopeless)
            Add(ProblemSeverity.Error, "unknown-activity", node.Place, box.Id, $"The activity type '{type}' is unknown.", remedy);
        return box;
    }

    private Box Make(ActivityNode node, Box parent)
    {
        // The check tells of a missing id; here the activity only needs a name to go by.
        var id = node.Id.Length > 0 ? node.Id : $"activity{_boxes.Count}";
        var box = new Box
        {
            Number = _boxes.Count,
            Id = id,
            NodeId = $"{parent.NodeId}:{id}",
            Name = node.Name,
            Type = node.Type,
            Version = node.Version ?? 1,
            Parent = parent,
            CanStartWorkflow = node.CanStartWorkflow,
            MergeMode = MergeModeOf(node),
            Retry = RetryOf(node),
            KeptFromJournal = LogPersistence.Excluded(node),
        };
        _boxes.Add(box);
        return box;
    }

    private MergeMode MergeModeOf(ActivityNode node)
    {
        var text = node.MergeMode;
        if (text is null or "None")
            return MergeMode.Stream;
        if (Enum.TryParse<MergeMode>(text, ignoreCase: true, out var merge))
            return merge;
        Add(ProblemSeverity.Warning, "merge-mode", node.Place, node.Id, $"The merge mode '{text}' is unknown; None is used.", "Choose None, Stream, Merge, Converge, Cascade or Race.");
        return MergeMode.Stream;
    }

    private RetryPolicy? RetryOf(ActivityNode node)
    {
        var json = node.Custom("retryPolicy");
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var attempts = json.Number("attempts");
        var delay = Conversion.To(json.Text("delay") ?? "00:01:00", WorkflowType.TimeSpan) is TimeSpan span ? span : TimeSpan.Zero;
        var factor = json.Member("factor") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 1;
        if (attempts is >= 1 and <= 100 && delay > TimeSpan.Zero && factor is >= 1 and <= 10)
            return new RetryPolicy(attempts.Value, delay, factor);
        Add(ProblemSeverity.Error, "retry-policy", node.Place, node.Id, "The retry policy is not complete.", "Give attempts (1 to 100), delay (such as 00:05:00) and, if it shall grow, factor (1 to 10).");
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
}
