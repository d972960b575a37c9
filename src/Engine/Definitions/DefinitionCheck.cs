using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>Finds what is wrong with the drawing itself. What depends on activity types and expressions, the compiler adds.</summary>
public static class DefinitionCheck
{
    /// <param name="definition">A definition that could be read.</param>
    /// <param name="waits">Whether an activity may wait for something, as far as the caller knows its type. Null: variables lost at waits are not looked for.</param>
    /// <returns>Everything found, in the order of the file; what reading told already is not repeated.</returns>
    public static List<Problem> Problems(WorkflowDefinition definition, Func<ActivityNode, bool>? waits = null)
    {
        var problems = new List<Problem>();
        var ids = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        var waiting = waits is null ? [] : Waiting(definition, waits);
        if (waiting.Count > 0)
            TellLost(definition.Variables, activityId: null, problems);

        foreach (var node in definition.Activities)
        {
            if (TellMalformed(node, problems))
                continue;
            TellIds(node, ids, problems);
            TellMissingChildren(node, problems);
            var variables = node.Variables(problems);
            if (waiting.Contains(node))
                TellLost(variables, node.Id, problems);
            if (node.TryGet("connections", out _))
                FlowchartCheck.Tell(node, problems);
        }
        return problems;
    }

    private static bool TellMalformed(ActivityNode node, List<Problem> problems)
    {
        if (node.TryGet("id", out var id) && id.ValueKind != JsonValueKind.String)
        {
            problems.Add(Members.WrongType(node.Place + ".id", id, "a text"));
            return true;
        }
        if (node.Type.Length == 0)
        {
            var found = node.TryGet("type", out var type)
                ? Members.WrongType(node.Place + ".type", type, "the type of an activity", node.Id)
                : Problem.Error(ProblemCode.MissingType, node.Place, "This activity has no type.", "Remove it, or give it the type it had.", node.Id);
            problems.Add(found);
            return true;
        }
        return false;
    }

    private static void TellIds(ActivityNode node, Dictionary<string, ActivityNode> ids, List<Problem> problems)
    {
        if (node.Id.Length == 0)
        {
            problems.Add(Problem.Error(ProblemCode.MissingId, node.Place, $"This activity of type {Members.Shortened(node.Type)} has no id.", "Give it one that no other activity of the workflow has."));
            return;
        }
        if (ids.TryAdd(node.Id, node))
            return;
        problems.Add(Problem.Error(
            ProblemCode.DuplicateId,
            node.Place,
            $"The id '{Members.Shortened(node.Id)}' already belongs to the activity at {ids[node.Id].Place}.",
            "Give one of the two another id; delete it in the designer and add it again.",
            node.Id));
    }

    private static void TellMissingChildren(ActivityNode node, List<Problem> problems)
    {
        if (node.TryGet("activities", out var activities))
        {
            if (activities.ValueKind != JsonValueKind.Array)
                problems.Add(Members.WrongType(node.Place + ".activities", activities, "a list of activities", node.Id));
            else
                TellMissingElements(node, activities, problems);
        }
        if (node.Type is "Elsa.For" or "Elsa.ForEach" or "Elsa.ParallelForEach" or "Elsa.While" && node.Child("body") is null)
        {
            problems.Add(Problem.Warning(
                ProblemCode.EmptyBody, node.Place, $"The loop '{Members.Shortened(node.Name ?? node.Id)}' has nothing to repeat.", "Put an activity into its body, or remove the loop.", node.Id));
        }
    }

    private static void TellMissingElements(ActivityNode node, JsonElement activities, List<Problem> problems)
    {
        var at = 0;
        foreach (var item in activities.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                problems.Add(Problem.Error(
                    ProblemCode.MissingChild,
                    $"{node.Place}.activities[{at}]",
                    $"Here an activity is missing; the file has {item.ValueKind switch { JsonValueKind.Null => "null", JsonValueKind.String => "a text", _ => "something else" }}.",
                    "Remove this element.",
                    node.Id));
            }
            at++;
        }
    }

    /// <summary>The activities below which something may wait, themselves included.</summary>
    private static HashSet<ActivityNode> Waiting(WorkflowDefinition definition, Func<ActivityNode, bool> waits)
    {
        var waiting = new HashSet<ActivityNode>();
        foreach (var node in definition.Activities.Where(waits))
        {
            for (var up = node; up is not null && waiting.Add(up);)
                up = up.Parent;
        }
        return waiting;
    }

    private static void TellLost(IEnumerable<VariableDefinition> variables, string? activityId, List<Problem> problems)
    {
        foreach (var variable in variables.Where(variable => variable.Storage != VariableStorage.WorkflowInstance))
        {
            problems.Add(Problem.Warning(
                ProblemCode.VariableLost,
                variable.Place,
                $"The variable '{Members.Shortened(variable.Name)}' is not stored with the instance and begins anew whenever the workflow has waited.",
                "Choose 'Workflow Instance' as its storage.",
                activityId));
        }
    }
}
