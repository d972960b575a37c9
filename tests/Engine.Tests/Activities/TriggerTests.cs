using System.Text.Json.Nodes;
using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Tests.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Activities;

public sealed class TriggerTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Only_flagged_triggers_start_a_workflow()
    {
        var program = Program(Flowchart("flow", "a>b", Event("a", "First", starts: true), Event("b", "Second")));

        Assert.Equal([new StartTrigger("a", Named("First"))], program.Triggers);
    }

    [Fact]
    public void Triggers_of_all_kinds_say_what_sets_them_off()
    {
        var program = Program(Flowchart("flow", "",
            Starting(Box("door", "HttpEndpoint", ("path", Literal("/Cases/")), ("supportedMethods", Object("GET", "POST")))),
            Starting(Box("tick", "Timer", ("interval", Literal("00:10:00")))),
            Starting(Box("hour", "Cron", ("cronExpression", Literal("0 0 * * * *")))),
            Starting(Box("moment", "StartAt", ("dateTime", Literal("2026-02-01T10:00:00+01:00"))))));

        Assert.Equal([HttpEndpoint.Key("get", "cases"), HttpEndpoint.Key("post", "cases")], program.Triggers.Where(trigger => trigger.ActivityId == "door").Select(trigger => trigger.Key));
        Assert.Equal(s_now.AddMinutes(10), Schedule(program, "tick").Next(s_now));
        Assert.Equal(s_now.AddMinutes(30), Schedule(program, "hour").Next(s_now));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero), Schedule(program, "moment").Next(s_now));
        Assert.Null(Schedule(program, "moment").Next(new(2026, 2, 1, 9, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_script_may_compute_the_event_as_long_as_it_needs_no_run()
    {
        var trigger = Starting(Box("a", "Event", ("eventName", Script("'Case-' + (1 + 1)"))));

        Assert.Equal(Named("Case-2"), Assert.Single(Program(trigger).Triggers).Key);
    }

    [Theory]
    [InlineData("Event", "eventName", "JavaScript", "variables.name.length")]
    [InlineData("Event", "eventName", "Variable", "{\"id\":\"v\"}")]
    [InlineData("Event", "eventName", "Input", "{\"name\":\"In\"}")]
    [InlineData("Cron", "cronExpression", "Literal", "every hour")]
    [InlineData("Timer", "interval", "Literal", "00:00:00")]
    [InlineData("Timer", "interval", "Literal", "-00:10:00")]
    public void A_trigger_that_cannot_be_set_up_is_an_error(string type, string member, string syntax, string value)
    {
        var box = Starting(Box("a", type));
        box[member] = new JsonObject { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };

        var compilation = new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc).Compile(Definition(box), _ => null);

        Assert.Contains(compilation.Problems, problem => problem is { Code: "trigger", ActivityId: "a", Severity: ProblemSeverity.Error });
    }

    [Fact]
    public void A_started_trigger_passes_and_gives_its_payload_and_the_others_wait()
    {
        var first = Event("a", "First", starts: true);
        first["result"] = new JsonObject { ["typeName"] = null, ["memoryReference"] = new JsonObject { ["id"] = "form" } };
        var instance = new TestInstance(Program(Flowchart("flow", "a>tell tell>b b>close", first, Say("tell", "variables.form.no"), Event("b", "Second", starts: true), Line("close")), variables: Variable("form", "Object", null)));

        instance.Give(new Stimulus.Start([], TriggerActivityId: "a", Payload: new ObjectValue { ["no"] = 7 }));

        Assert.Equal(("Suspended", "7", "b"), (instance.Status, instance.Lines, instance.Waiting));
    }

    [Fact]
    public void A_trigger_in_the_middle_is_where_a_run_it_starts_begins()
    {
        var instance = new TestInstance(Program(Flowchart("flow", "a>b b>close", Line("a"), Event("b", "Go", starts: true), Line("close"))));

        instance.Give(new Stimulus.Start([], TriggerActivityId: "b"));

        Assert.Equal(("Finished", "close"), (instance.Status, instance.Lines));
    }

    [Theory]
    [InlineData("Timer")]
    [InlineData("Cron")]
    [InlineData("StartAt")]
    public void Clock_triggers_pass_when_they_started_the_run(string type)
    {
        var instance = new TestInstance(Program(Flowchart("flow", "a>close", Starting(Box("a", type)), Line("close"))));

        instance.Give(new Stimulus.Start([], TriggerActivityId: "a"));

        Assert.Equal(("Finished", "close"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_cron_expression_without_a_next_moment_is_an_incident()
    {
        var instance = new TestInstance(Program(Box("a", "Cron", ("cronExpression", Literal("0 0 0 30 2 *")))));

        instance.Start();

        Assert.Equal("Faulted", instance.Status);
    }

    private static StimulusKey Named(string name) => Engine.Activities.Primitives.Event.Key(name);

    private static Schedule Schedule(WorkflowProgram program, string activityId) => program.Triggers.Single(trigger => trigger.ActivityId == activityId).Schedule!; // asked for clock triggers only

    private static JsonObject Starting(JsonObject box)
    {
        box["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return box;
    }
}
