using System.Text.Json;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Branching;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Programs.Flow;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>Gives an activity what the definition says of it.</summary>
public sealed class BoxBinding
{
    private readonly Compiling _compiling;
    private readonly string _place;
    private readonly List<Box> _children = [];
    private readonly ExpressionReader _expressions;

    internal BoxBinding(Compiling compiling, JsonElement json, Box box, string place)
    {
        _compiling = compiling;
        _place = place;
        Json = json;
        Box = box;
        _expressions = new ExpressionReader(compiling, box.Id);
    }

    /// <summary>The activity as the definition has it.</summary>
    public JsonElement Json { get; }

    public Box Box { get; }

    public FlowchartMode Mode => _compiling.Mode;

    internal void Fill(ActivityDescription description, Activity activity)
    {
        Box.Outputs = [.. description.Outputs.Select(member => Output(activity, member))];
        foreach (var port in description.Ports)
        {
            var json = Json.Member(port.JsonName);
            if (port.IsList)
                port.Set(activity, Children(json, $"{_place}.{port.JsonName}"));
            else if (Child(json, $"{_place}.{port.JsonName}") is { } child)
                port.Set(activity, child);
        }
        var evaluated = new List<Input>();
        foreach (var member in description.Inputs)
            Fill(activity, member, evaluated);
        Box.Evaluated = [.. evaluated];
        if (Box.Variables.Count == 0)
            Box.Variables = VariableReader.Read(Json, _place, Box.Id, _compiling.Problems);
        activity.Bind(this);
        Box.Children = _children;
    }

    internal void FillDefinition(WorkflowDefinition used, DefinitionActivity activity)
    {
        var evaluated = new List<Input>();
        for (var i = 0; i < used.Inputs.Count; i++)
        {
            var argument = used.Inputs[i];
            // Elsa ignores that an input is an array: it arrives as the text of its JSON, converted to the element type.
            var input = new Input<object>(argument.Name, argument.ElementType ?? WorkflowType.Object, null);
            var place = $"{_place}.{ActivityDescription.Camel(argument.Name)}";
            input.Expression = _expressions.Input(Json.MemberLike(argument.Name), input.Type, place);
            input.Slot = i;
            evaluated.Add(input);
        }
        Box.Evaluated = [.. evaluated];
        Box.Outputs = [.. used.Outputs.Select(output => new Output(output.Name) { Target = Json.MemberLike(output.Name).Member("memoryReference").Text("id") })];
    }

    /// <summary>Compiles an embedded activity; null for none.</summary>
    public Box? Child(JsonElement json, string place)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var child = _compiling.Box(json, Box, place);
        _children.Add(child);
        return child;
    }

    /// <summary>Compiles a script; its error is a problem, and given back for whoever runs it all the same.</summary>
    public Script? Script(string source, string member, out ScriptException? error) => _expressions.Script(source, $"{_place}.{member}", out error);

    /// <summary>Reads <c>{ type, value }</c>.</summary>
    public Expression Expression(JsonElement json, WorkflowType type, string place) => _expressions.Read(json, type, place);

    public string Place => _place;

    /// <summary>The arrows of a flowchart, see <see cref="ConnectionReader"/>.</summary>
    public IReadOnlyList<Connection> Connections(IReadOnlyList<Box> boxes) =>
        ConnectionReader.Read(Json.Member("connections"), boxes, $"{_place}.connections", Box.Id, _compiling.Problems);

    public void Problem(Severity severity, string code, string message, string remedy) =>
        _compiling.Add(severity, code, _place, Box.Id, message, remedy);

    private void Fill(Activity activity, InputMember member, List<Input> evaluated)
    {
        var json = Json.Member(member.JsonName);
        var place = $"{_place}.{member.JsonName}";
        if (member.PropertyType == typeof(IReadOnlyList<SwitchCase>))
        {
            member.Set(activity, Cases(json, place));
        }
        else if (!member.IsWrapped)
        {
            member.Set(activity, json.ValueKind == JsonValueKind.Undefined ? default : json.Clone());
        }
        else
        {
            var input = member.Create();
            input.Expression = _expressions.Input(json, member.Type, place);
            input.Settle();
            if (input.Expression is not ConstantExpression && member.Attribute.AutoEvaluate)
            {
                input.Slot = evaluated.Count;
                evaluated.Add(input);
            }
            member.Set(activity, input);
        }
    }

    private Output Output(Activity activity, OutputMember member)
    {
        var output = new Output(member.Name) { Target = Json.Member(member.JsonName).Member("memoryReference").Text("id") };
        member.Set(activity, output);
        return output;
    }

    private List<Box> Children(JsonElement json, string place)
    {
        var children = new List<Box>();
        if (json.ValueKind != JsonValueKind.Array)
            return children;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in json.EnumerateArray())
        {
            var child = Child(item, $"{place}[{children.Count}]");
            if (child is null)
                continue;
            if (!ids.Add(child.Id))
                _compiling.Add(Severity.Error, "duplicate-id", $"{place}[{children.Count}]", child.Id, $"Two activities have the id '{child.Id}'.", "Give one of them another id.");
            children.Add(child);
        }
        return children;
    }

    private List<SwitchCase> Cases(JsonElement json, string place)
    {
        var cases = new List<SwitchCase>();
        if (json.ValueKind != JsonValueKind.Array)
            return cases;
        foreach (var item in json.EnumerateArray())
        {
            var at = $"{place}[{cases.Count}]";
            cases.Add(new SwitchCase(
                item.Text("label") ?? "",
                _expressions.Read(item.Member("condition"), WorkflowType.Boolean, $"{at}.condition"),
                Child(item.Member("activity"), $"{at}.activity")));
        }
        return cases;
    }
}
