using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs.Descriptors;

/// <summary>Makes Elsa's descriptors from the classes of the activities, and from definitions that may be used as activities.</summary>
public static class ActivityDescriptors
{
    public static IReadOnlyList<ActivityDescriptor> Of(ActivityCatalog catalog) => [.. catalog.Activities.Select(Of)];

    public static ActivityDescriptor Of(ActivityDescription description)
    {
        var attribute = description.Attribute;
        var activity = description.Create();
        return new ActivityDescriptor(
            description.TypeName,
            attribute.Namespace,
            description.Class.Name,
            Version: 1,
            attribute.Category,
            attribute.DisplayName ?? InWords(description.Class.Name),
            attribute.Description,
            [.. description.Inputs.Select(Of)],
            [.. description.Outputs.Select((output, index) => new OutputDescriptor(output.Name, output.Attribute.Type, InWords(output.Name), output.Attribute.Description, index))],
            attribute.Kind.ToString(),
            [
                .. description.Ports.Where(port => !port.IsList).Select(port => new PortDescriptor(port.Name, InWords(port.Name), "Embedded", IsBrowsable: true)),
                .. attribute.Ports.Select(port => new PortDescriptor(port, port, "Flow", IsBrowsable: true)),
            ])
        {
            IsBrowsable = attribute.IsBrowsable,
            IsContainer = activity is Flowchart or Sequence or Activities.Containers.Parallel,
            IsStart = activity is Start,
            IsTerminal = activity.IsTerminal,
        };
    }

    /// <summary>A published definition as an activity type.</summary>
    /// <param name="definition">The version.</param>
    /// <param name="isBrowsable">Whether the picker offers it: the published version only.</param>
    public static ActivityDescriptor Of(WorkflowDefinition definition, bool isBrowsable) => new(
        TypeNameOf(definition.Name ?? definition.DefinitionId),
        Namespace: "",
        TypeNameOf(definition.Name ?? definition.DefinitionId),
        definition.Version,
        definition.Options.ActivityCategory ?? "Workflows",
        definition.Name ?? definition.DefinitionId,
        definition.Description,
        [.. definition.Inputs.Select((input, index) => Synthetic(input, index))],
        [.. definition.Outputs.Select((output, index) => new OutputDescriptor(output.Name, TypeOf(output), output.DisplayName ?? output.Name, output.Description, index) { IsSynthetic = true })],
        nameof(ActivityKind.Action),
        [
            .. (definition.Outcomes.Count == 0 ? ["Done"] : definition.Outcomes).Select(outcome => new PortDescriptor(outcome, outcome, "Flow", IsBrowsable: true)),
            new PortDescriptor("Root", "Root", "Embedded", IsBrowsable: false),
        ])
    {
        IsBrowsable = isBrowsable,
        CustomProperties = new Dictionary<string, object>
        {
            ["RootType"] = "WorkflowDefinitionActivity",
            ["WorkflowDefinitionId"] = definition.DefinitionId,
            ["WorkflowDefinitionVersionId"] = definition.Id,
        },
        ConstructionProperties = new Dictionary<string, object>
        {
            ["WorkflowDefinitionId"] = definition.DefinitionId,
            ["WorkflowDefinitionVersionId"] = definition.Id,
            ["LatestAvailablePublishedVersion"] = definition.Version,
            ["LatestAvailablePublishedVersionId"] = definition.Id,
        },
    };

    /// <summary>The activity type by which other definitions use one of this name: its words joined, each beginning with a capital, as Elsa makes it.</summary>
    public static string TypeNameOf(string definitionName) =>
        string.Concat(definitionName.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static InputDescriptor Synthetic(ArgumentDefinition input, int order) => new(
        input.Name, TypeOf(input), input.DisplayName ?? input.Name, input.Description, order,
        IsWrapped: true, input.UiHint ?? "singleline", input.Category, DefaultValue: null, "Literal", IsSensitive: false, AutoEvaluate: true, new Dictionary<string, object>())
    {
        IsSynthetic = true,
    };

    private static string TypeOf(ArgumentDefinition argument) => argument.Type.ToString();

    private static InputDescriptor Of(InputMember input, int order)
    {
        var attribute = input.Attribute;
        var hint = attribute.UiHint ?? (input.Type.Kind == TypeKind.Boolean ? "checkbox" : "singleline");
        return new InputDescriptor(
            input.Name,
            input.TypeAlias,
            attribute.DisplayName ?? InWords(input.Name),
            attribute.Description,
            order,
            input.IsWrapped,
            hint,
            attribute.Category,
            input.DefaultForDesigner,
            attribute.DefaultSyntax,
            attribute.IsSensitive,
            attribute.AutoEvaluate,
            Specifications(hint, attribute));
    }

    private static Dictionary<string, object> Specifications(string hint, InputAttribute attribute) => hint switch
    {
        "dropdown" when attribute.Options.Length > 0 => new()
        {
            [hint] = new Dictionary<string, object>
            {
                ["selectList"] = new Dictionary<string, object> { ["items"] = Choices(attribute.Options), ["isFlagsEnum"] = false },
                ["providerName"] = "StaticDropDownOptionsProvider",
            },
        },
        "checklist" => new()
        {
            [hint] = new Dictionary<string, object>
            {
                ["checkList"] = new Dictionary<string, object> { ["items"] = Choices(attribute.Options), ["isFlagsEnum"] = false },
            },
        },
        "dynamic-outcomes" when attribute.Options.Length > 0 => new()
        {
            ["DynamicOutcomesOptions"] = new Dictionary<string, object> { ["fixedOutcomes"] = attribute.Options },
        },
        "code-editor" => new() { [hint] = new Dictionary<string, object> { ["language"] = "javascript", ["editorHeight"] = 1 } },
        "json-editor" => new() { [hint] = new Dictionary<string, object> { ["language"] = "json" } },
        _ => [],
    };

    private static Dictionary<string, object>[] Choices(string[] options) =>
        [.. options.Select(option => new Dictionary<string, object> { ["text"] = option, ["value"] = option })];

    /// <summary>"SetVariable" as "Set Variable".</summary>
    private static string InWords(string name) =>
        string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) && !char.IsUpper(name[index - 1]) ? $" {letter}" : letter.ToString()));
}
