using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Designer.Instances;

/// <summary>One time that an activity was carried out: the lines of the journal about it, gathered.</summary>
internal sealed class Execution(string instanceId, int number, Box box, int parent)
{
    private string _status = "Running";
    private bool _waits;
    private string? _failure;
    private int _failures;
    private ObjectValue? _inputs;
    private ObjectValue? _outputs;
    private IReadOnlyList<string> _outcomes = [];

    public Box Box => box;

    public int Parent => parent;

    public string Id { get; } = IdOf(instanceId, number);

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public bool Waits => _waits && _status == "Running";

    public bool HasFailed => _status == "Faulted";

    public static string IdOf(string instanceId, int number) => string.Create(CultureInfo.InvariantCulture, $"{instanceId}:{number}");

    /// <summary>All executions of an instance, in the order in which they began.</summary>
    public static IReadOnlyList<Execution> Of(string instanceId, IEnumerable<ShownStep> steps)
    {
        var executions = new Dictionary<int, Execution>();
        foreach (var entry in steps.SelectMany(step => step.Entries))
        {
            if (!executions.TryGetValue(entry.Execution, out var execution))
                executions.Add(entry.Execution, execution = new Execution(instanceId, entry.Execution, entry.Activity, entry.ParentExecution) { StartedAt = entry.At });
            execution.Add(entry);
        }
        return [.. executions.Values];
    }

    /// <summary>What a list shows.</summary>
    public JsonObject Summary(int depth) => new()
    {
        ["id"] = Id,
        ["workflowInstanceId"] = instanceId,
        ["activityId"] = box.Id,
        ["activityNodeId"] = box.NodeId,
        ["activityType"] = box.Type,
        ["activityTypeVersion"] = box.Version,
        ["activityName"] = box.Name,
        ["metadata"] = new JsonObject(),
        ["startedAt"] = StartedAt,
        ["hasBookmarks"] = Waits,
        ["status"] = _status,
        ["aggregateFaultCount"] = _failures,
        ["completedAt"] = CompletedAt,
        ["callStackDepth"] = depth,
        ["schedulingActivityExecutionId"] = parent > 0 ? IdOf(instanceId, parent) : null,
        ["schedulingActivityId"] = null,
        ["schedulingWorkflowInstanceId"] = null,
    };

    /// <summary>Everything about it.</summary>
    public JsonObject Whole(int depth)
    {
        var json = Summary(depth);
        json["activityState"] = InstanceJson.Value(_inputs ?? []);
        json["payload"] = _outcomes.Count > 0 ? Outcomes(_outcomes) : new JsonObject();
        json["outputs"] = InstanceJson.Value(_outputs ?? []);
        json["properties"] = new JsonObject();
        json["exception"] = _failure is null ? null : InstanceJson.Failure(_failure);
        return json;
    }

    public static JsonObject Outcomes(IReadOnlyList<string> outcomes) => new() { ["Outcomes"] = new JsonArray([.. outcomes.Select(outcome => (JsonNode)outcome)]) };

    /// <summary>The inputs that an activity began with: those evaluated stand in the journal, the others in its drawing.</summary>
    public static ObjectValue InputsOf(JournalEntry entry)
    {
        var inputs = new ObjectValue();
        foreach (var (name, value) in entry.Activity.Stated.Concat(entry.Values ?? []))
            inputs[name] = value;
        return inputs;
    }

    private void Add(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case JournalEvent.Started:
                _inputs = InputsOf(entry);
                break;
            case JournalEvent.Suspended:
                _waits = true;
                break;
            case JournalEvent.Resumed:
                (_waits, _status) = (false, "Running");
                break;
            case JournalEvent.Completed:
                (_status, _outcomes, _outputs, CompletedAt) = ("Completed", entry.Outcomes, entry.Values, entry.At);
                break;
            case JournalEvent.Canceled:
                (_status, CompletedAt) = ("Canceled", entry.At);
                break;
            case JournalEvent.Faulted:
                (_status, _failure) = ("Faulted", entry.Message);
                _failures++;
                break;
        }
    }
}
