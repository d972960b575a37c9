using IqWorkflows.Activities.Asking;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Activities.Tests.Boxes;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Activities.Tests;

/// <summary>Boxes that ask a person: tasks, appointments, events.</summary>
public sealed class TaskTests
{
    private const string RequestForm = """{ "new": ["request"], "fields": [ { "fact": "request.kind", "required": true }, { "fact": "request.period_end", "requiredWhen": { "fact": "request.kind", "in": ["INHALT"] } } ] }""";

    [Fact]
    public void A_task_is_opened_with_all_that_the_box_says_and_waits()
    {
        var task = Task("review", "Complete", "Incomplete");
        task["role"] = Literal("LEAD");
        task["due"] = Literal("5 WD");
        task["about"] = Script("'application:' + 2");
        task["instructions"] = Literal("Bitte prüfen.");
        var instance = new Played(Sequence("all", task)).Start();

        var opened = Assert.IsType<CaseEffect.OpenTask>(Assert.Single(instance.Effects));
        Assert.Equal(("review", "review erledigen", "Do review", "LEAD", "5 WD", "application:2"), (opened.ActivityId, opened.Title, opened.TitleEn, opened.Role, opened.Due, opened.Object));
        Assert.Equal(("Workflow1:all:review", "Bitte prüfen.", null), (opened.NodeId, opened.Instructions, opened.InstructionsEn));
        Assert.Equal(new Bookmark(opened.Bookmark, new StimulusKey(TaskBox.Kind, opened.TaskId), "review"), Assert.Single(instance.Open.Values));
    }

    [Fact]
    public void The_chosen_outcome_is_followed_and_the_outputs_are_what_was_entered()
    {
        var task = Task("review", "Complete", "Incomplete");
        task["result"] = Output("entered");
        task["object"] = Output("request");
        var root = Flowchart("flow", "review.Complete>good review.Incomplete>bad", task, Line("good"), Say("bad", "`${variables.request} ${variables.entered['request.kind']}`"));
        var instance = new Played(Engine.Tests.Running.Drawing.Definition(root, variables: [Variable("entered", "Object", null), Variable("request", "String", null)])).Start();

        instance.Wake("review", new CaseAnswer("Incomplete", new ObjectValue { ["request.kind"] = "INHALT" }, "request:1").ToPayload());

        Assert.Equal(("Finished", "request:1 INHALT"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_ladder_begins_and_ends_with_its_task()
    {
        var task = Task("review");
        task["occasion"] = Literal("M09");
        task["about"] = Literal("application");
        var instance = new Played(Sequence("all", task)).Start();
        var opened = instance.Effects.OfType<CaseEffect.OpenTask>().Single();
        Assert.Contains(new CaseEffect.StartLadder("M09", "application", null, null) { WithTask = opened.TaskId }, instance.Effects);

        instance.Wake("review", new CaseAnswer(null).ToPayload());

        Assert.Equal("Finished", instance.Status);
        Assert.Contains(new CaseEffect.StopLadder("M09", "application"), instance.Effects);
    }

    [Fact]
    public void An_outcome_that_the_task_does_not_have_is_a_fault()
    {
        var instance = new Played(Sequence("all", Task("review", "Complete"))).Start();

        instance.Wake("review", new CaseAnswer("Later").ToPayload());

        Assert.Contains("'Later', which is not among its outcomes Complete", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("due", "5 Tage", "'5 Tage' is no length")]
    [InlineData("due", "-5 WD", "'-5 WD' is no length")]
    [InlineData("role", "BOSS", "'BOSS' in the input Role")]
    public void A_computed_input_that_means_nothing_is_a_fault(string input, string value, string message)
    {
        var task = Task("review");
        task[input] = Script($"'{value}'");

        var instance = new Played(Sequence("all", task)).Start();

        Assert.StartsWith(message, Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_desk_reads_form_and_outcomes_from_the_box()
    {
        var task = Task("review", "Complete", "Incomplete", "Done");
        task["form"] = Json(RequestForm);
        task["outcomeTexts"] = Json("""{ "Complete": { "de": "Vollständig", "en": "Complete file" }, "Incomplete": { "de": "Unvollständig", "en": "Incomplete", "form": false } }""");

        var box = Assert.IsType<Asking.Task>(Compiled(Sequence("all", task)).Boxes[2].Activity);

        Assert.Equal("request.kind", box.FormJson.GetProperty("fields")[0].GetProperty("fact").GetString());
        Assert.Equal(["Complete: Vollständig, Complete file, True", "Incomplete: Unvollständig, Incomplete, False", "Done: Erledigt, Done, True"],
            box.Choices.Select(choice => $"{choice.Name}: {choice.Text.German}, {choice.Text.English}, {choice.AsksForm}"));
    }

    [Fact]
    public void A_task_without_outcomes_is_done()
    {
        var box = Assert.IsType<Asking.Task>(Compiled(Sequence("all", Task("review"))).Boxes[2].Activity);

        Assert.Equal(TaskOutcome.Only, box.Choices);
        Assert.Empty(Problems(Sequence("all", Task("review"))));
    }

    [Theory]
    [InlineData("due", "\"5 Tage\"", "length")]
    [InlineData("role", "\"BOSS\"", "unknown-role")]
    [InlineData("title", "\" \"", "no-title")]
    [InlineData("titleEn", "null", "no-english-title")]
    [InlineData("form", "\"{ nothing\"", "form-json")]
    [InlineData("form", "\"[1]\"", "form")]
    [InlineData("form", """ "{\"fields\": [{\"required\": true}]}" """, "form")]
    [InlineData("form", """ "{\"fields\": [{\"fact\": \"a.b\", \"required\": \"yes\"}]}" """, "form")]
    [InlineData("form", """ "{\"fields\": [{\"fact\": \"a.b\", \"label\": {\"de\": \"nur deutsch\"}}]}" """, "form")]
    [InlineData("form", """ "{\"fields\": [{\"fact\": \"a.b\", \"requiredWhen\": {\"fact\": \"a.c\"}}]}" """, "form")]
    [InlineData("form", """ "{\"fields\": [], \"newly\": [\"request\"]}" """, "form")]
    [InlineData("form", """ "{\"new\": \"request\", \"fields\": {}}" """, "form")]
    [InlineData("outcomeTexts", """ "{\"Complet\": {\"de\": \"Fertig\", \"en\": \"Done\"}}" """, "unknown-outcome")]
    [InlineData("outcomeTexts", "\"[]\"", "outcome-texts")]
    public void What_is_wrong_with_a_task_is_told_at_the_box(string input, string json, string code)
    {
        var task = Task("review", "Complete");
        task[input] = Literal(System.Text.Json.Nodes.JsonNode.Parse(json));

        var problem = Assert.Single(Problems(Sequence("all", task)));

        Assert.Equal((code, "review", "$.root.activities[0]"), (problem.Code, problem.ActivityId, problem.Place));
    }

    [Theory]
    [InlineData("form", "form-not-stated")]
    [InlineData("outcomeTexts", "outcomeTexts-not-stated")]
    [InlineData("outcomes", "outcomes-not-stated")]
    public void What_must_be_known_before_any_run_cannot_be_computed(string input, string code)
    {
        var task = Task("review");
        task[input] = Script("['Complete']");

        Assert.Equal(code, Assert.Single(Problems(Sequence("all", task))).Code);
    }

    [Fact]
    public void Broken_json_of_a_form_is_told_once()
    {
        var task = Task("review");
        task["form"] = Json("{ nothing");

        Assert.Equal("json", Assert.Single(Problems(Sequence("all", task))).Code);
    }

    [Fact]
    public void An_arrow_from_an_outcome_that_the_box_does_not_have_is_an_error()
    {
        var problem = Assert.Single(Problems(Flowchart("flow", "review.Complete>good review.Complet>bad", Task("review", "Complete"), Line("good"), Line("bad"))));

        Assert.Equal((ProblemSeverity.Error, "unknown-outcome", "$.root.activities[0]"), (problem.Severity, problem.Code, problem.Place));
        Assert.Contains("'Complet'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agreed", "agreed")]
    [InlineData("NotReached", "call-again")]
    public void An_appointment_is_agreed_or_the_client_was_not_reached(string outcome, string line)
    {
        var root = Flowchart("flow", "meet.Agreed>agreed meet.NotReached>call-again", Box("meet", "Iq.Appointment"), Line("agreed"), Line("call-again"));
        var instance = new Played(root).Start();

        Assert.Equal("Termin vereinbaren", Assert.IsType<CaseEffect.OpenTask>(Assert.Single(instance.Effects)).Title);
        instance.Wake("meet", new CaseAnswer(outcome).ToPayload());

        Assert.Equal(("Finished", line), (instance.Status, instance.Lines));
        Assert.Empty(Problems(root));
    }

    [Fact]
    public void The_form_of_an_appointment_makes_one_and_is_not_asked_for_when_nobody_was_reached()
    {
        var box = Assert.IsType<Appointment>(Compiled(Sequence("all", Box("meet", "Iq.Appointment"))).Boxes[2].Activity);

        Assert.Equal("appointment", box.FormJson.GetProperty("new")[0].GetString());
        Assert.Equal([true, false], box.Choices.Select(choice => choice.AsksForm));
    }

    [Fact]
    public void An_event_waits_under_its_name_and_brings_its_first_new_object()
    {
        var awaiting = Await("received", "NachforderungEingegangen", RequestForm);
        awaiting["object"] = Output("request");
        var root = Sequence("all", awaiting, Say("said", "variables.request"));
        var instance = new Played(Engine.Tests.Running.Drawing.Definition(root, variables: [Variable("request", "String", null)])).Start();
        Assert.Equal(new StimulusKey("Iq.Event", "NachforderungEingegangen"), Assert.Single(instance.Open.Values).Key);

        instance.Record("NachforderungEingegangen", new CaseAnswer(null, new ObjectValue { ["request.kind"] = "INHALT" }, "request:3"));

        Assert.Equal(("Finished", "request:3"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void An_event_never_starts_a_procedure()
    {
        var awaiting = Await("received", "NachforderungEingegangen");
        awaiting["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true };

        Assert.Empty(Compiled(Sequence("all", awaiting)).Triggers);
    }

    [Fact]
    public void An_event_without_a_name_is_an_error() =>
        Assert.Contains(Problems(Sequence("all", Await("received", " "))), problem => problem is { Code: "no-event", Severity: ProblemSeverity.Error });

    private static System.Text.Json.Nodes.JsonObject Output(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new System.Text.Json.Nodes.JsonObject { ["id"] = variable } };
}
