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
    private readonly ActivityNode _node;
    private readonly List<Box> _children = [];
    private readonly ExpressionReader _expressions;

    internal BoxBinding(Compiling compiling, ActivityNode node, Box box)
    {
        _compiling = compiling;
        _node = node;
        Box = box;
        _expressions = new ExpressionReader(compiling, box);
    }

    /// <summary>The activity as the definition has it.</summary>
    public JsonElement Json => _node.Json;

    public Box Box { get; }

    public FlowchartMode Mode => _compiling.Mode;

    /// <summary>Whether other definitions may use the one being compiled as an activity.</summary>
    public bool IsUsableAsActivity => _compiling.IsUsableAsActivity;

    /// <summary>Says that the box will ask for this fact; it is looked up before every run and kept in the log.</summary>
    public void NeedsFact(string name) => _compiling.NeedFact(Box, name);

    internal void Fill(ActivityDescription description, Activity activity)
    {
        Box.Outputs = [.. description.Outputs.Select(member => Output(activity, member))];
        foreach (var port in description.Ports)
        {
            if (port.IsList)
                port.Set(activity, _node.List(port.JsonName).Select(Child).ToList());
            else if (Child(port.JsonName) is { } child)
                port.Set(activity, child);
        }
        var (evaluated, literals) = (new List<Input>(), new List<Input>());
        foreach (var member in description.Inputs)
            Fill(activity, member, evaluated, literals);
        Box.Evaluated = [.. evaluated];
        Box.Literals = [.. literals];
        Box.Variables = Variable.Of(_node.Variables());
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
            var input = new Input<object>(argument.Name, argument.ElementType, null);
            var place = $"{Place}.{ActivityDescription.Camel(argument.Name)}";
            input.Expression = _expressions.Input(Json.MemberLike(argument.Name), input.Type, place);
            input.Slot = i;
            evaluated.Add(input);
        }
        Box.Evaluated = [.. evaluated];
        Box.Outputs = [.. used.Outputs.Select(output => new Output(output.Name) { Target = Json.MemberLike(output.Name).Member("memoryReference").Text("id") })];
    }

    /// <summary>Compiles the activity in one place of this one (<c>then</c>, <c>cases[0].activity</c>); null for none.</summary>
    public Box? Child(string slot) => _node.Child(slot) is { } child ? Child(child) : null;

    private Box Child(ActivityNode node)
    {
        var child = _compiling.Box(node, Box);
        _children.Add(child);
        return child;
    }

    /// <summary>Compiles a script; its error is a problem, and given back for whoever runs it all the same.</summary>
    public Script? Script(string source, string member, out ScriptException? error) => _expressions.Script(source, $"{Place}.{member}", out error);

    /// <summary>Reads <c>{ type, value }</c>.</summary>
    public Expression Expression(JsonElement json, WorkflowType type, string place) => _expressions.Read(json, type, place);

    /// <summary>Where the activity stands in the file, as a JSON path.</summary>
    public string Place => _node.Place;

    /// <summary>The arrows of a flowchart.</summary>
    /// <param name="boxes">Its children.</param>
    internal IReadOnlyList<Flow.Connection> Connections(IReadOnlyList<Box> boxes)
    {
        var byId = new Dictionary<string, Box>(StringComparer.Ordinal);
        foreach (var box in boxes)
            byId.TryAdd(box.Id, box);
        return [.. _node.Connections().Select((connection, index) => new Flow.Connection(index, byId[connection.Source], connection.SourcePort, byId[connection.Target]))];
    }

    /// <summary>Tells of arrows that begin at an outcome the activity cannot end with: nobody would ever follow them.</summary>
    internal void TellUnknownOutcomes(IEnumerable<Flow.Connection> connections)
    {
        foreach (var connection in connections)
        {
            var source = connection.Source;
            if (connection.Port is not { } port || source.Activity.KnownOutcomes is not { } possible || possible.Contains(port))
                continue;
            var place = _node.List("activities").FirstOrDefault(node => node.Id == source.Id)?.Place ?? Place;
            _compiling.Add(
                ProblemSeverity.Error, "unknown-outcome", place, source.Id,
                $"A connection begins at the outcome '{port}', but '{source.Name ?? source.Id}' ends with {string.Join(", ", possible)}.", "Draw the connection from one of these, or add the outcome.");
        }
    }

    public void Problem(ProblemSeverity severity, string code, string message, string remedy) =>
        _compiling.Add(severity, code, Place, Box.Id, message, remedy);

    private void Fill(Activity activity, InputMember member, List<Input> evaluated, List<Input> literals)
    {
        var json = Json.Member(member.JsonName);
        var place = $"{Place}.{member.JsonName}";
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
            input.IsSensitive = member.Attribute.IsSensitive;
            input.Expression = _expressions.Input(json, member.Type, place);
            input.Settle();
            if (input.Expression is not ConstantExpression && member.Attribute.AutoEvaluate)
            {
                input.Slot = evaluated.Count;
                evaluated.Add(input);
            }
            else if (input is { IsLiteral: true, IsGiven: true })
            {
                literals.Add(input);
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
                Child($"cases[{cases.Count}].activity")));
        }
        return cases;
    }
}
