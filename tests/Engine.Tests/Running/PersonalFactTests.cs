using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>Names of people are planted among the facts of a case; no script can bring them into what is stored of a run.</summary>
public sealed class PersonalFactTests
{
    private static readonly string[] s_fields = ["lastName", "firstName", "street", "note", "state", "mail", "step"];

    [Fact]
    public void Personal_facts_reach_neither_state_nor_journal_nor_log() => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var random = new Random(seed);
            var facts = s_fields.Select((field, i) => new Fact(field, Value(random, $"Zwetschge{seed}n{i}"), IsPersonal: i % 2 == 0)).ToArray();
            var instance = new TestInstance(Program(Curious(random), variables: [Variable("a", "String", ""), Variable("b", "Object", null)])) { Facts = new Facts(facts, "rules-1") };

            instance.Start();
            for (var round = 0; round < 4; round++)
                instance.Event("Go");

            var stored = new StringBuilder();
            foreach (var run in instance.Runs)
            {
                stored.Append(Encoding.UTF8.GetString(run.State)).Append(Encoding.Latin1.GetString(run.Journal)).Append(Encoding.UTF8.GetString(run.Log));
                foreach (var effect in run.Effects)
                    stored.Append(effect);
            }
            for (var i = 0; i < s_fields.Length; i++)
                Assert.Equal(i % 2 != 0, stored.ToString().Contains($"Zwetschge{seed}n{i}", StringComparison.Ordinal));
            for (var step = 0; step < instance.Runs.Count; step++)
                Assert.Equal(instance.Runs[step].State, instance.Replay(step == 0 ? null : instance.Runs[step - 1].State, instance.Runs[step]).State);
        }).Check(Repetitions.Of(100));

    [Fact]
    public void A_program_names_the_facts_that_it_asks_for()
    {
        var program = Program(Sequence("seq", Say("one", "getFact('state') + getFact( \"step\" )"), Decision("two", "getFact('state') == 'NW'")));

        Assert.Equal(["state", "step"], program.Facts.Order());
    }

    /// <summary>Asks for every fact in every place where a script may stand.</summary>
    private static JsonObject Curious(Random random)
    {
        var all = string.Join(" + ';' + ", s_fields.Select(field => $"JSON.stringify(getFact('{field}'))"));
        JsonObject[] places =
        [
            Say("line", all),
            SetVariable("set", "a", all),
            Box("script", "RunJavaScript", ("script", Literal($"variables.b = {{all: {all}}}; setVariable('fresh', {all}); return [{all}]"))),
            Box("out", "SetOutput", ("outputName", Literal("Out")), ("outputValue", Script(all))),
            Box("name", "SetName", ("value", Script(all))),
            Box("mark", "Correlate", ("correlationId", Script(all))),
            Box("send", "PublishEvent", ("eventName", Script(all)), ("payload", Script($"({{x: {all}}})"))),
            Box("each", "ForEach", ("items", Script($"[{all}]")), ("body", Event("got", "Go"))),
            Box("task", "RunTask", ("taskName", Script(all)), ("payload", Script($"({{x: {all}}})"))),
            Box("fault", "RunJavaScript", ("script", Literal($"throw new Error({all})"))),
        ];
        random.Shuffle(places);
        return Box("side", "Parallel", ("activities", new JsonArray([.. places.Select((place, i) => (JsonNode)Sequence($"way{i}", place, Event($"wait{i}", "Go")))])));
    }

    private static object Value(Random random, string name) => random.Next(3) switch
    {
        0 => name,
        1 => new ObjectValue { ["value"] = name },
        _ => new ListValue([name, 1]),
    };
}
