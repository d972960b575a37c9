using System.Text.Json;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Definitions;

/// <summary>Where the value of a variable or input is kept.</summary>
public enum VariableStorage
{
    /// <summary>Only as long as its scope is in memory; lost at the next wait.</summary>
    None,

    /// <summary>In the state of the instance.</summary>
    WorkflowInstance,

    /// <summary>Lost when the instance is suspended.</summary>
    Memory,
}

/// <summary>A variable as declared at the workflow or at a container.</summary>
/// <param name="Id">What activities address it by.</param>
/// <param name="Name">What scripts address it by.</param>
/// <param name="Type">Its type; conversions go by it.</param>
/// <param name="Value">The default as it stands in the file: text, null, or any JSON.</param>
/// <param name="Storage">Where its value is kept.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record VariableDefinition(string Id, string Name, WorkflowType Type, JsonElement Value, VariableStorage Storage, string Place)
{
    /// <summary>The value it begins with. A blank text is none; a text that cannot be converted gives the type's default.</summary>
    /// <param name="isSound">False when it could not be converted.</param>
    public object? Default(out bool isSound)
    {
        isSound = true;
        if (Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (Value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(Value.GetString()))
            return null;
        try
        {
            isSound = Conversion.TryTo(ValueJson.Read(Value, ObjectOrigin.Script), Type, out var value);
            return value;
        }
        catch (ValueDepthException)
        {
            isSound = false;
            return Type.Default;
        }
    }

    /// <summary>Reads a list of declarations. One whose type is unknown is left out, as Elsa does, and told.</summary>
    internal static List<VariableDefinition> ReadAll(Members owner, List<Problem> problems, string? activityId = null)
    {
        var variables = new List<VariableDefinition>();
        foreach (var (item, place) in owner.Items("variables"))
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                if (Read(new Members(item, place, problems), problems, activityId) is { } variable)
                    variables.Add(variable);
            }
            else if (item.ValueKind != JsonValueKind.Null)
            {
                problems.Add(Members.WrongType(place, item, "a variable", activityId));
            }
        }
        TellDuplicates(variables, problems, activityId);
        return variables;
    }

    private static VariableDefinition? Read(Members members, List<Problem> problems, string? activityId)
    {
        var name = members.Text("name");
        var id = members.Text("id");
        var typeName = members.Text("typeName");
        var isArray = members.Flag("isArray") ?? false;
        var storage = StorageOf(members, problems, activityId);
        if (string.IsNullOrWhiteSpace(name) && string.IsNullOrWhiteSpace(id))
        {
            problems.Add(Problem.Warning(ProblemCode.MissingName, members.Place, "A variable has neither name nor id; it is left out.", "Give it a name.", activityId));
            return null;
        }

        // Older files leave out the type of plain objects.
        var type = WorkflowType.Parse(typeName ?? "Object", isArray);
        if (type is null)
        {
            problems.Add(Problem.Warning(
                ProblemCode.UnknownType,
                members.PlaceOf("typeName"),
                $"The variable '{Members.Shortened(name ?? id ?? "")}' has the unknown type '{Members.Shortened(typeName ?? "")}'; it is left out.",
                "Choose one of the types the designer offers, for example String, Int32 or Object.",
                activityId));
            return null;
        }

        members.TryGet("value", out var value);
        var variable = new VariableDefinition(string.IsNullOrWhiteSpace(id) ? name! : id, string.IsNullOrWhiteSpace(name) ? id! : name, type, value, storage, members.Place); // one of them is given
        variable.Default(out var isSound);
        if (!isSound)
        {
            problems.Add(Problem.Warning(
                ProblemCode.BadDefault,
                members.PlaceOf("value"),
                $"The default of variable '{Members.Shortened(variable.Name)}' is no {type}; the variable begins with what the type begins with.",
                $"Write a value of type {type}, or remove the default.",
                activityId));
        }
        return variable;
    }

    internal static VariableStorage StorageOf(Members members, List<Problem> problems, string? activityId = null)
    {
        var member = members.TryGet("storageDriverTypeName", out _) ? "storageDriverTypeName" : "storageDriverType";
        var name = members.Text(member);
        if (string.IsNullOrWhiteSpace(name))
            return VariableStorage.None;
        if (name.Contains("WorkflowInstanceStorageDriver", StringComparison.Ordinal) || name.Contains("WorkflowStorageDriver", StringComparison.Ordinal))
            return VariableStorage.WorkflowInstance;
        if (name.Contains("MemoryStorageDriver", StringComparison.Ordinal))
            return VariableStorage.Memory;
        problems.Add(Problem.Warning(
            ProblemCode.UnknownStorageDriver,
            members.PlaceOf(member),
            $"The storage driver '{Members.Shortened(name)}' is not known here; the value is kept with the instance.",
            "Choose 'Workflow Instance' or 'Memory'.",
            activityId));
        return VariableStorage.WorkflowInstance;
    }

    private static void TellDuplicates(List<VariableDefinition> variables, List<Problem> problems, string? activityId)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var isNewId = ids.Add(variable.Id);
            var isNewName = names.Add(variable.Name);
            if (!isNewId || !isNewName)
            {
                problems.Add(Problem.Warning(
                    ProblemCode.DuplicateId,
                    variable.Place,
                    $"Another variable of the same scope has the same {(isNewId ? "name" : "id")} as '{Members.Shortened(variable.Name)}'.",
                    "Give each variable its own.",
                    activityId));
            }
        }
    }
}
