using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs.Descriptors;

/// <summary>Makes Elsa's descriptors from the classes of the activities, and from definitions that may be used as activities.</summary>
public static class ActivityDescriptors
{
    /// <param name="catalog">The activities.</param>
    /// <param name="words">Words and choices of the host; null: those of the classes.</param>
    public static IReadOnlyList<ActivityDescriptor> Of(ActivityCatalog catalog, DesignerWords? words = null) =>
        [.. catalog.Activities.Select(description => Of(description, words ?? DesignerWords.OfTheClasses))];

    private static ActivityDescriptor Of(ActivityDescription description, DesignerWords words)
    {
        var type = description.TypeName;
        var attribute = description.Attribute;
        var activity = description.Create();
        return new ActivityDescriptor(
            description.TypeName,
            attribute.Namespace,
            description.Class.Name,
            Version: 1,
            words.Text($"Category.{attribute.Category}") ?? attribute.Category,
            words.Text(type) ?? attribute.DisplayName ?? InWords(description.Class.Name),
            words.Text($"{type}.Description") ?? attribute.Description,
            [.. description.Inputs.Select((input, order) => Of(type, input, order, words))],
            [.. description.Outputs.Select((output, order) => Of(type, output, order, words))],
            attribute.Kind.ToString(),
            [
                .. description.Ports.Where(port => !port.IsList).Select(port => new PortDescriptor(port.Name, words.Text($"{type}.Port.{port.Name}") ?? InWords(port.Name), "Embedded", IsBrowsable: true)),
                .. attribute.Ports.Select(port => new PortDescriptor(port, words.Text($"{type}.Port.{port}") ?? port, "Flow", IsBrowsable: true)),
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

    private static OutputDescriptor Of(string type, OutputMember output, int order, DesignerWords words) => new(
        output.Name,
        output.Attribute.Type,
        words.Text($"{type}.{output.Name}") ?? InWords(output.Name),
        words.Text($"{type}.{output.Name}.Description") ?? output.Attribute.Description,
        order);

    private static InputDescriptor Of(string type, InputMember input, int order, DesignerWords words)
    {
        var key = $"{type}.{input.Name}";
        var attribute = input.Attribute;
        var choices = attribute.ChoicesFrom is { } source ? words.Choices(source) : [];
        // A dropdown without choices would let nobody enter anything.
        var hint = attribute is { UiHint: "dropdown", ChoicesFrom: not null } && choices.Count == 0 ? "singleline"
            : attribute.UiHint ?? (input.Type.Kind == TypeKind.Boolean ? "checkbox" : "singleline");
        return new InputDescriptor(
            input.Name,
            input.TypeAlias,
            words.Text(key) ?? attribute.DisplayName ?? InWords(input.Name),
            words.Text($"{key}.Description") ?? attribute.Description,
            order,
            input.IsWrapped,
            hint,
            attribute.Category,
            input.DefaultForDesigner,
            attribute.DefaultSyntax,
            attribute.IsSensitive,
            attribute.AutoEvaluate,
            Specifications(hint, attribute, choices.Count > 0 ? choices : [.. attribute.Options.Select(option => new DesignerChoice(option, words.Text($"{key}.Option.{option}") ?? option))]));
    }

    private static Dictionary<string, object> Specifications(string hint, InputAttribute attribute, IReadOnlyList<DesignerChoice> choices) => hint switch
    {
        "dropdown" when choices.Count > 0 => new()
        {
            [hint] = new Dictionary<string, object>
            {
                ["selectList"] = new Dictionary<string, object> { ["items"] = Items(choices), ["isFlagsEnum"] = false },
                ["providerName"] = "StaticDropDownOptionsProvider",
            },
        },
        "checklist" => new()
        {
            [hint] = new Dictionary<string, object>
            {
                ["checkList"] = new Dictionary<string, object> { ["items"] = Items(choices), ["isFlagsEnum"] = false },
            },
        },
        "dynamic-outcomes" when attribute.Options.Length > 0 => new()
        {
            ["DynamicOutcomesOptions"] = new Dictionary<string, object> { ["fixedOutcomes"] = attribute.Options },
        },
        "code-editor" => new() { [hint] = new Dictionary<string, object> { ["language"] = "javascript", ["editorHeight"] = 1 } },
        // Studio looks under the name of the other editor for the language of this one, and takes JSON for JavaScript otherwise.
        "json-editor" => new() { ["code-editor"] = new Dictionary<string, object> { ["language"] = "json" } },
        _ => [],
    };

    private static Dictionary<string, object>[] Items(IReadOnlyList<DesignerChoice> choices) =>
        [.. choices.Select(choice => new Dictionary<string, object> { ["text"] = choice.Text, ["value"] = choice.Value })];

    /// <summary>"SetVariable" as "Set Variable".</summary>
    private static string InWords(string name) =>
        string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) && !char.IsUpper(name[index - 1]) ? $" {letter}" : letter.ToString()));
}
