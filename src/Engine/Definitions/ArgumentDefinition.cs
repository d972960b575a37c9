using System.Text.Json;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Definitions;

/// <summary>An input or output of a workflow as declared.</summary>
public sealed record ArgumentDefinition
{
    public required string Name { get; init; }

    /// <summary>The declared type without regard to <see cref="IsArray"/>.</summary>
    public required WorkflowType ElementType { get; init; }

    public bool IsArray { get; init; }

    public WorkflowType Type => IsArray ? WorkflowType.ArrayOf(ElementType) : ElementType;

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    /// <summary>How the designer lets people enter it; inputs only.</summary>
    public string? UiHint { get; init; }

    /// <summary>Where its value is kept while the workflow runs; inputs only.</summary>
    public VariableStorage Storage { get; init; }

    /// <summary>Reads a list of declarations. An unknown type is an error, since a caller could not know what to give.</summary>
    internal static List<ArgumentDefinition> ReadAll(Members owner, string list, List<Problem> problems)
    {
        var arguments = new List<ArgumentDefinition>();
        foreach (var (item, place) in owner.Items(list))
        {
            if (item.ValueKind == JsonValueKind.Null)
                continue;
            if (item.ValueKind != JsonValueKind.Object)
                problems.Add(Members.WrongType(place, item, $"the declaration of one of the {list}"));
            else if (Read(new Members(item, place, problems), list, problems) is { } argument)
                arguments.Add(argument);
        }
        return arguments;
    }

    private static ArgumentDefinition? Read(Members members, string list, List<Problem> problems)
    {
        var name = members.Text("name");
        var typeName = members.Text("type") ?? members.Text("typeName") ?? "Object";
        var type = WorkflowType.Parse(typeName);
        if (string.IsNullOrWhiteSpace(name))
        {
            problems.Add(Problem.Error(ProblemCode.MissingName, members.Place, $"One of the {list} has no name.", "Give it a name, or remove it."));
            return null;
        }
        if (type is null)
        {
            problems.Add(Problem.Error(
                ProblemCode.UnknownType,
                members.PlaceOf("type"),
                $"'{Members.Shortened(name)}' has the unknown type '{Members.Shortened(typeName)}'.",
                "Choose one of the types the designer offers, for example String, Int32 or Object."));
            return null;
        }
        return new ArgumentDefinition
        {
            Name = name,
            ElementType = type,
            IsArray = members.Flag("isArray") ?? false,
            DisplayName = members.Text("displayName"),
            Description = members.Text("description"),
            Category = members.Text("category"),
            UiHint = members.Text("uiHint"),
            Storage = VariableDefinition.StorageOf(members, problems),
        };
    }
}
