using System.Text.Json.Nodes;
using IqWorkflows.Activities.CaseFacts;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Activities.Tests.Boxes;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Activities.Tests;

/// <summary>Boxes that ask for something and go on at once, or wait for facts and deadlines.</summary>
public sealed class CaseBoxTests
{
    public static TheoryData<string, string, CaseEffect> Asked => new()
    {
        { "Milestone", """{"state":"UNTERLAGEN"}""", new CaseEffect.SetState("UNTERLAGEN") },
        { "SetFact", """{"fact":"application.result","value":"TEIL"}""", new CaseEffect.SetFact("application.result", null, "TEIL") },
        { "SetFact", """{"fact":"application.result","object":"application:2","value":3}""", new CaseEffect.SetFact("application.result", "application:2", 3) },
        { "Checklist", "{}", new CaseEffect.CreateChecklist("application") },
        { "Checklist", """{"object":"application:2"}""", new CaseEffect.CreateChecklist("application:2") },
        { "StartDeadline", """{"code":"D03"}""", new CaseEffect.StartDeadline("instance-1:1", "D03", "application") },
        { "StartDeadline", """{"code":"D09","object":" decision:1 "}""", new CaseEffect.StartDeadline("instance-1:1", "D09", "decision:1") },
        { "SuspendDeadline", """{"code":"D03","cause":"INHALT"}""", new CaseEffect.SuspendDeadline("D03", "application", "INHALT", "request") },
        { "SuspendDeadline", """{"code":"D03","object":"application:1","cause":"QA","by":"analysis:1"}""", new CaseEffect.SuspendDeadline("D03", "application:1", "QA", "analysis:1") },
        { "ExtendDeadline", """{"code":"D08","object":"request"}""", new CaseEffect.ExtendDeadline("D08", "request", "extension") },
        { "StopDeadline", """{"code":"D09","object":"decision"}""", new CaseEffect.StopDeadline("D09", "decision") },
        { "SendMail", """{"occasion":"M13"}""", new CaseEffect.SendMail("M13", null, "client") },
        { "SendMail", """{"occasion":"M13","object":"application:2","recipient":"authority"}""", new CaseEffect.SendMail("M13", "application:2", "authority") },
        { "StartLadder", """{"occasion":"M09"}""", new CaseEffect.StartLadder("M09", null, null, null) },
        { "StartLadder", """{"occasion":"M19","object":"application","deadline":"D03"}""", new CaseEffect.StartLadder("M19", "application", "D03", null) },
        { "StartLadder", """{"occasion":"M12","date":"2026-03-10"}""", new CaseEffect.StartLadder("M12", null, null, new DateOnly(2026, 3, 10)) },
        { "StopLadder", """{"occasion":"M09","object":"application:1"}""", new CaseEffect.StopLadder("M09", "application:1") },
        { "Escalate", """{"text":"Frist in Gefahr","textEn":"Deadline at risk","due":"1 WD"}""", new CaseEffect.Escalate("L2", "Frist in Gefahr", "Deadline at risk", null, "1 WD") },
        { "Escalate", """{"level":"L4","text":"Frist in Gefahr","textEn":"Deadline at risk","object":"decision:1"}""", new CaseEffect.Escalate("L4", "Frist in Gefahr", "Deadline at risk", "decision:1", null) },
        { "Refer", """{"target":"ZSBA"}""", new CaseEffect.Refer("ZSBA") },
        { "CloseCase", """{"reason":"KEIN_KONTAKT"}""", new CaseEffect.CloseCase("KEIN_KONTAKT") },
        { "ReopenCase", """{"milestone":"UNTERLAGEN"}""", new CaseEffect.ReopenCase("UNTERLAGEN") },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void A_box_asks_for_what_it_says_and_goes_on(string type, string inputs, CaseEffect effect)
    {
        var root = Sequence("all", Iq(type, inputs), Line("after"));

        var instance = new Played(root).Start();

        Assert.Equal(effect, Assert.Single(instance.Effects));
        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
        Assert.Empty(Problems(root));
    }

    [Theory]
    [InlineData("Milestone", "{}", "missing-state")]
    [InlineData("SetFact", """{"value":1}""", "missing-fact")]
    [InlineData("StartDeadline", """{"object":"application"}""", "missing-code")]
    [InlineData("AwaitDeadline", "{}", "missing-code")]
    [InlineData("AwaitDeadline", """{"code":"D03","offset":"soon"}""", "length")]
    [InlineData("SuspendDeadline", """{"code":"D03"}""", "missing-cause")]
    [InlineData("ExtendDeadline", """{"code":"D03","by":" "}""", "missing-by")]
    [InlineData("StopDeadline", "{}", "missing-code")]
    [InlineData("SendMail", "{}", "missing-occasion")]
    [InlineData("StartLadder", "{}", "missing-occasion")]
    [InlineData("StopLadder", """{"occasion":""}""", "missing-occasion")]
    [InlineData("Escalate", """{"textEn":"Deadline at risk"}""", "no-title")]
    [InlineData("Escalate", """{"text":"Frist in Gefahr","textEn":"Deadline at risk","level":"L9"}""", "unknown-level")]
    [InlineData("Escalate", """{"text":"Frist in Gefahr","textEn":"Deadline at risk","due":"bald"}""", "length")]
    [InlineData("Refer", "{}", "missing-target")]
    [InlineData("CloseCase", "{}", "missing-reason")]
    [InlineData("ReopenCase", "{}", "missing-milestone")]
    [InlineData("DecisionTable", "{}", "missing-table")]
    [InlineData("AwaitFacts", "{}", "never")]
    public void What_a_box_lacks_is_told_where_it_stands(string type, string inputs, string code)
    {
        var problem = Assert.Single(Problems(Sequence("all", Iq(type, inputs))));

        Assert.Equal((code, ProblemSeverity.Error, "box"), (problem.Code, problem.Severity, problem.ActivityId));
    }

    [Theory]
    [InlineData("Milestone", "state", "''", "The input State is empty.")]
    [InlineData("StopDeadline", "code", "null", "The input Code is empty.")]
    [InlineData("SendMail", "occasion", "''", "The input Occasion is empty.")]
    [InlineData("CloseCase", "reason", "undefined", "The input Reason is empty.")]
    public void A_computed_input_that_comes_out_empty_is_a_fault(string type, string input, string script, string message)
    {
        var box = Iq(type, "{}");
        box[input] = Script(script);

        var instance = new Played(Sequence("all", box)).Start();

        Assert.Equal(("Faulted", message), (instance.Status, Assert.Single(instance.View.Incidents).Message));
        Assert.Empty(instance.Effects);
    }

    [Theory]
    [InlineData("'next week'")]
    [InlineData("5")]
    public void A_day_of_a_ladder_that_is_none_is_a_fault(string script)
    {
        var box = Iq("StartLadder", """{"occasion":"M12"}""");
        box["date"] = Script(script);

        Assert.Equal("Faulted", new Played(Sequence("all", box)).Start().Status);
    }

    [Fact]
    public void An_instant_is_the_german_day_it_falls_on()
    {
        var box = Iq("StartLadder", """{"occasion":"M12"}""");
        box["date"] = Script("new Date('2026-03-09T23:30:00Z')");

        Assert.Equal(new DateOnly(2026, 3, 10), Assert.IsType<CaseEffect.StartLadder>(Assert.Single(new Played(Sequence("all", box)).Start().Effects)).Day);
    }

    [Fact]
    public void Facts_that_are_already_so_are_not_waited_for()
    {
        var program = Compiled(Sequence("all", Box("box", "Iq.AwaitFacts", ("condition", Script("getFact('application.kind') === 'FOLGE'"))), Line("after")));

        Assert.Equal("after", new Played(program, ("application.kind", "FOLGE")).Start().Lines);
        Assert.Equal(["application.kind"], program.Facts);
    }

    [Fact]
    public void Facts_are_looked_at_again_whenever_the_case_changes()
    {
        var instance = new Played(Sequence("all", Box("box", "Iq.AwaitFacts", ("condition", Script("getInput('Known') === true"))), Line("after"))).Start();
        var changed = new Stimulus.Deliver(AwaitFacts.CaseChanged, null);

        instance.Give(changed).Give(changed);
        Assert.Equal(("box", 1), (instance.Waiting, instance.Open.Count));
        instance.Give(new Stimulus.Wake(instance.Open.Keys.Single(), Input: new ObjectValue { ["Known"] = true }));

        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
        Assert.Empty(instance.Open);
    }

    [Fact]
    public void A_condition_that_fails_while_waiting_is_an_incident()
    {
        var instance = new Played(Sequence("all", Box("box", "Iq.AwaitFacts", ("condition", Script("getInput('Known') ? missing.member : false"))))).Start();

        instance.Give(new Stimulus.Wake(instance.Open.Keys.Single(), Input: new ObjectValue { ["Known"] = true }));

        Assert.Equal("Faulted", instance.Status);
    }

    [Theory]
    [InlineData(null, "Due")]
    [InlineData("Due", "Due")]
    [InlineData("Stopped", "Stopped")]
    public void A_deadline_is_due_when_its_timer_comes_or_stopped_when_somebody_says_so(string? answer, string line)
    {
        var box = Iq("AwaitDeadline", """{"code":"D03","offset":"+1 WD"}""");
        var instance = new Played(Flowchart("flow", "box.Due>Due box.Stopped>Stopped", box, Line("Due"), Line("Stopped"))).Start();
        var bookmark = Assert.Single(instance.Open.Values);
        Assert.Equal(new CaseEffect.AwaitDeadline("D03", "application", "+1 WD", bookmark.Number), Assert.Single(instance.Effects));
        Assert.Null(bookmark.DueAt);

        instance.Wake("box", answer is null ? null : new CaseAnswer(answer).ToPayload());

        Assert.Equal(("Finished", line), (instance.Status, instance.Lines));
    }

    [Theory]
    [InlineData("first", "BQFG", "BQFG")]
    [InlineData("first", "BQFG,ZAB", "BQFG")]
    [InlineData("collect", "BQFG,ZAB,BQFG", "BQFG ZAB")]
    [InlineData("collect", "", "Default")]
    [InlineData("first", "", "Default")]
    public void The_rows_that_hit_choose_the_way(string policy, string hits, string lines)
    {
        var box = Iq("DecisionTable", $$"""{"table":"triage","outcome":"procedure","hitPolicy":"{{policy}}"}""");
        var root = Flowchart("flow", "box.BQFG>BQFG box.ZAB>ZAB box.Default>Default", box, Line("BQFG"), Line("ZAB"), Line("Default"));
        var program = Compiled(root);
        var rows = new ListValue(hits.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(hit => new ObjectValue { ["procedure"] = hit }));

        var instance = new Played(program, ("table.triage", rows)).Start();

        Assert.Equal(("Finished", lines), (instance.Status, instance.Lines));
        Assert.Equal(["table.triage"], program.Facts);
    }

    [Fact]
    public void The_row_that_hit_is_the_result()
    {
        var root = Sequence("all", Iq("DecisionTable", """{"table":"triage"}"""), Say("say", "getOutputFrom('box', 'Result').authority"));

        var instance = new Played(Compiled(root), ("table.triage", new ObjectValue { ["authority"] = "BR-D" })).Start();

        Assert.Equal("BR-D", instance.Lines);
    }

    [Fact]
    public void A_row_without_the_outcome_column_is_a_fault()
    {
        var program = Compiled(Sequence("all", Iq("DecisionTable", """{"table":"triage","outcome":"procedure"}""")));

        var instance = new Played(program, ("table.triage", new ObjectValue { ["authority"] = "BR-D" })).Start();

        Assert.Contains("'procedure'", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_table_cannot_be_computed()
    {
        var box = Iq("DecisionTable", "{}");
        box["table"] = Script("'triage'");

        Assert.Equal("table-not-stated", Assert.Single(Problems(Sequence("all", box))).Code);
    }

    [Theory]
    [InlineData("procedure", """["BQFG","ZAB"]""", "Done", true)]
    [InlineData("procedure", """["BQFG","ZAB"]""", "ZAB", false)]
    [InlineData("procedure", "[]", "anything", false)]
    [InlineData("", """["BQFG"]""", "BQFG", true)]
    [InlineData("", "[]", "Done", false)]
    public void Arrows_begin_at_outcomes_the_table_can_have(string column, string outcomes, string port, bool isWrong)
    {
        var box = Box("box", "Iq.DecisionTable", ("table", Literal("triage")), ("outcome", Literal(column)), ("outcomes", Json(outcomes)));

        Assert.Equal(isWrong, Problems(Flowchart("flow", $"box.{port}>after", box, Line("after"))).Any(problem => problem.Code == "unknown-outcome"));
    }

    /// <summary>A box whose inputs are all stated.</summary>
    private static JsonObject Iq(string type, string inputs)
    {
        var box = Box("box", $"Iq.{type}");
        foreach (var (name, value) in JsonNode.Parse(inputs)!.AsObject())
            box[name] = Literal(value?.DeepClone());
        return box;
    }
}
