using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Tests.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Activities;

public sealed class StateMachineTests
{
    [Theory]
    [InlineData("variables.points >= 50", 60, "granted")]
    [InlineData("variables.points >= 50", 40, "refused")]
    public void The_first_transition_whose_condition_holds_is_taken(string condition, int points, string state)
    {
        var machine = Machine(["open", "granted", "refused"], Transition("open", "granted", condition: Script(condition)), Transition("open", "refused"));
        var instance = new TestInstance(Program(machine, variables: Variable("points", "Int32", $"{points}")));

        instance.Start();

        Assert.Equal(("Finished", $"in-open in-{state}"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_condition_sees_what_the_trigger_brought()
    {
        var trigger = Event("result", "Result");
        trigger["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "form" } };
        var instance = new TestInstance(Program(
            Machine(["open", "passed"], Transition("open", "passed", trigger, Script("variables.form.points >= 50"))), variables: Variable("form", "Object", null)));
        instance.Start();

        instance.Event("Result", new ObjectValue { ["points"] = 10 });
        Assert.Equal(("Suspended", "result"), (instance.Status, instance.Waiting));
        instance.Event("Result", new ObjectValue { ["points"] = 70 });

        Assert.Equal(("Finished", "in-open in-passed"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void Skipping_the_incident_of_a_circle_without_triggers_leads_into_it_again()
    {
        var machine = Machine(["open", "round"], Transition("open", "round", Event("go", "Go")), Transition("round", "round"));
        foreach (var state in machine["states"]!.AsArray())
            state!["entry"] = null;
        var instance = new TestInstance(Program(machine));
        instance.Start();
        instance.Event("Go");
        Assert.Equal("Faulted", instance.Status);

        instance.Give(new Stimulus.Skip(1));

        Assert.Equal("Faulted", instance.Status);
        Assert.Equal(2, instance.View.Incidents.Count);
    }

    [Fact]
    public void The_losing_triggers_are_cancelled()
    {
        var instance = new TestInstance(Program(
            Machine(["open", "done"], Transition("open", "done", Event("a", "A")), Transition("open", "done", Parallel("both", Event("b", "B"), Event("c", "C"))))));
        instance.Start();
        Assert.Equal("a b c", instance.Waiting);

        instance.Event("A");

        Assert.Empty(instance.Open);
        Assert.Equal("Finished", instance.Status);
        Assert.False(instance.Event("B").Happened);
    }

    [Fact]
    public void A_machine_can_go_round_for_ever_as_long_as_it_waits()
    {
        var instance = new TestInstance(Program(Machine(["day", "night"], Transition("day", "night", Event("dusk", "Dusk")), Transition("night", "day", Event("dawn", "Dawn")))));
        instance.Start();

        for (var day = 0; day < 20; day++)
        {
            Assert.Equal("dusk", instance.Waiting);
            instance.Event("Dusk");
            Assert.Equal("dawn", instance.Waiting);
            instance.Event("Dawn");
        }

        Assert.Equal("Suspended", instance.Status);
        Assert.InRange(instance.State!.Length, 1, 300); // it has started
    }

    [Fact]
    public void Transitions_in_a_circle_without_triggers_are_an_incident()
    {
        var machine = Box("machine", "StateMachine", ("initialState", "a"), ("states", States(["a", "b"], withEntries: false)), ("transitions", new JsonArray(Transition("a", "b"), Transition("b", "a"))));
        var instance = new TestInstance(Program(machine));

        instance.Start();

        Assert.Contains("circle", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transitions_in_a_circle_with_entries_meet_the_limit_of_a_step()
    {
        var instance = new TestInstance(Program(Machine(["a", "b"], Transition("a", "b"), Transition("b", "a"))), new Engine.Running.EngineLimits(Activities: 100));

        instance.Start();

        Assert.Contains("More than 100 activities", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_states_is_done_at_once()
    {
        var instance = new TestInstance(Program(Sequence("seq", Box("machine", "StateMachine"), Line("close"))));

        instance.Start();

        Assert.Equal(("Finished", "close"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_transition_to_a_state_that_does_not_exist_is_a_problem()
    {
        var compilation = new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc).Compile(Definition(Machine(["a"], Transition("a", "nowhere"))), _ => null);

        var problem = Assert.Single(compilation.Problems);
        Assert.Equal((ProblemSeverity.Error, "machine"), (problem.Severity, problem.ActivityId));
        Assert.Contains("'nowhere'", problem.Message, StringComparison.Ordinal);
    }

    private static JsonObject Machine(string[] states, params JsonObject[] transitions) =>
        Box("machine", "StateMachine", ("initialState", states[0]), ("states", States(states, withEntries: true)), ("transitions", new JsonArray([.. transitions])));

    private static JsonArray States(string[] names, bool withEntries) =>
        new([.. names.Select(name => new JsonObject { ["name"] = name, ["entry"] = withEntries ? Line($"in-{name}") : null })]);

    private static JsonObject Transition(string from, string to, JsonObject? trigger = null, JsonNode? condition = null) =>
        new() { ["from"] = from, ["to"] = to, ["trigger"] = trigger, ["condition"] = condition };
}
