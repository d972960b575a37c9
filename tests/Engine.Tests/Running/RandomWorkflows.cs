using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Programs;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>A drawing made by chance, and what then happens to an instance of it. The three numbers say it all, so a failure can be repeated.</summary>
/// <param name="Seed">Where chance begins.</param>
/// <param name="Size">How large the drawing may become.</param>
/// <param name="IsToken">Token mode instead of counter mode.</param>
public sealed record AnyWorkflow(int Seed, int Size, bool IsToken)
{
    internal WorkflowProgram Program()
    {
        var definition = Drawing.Definition(new RandomDrawing(Seed).Root(Size), "any", continues: Seed % 3 != 0, Variable("n", "Int32", "0"), Variable("text", "String", "begin"), Variable("any", "Object", null));
        return Drawing.Program(definition, IsToken ? FlowchartMode.Token : FlowchartMode.Counter);
    }

    public override string ToString() =>
        $"seed {Seed}, size {Size}, {(IsToken ? "token" : "counter")} mode: {new RandomDrawing(Seed).Root(Size).ToJsonString()}";
}

/// <summary>Makes drawings of every kind of container, with arrows in all directions.</summary>
internal sealed class RandomDrawing(int seed)
{
    private static readonly string[] s_events = ["A", "B", "C"];
    private static readonly string[] s_joins = ["WaitAny", "WaitAll", "WaitAllActive"];
    private static readonly string[] s_merges = ["None", "Stream", "Merge", "Converge", "Cascade", "Race"];

    private readonly Random _random = new(seed);
    private int _boxes;

    public static Arbitrary<AnyWorkflow> Workflows { get; } = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from size in Gen.Choose(1, 40)
        from isToken in Gen.Elements(false, true)
        select new AnyWorkflow(seed, size, isToken),
        workflow => workflow.Size > 1 ? [workflow with { Size = workflow.Size / 2 }, workflow with { Size = workflow.Size - 1 }] : []);

    public JsonObject Root(int size) => _random.Next(4) == 0 ? Activity(size) : Flowchart(size);

    private JsonObject Activity(int size)
    {
        if (size <= 1 || _random.Next(3) == 0)
            return Leaf();
        var part = size / 2;
        return _random.Next(14) switch
        {
            0 => Sequence(Id(), Some(part)),
            1 => Parallel(Id(), Some(part)),
            2 => Box(Id(), "If", ("condition", Condition()), ("then", Maybe(part)), ("else", Maybe(part))),
            3 => Box(Id(), "Switch", ("mode", Literal(Pick("MatchFirst", "MatchAny"))), ("cases", Cases(part)), ("default", Maybe(part))),
            4 => Box(Id(), "For", ("start", Literal(_random.Next(3))), ("end", Literal(_random.Next(5))), ("step", Literal(_random.Next(-1, 3))), ("body", Maybe(part))),
            5 => Box(Id(), "ForEach", ("items", Items()), ("body", Maybe(part))),
            6 => Box(Id(), "ParallelForEach", ("items", Items()), ("body", Maybe(part))),
            7 => Box(Id(), "While", ("condition", Script($"++variables.n % {_random.Next(2, 5)} != 0")), ("body", Maybe(part))),
            8 => Box(Id(), "Fork", ("joinMode", Pick("WaitAny", "WaitAll")), ("branches", new JsonArray([.. Some(part)]))),
            9 => Box(Id(), "FlowNode", ("body", Maybe(part))),
            10 => StateMachine(part),
            _ => Flowchart(part),
        };
    }

    private JsonObject Leaf()
    {
        var leaf = _random.Next(26) switch
        {
            0 or 1 or 2 or 3 => Line(Id()),
            4 or 5 or 6 or 7 => Event(Id(), Pick(s_events)),
            8 => Box(Id(), "Delay", ("timeSpan", Literal(Pick("00:00:00", "00:10:00", "1.00:00:00")))),
            9 => Box(Id(), "RunTask", ("taskName", Literal("Check")), Result("any")),
            10 => SetVariable(Id(), Pick("n", "text", "any", "ghost"), Pick("variables.n + 1", "'x'", "({a: [variables.n]})", "nothing.there")),
            11 => Box(Id(), "PublishEvent", ("eventName", Literal(Pick(s_events))), ("payload", Script("({n: variables.n})"))),
            12 => Box(Id(), "Fault", ("message", Literal("on purpose"))),
            13 => Box(Id(), Pick("End", "End", "Break", "Complete", "Finish")),
            14 => Box(Id(), "SetOutput", ("outputName", Literal("Out")), ("outputValue", Script("variables.n"))),
            15 => Box(Id(), "SetName", ("value", Literal("a name"))),
            16 => Box(Id(), "Correlate", ("correlationId", Script("'c' + variables.n"))),
            17 or 18 => Box(Id(), "RunJavaScript", ("script", Literal(Pick("setOutcome('Yes'); variables.n++", "setOutcomes(['Yes', 'No'])", "return newGuidString()", "variables.fresh = variables.n", "throw new Error('no')", "return {deep: {n: 1}}"))), Result(Pick("any", "text", "Out"))),
            19 or 20 => Box(Id(), "FlowDecision", ("condition", Condition())),
            21 => Fork(Id(), "Yes", "No", "Done"),
            22 or 23 => Join(Id(), Pick(s_joins)),
            24 => Box(Id(), "Timer", ("interval", Literal("00:05:00"))),
            _ => Box(Id(), "Contoso.Unknown"),
        };
        if (_random.Next(25) == 0)
            leaf["customProperties"] = new JsonObject { ["retryPolicy"] = new JsonObject { ["attempts"] = _random.Next(1, 3), ["delay"] = "00:01:00" } };
        return leaf;
    }

    private JsonObject Flowchart(int size)
    {
        var boxes = Enumerable.Range(0, _random.Next(1, Math.Min(size, 9) + 1)).Select(_ => Activity(Math.Max(1, size / 3))).ToArray();
        foreach (var box in boxes)
        {
            if (_random.Next(4) == 0 && !box.ContainsKey("customProperties"))
                box["customProperties"] = new JsonObject { ["mergeMode"] = Pick(s_merges) };
        }
        var arrows = new List<string>();
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var count = _random.Next(4); count > 0; count--)
            {
                // Mostly forward, so that something happens; backward and to itself as well.
                var target = _random.Next(4) == 0 ? _random.Next(boxes.Length) : Math.Min(i + 1 + _random.Next(2), boxes.Length - 1);
                arrows.Add($"{boxes[i]["id"]}.{Port(boxes[i])}>{boxes[target]["id"]}");
            }
        }
        return Drawing.Flowchart(Id(), string.Join(' ', arrows), boxes);
    }

    private string Port(JsonObject box) => (string?)box["type"] switch
    {
        "Elsa.FlowDecision" => Pick("True", "False"),
        "Elsa.FlowFork" or "Elsa.RunJavaScript" => Pick("Yes", "No", "Done"),
        _ => "Done",
    };

    private JsonObject StateMachine(int size)
    {
        string[] names = ["S1", "S2", "S3"];
        return Box(Id(), "StateMachine",
            ("initialState", Pick(names)),
            ("states", new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name, ["entry"] = Maybe(size), ["exit"] = Maybe(1) })])),
            ("transitions", new JsonArray([.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => new JsonObject
            {
                ["from"] = Pick(names), ["to"] = Pick(names), ["trigger"] = Maybe(1), ["condition"] = _random.Next(3) == 0 ? Condition() : null, ["action"] = Maybe(1),
            })])));
    }

    private JsonArray Cases(int size) =>
        new([.. Enumerable.Range(0, _random.Next(3)).Select(i => new JsonObject { ["label"] = $"case{i}", ["condition"] = Condition()["expression"]!.DeepClone(), ["activity"] = Maybe(size) })]); // an input has an expression

    private JsonNode Condition() => _random.Next(3) switch
    {
        0 => Literal(true),
        1 => Literal(false),
        _ => Script($"variables.n++ % {_random.Next(2, 4)} == 0"),
    };

    private JsonNode Items() => Pick(0, 1, 2, 3) switch
    {
        0 => Object("a", "b"),
        1 => Script("[1, {a: 2}, 'three']"),
        2 => Script("null"),
        _ => Script("[]"),
    };

    private static (string, JsonNode?) Result(string target) => ("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = target } });

    private JsonObject? Maybe(int size) => _random.Next(5) == 0 ? null : Activity(size);

    private JsonObject[] Some(int size) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Activity(size))];

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private string Id() => $"b{++_boxes}";
}
