using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Tests.Running;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Programs;

public sealed class ProgramCompilerTests
{
    private static readonly ProgramCompiler s_compiler = new(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc);

    [Fact]
    public void An_unknown_activity_type_is_an_error_with_its_place_and_runs_to_a_fault()
    {
        var compilation = s_compiler.Compile(Definition(Sequence("seq", Line("a"), Box("odd", "Contoso.Print"))), _ => null);

        var problem = Assert.Single(compilation.Problems);
        Assert.Equal(("unknown-activity", "odd", "$.root.activities[1]"), (problem.Code, problem.ActivityId, problem.Place));
        Assert.True(compilation.HasErrors);
        var instance = new TestInstance(compilation.Program!); // it can be shown and run nevertheless
        instance.Start();
        Assert.Contains("'Contoso.Print'", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Elsa.RunCSharp", "C#")]
    [InlineData("Elsa.RunPython", "Python")]
    public void Code_of_the_server_is_refused_with_a_reason(string type, string language)
    {
        var compilation = s_compiler.Compile(Definition(Box("code", type)), _ => null);

        Assert.StartsWith(language, Assert.Single(compilation.Problems).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CSharp")]
    [InlineData("Liquid")]
    [InlineData("Python")]
    [InlineData("javascript")]
    public void An_expression_in_another_language_is_an_error_with_its_place(string language)
    {
        var line = Line("a");
        line["text"]!["expression"]!["type"] = language; // drawn just above

        var problem = Assert.Single(s_compiler.Compile(Definition(Sequence("seq", line)), _ => null).Problems);

        Assert.Equal(("expression-language", "$.root.activities[0].text.expression"), (problem.Code, problem.Place));
        Assert.Contains(language, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_cannot_be_read_is_an_error_and_fails_only_where_it_is_reached()
    {
        var definition = Definition(Sequence("seq", Line("a"), Say("b", "1 +"), Line("c")));

        var compilation = s_compiler.Compile(definition, _ => null);

        Assert.Equal(("script", "b"), (compilation.Problems.Single().Code, compilation.Problems.Single().ActivityId));
        var instance = new TestInstance(compilation.Program!); // it can run nevertheless
        instance.Start();
        Assert.Equal(("Faulted", "a"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void Text_that_is_no_json_is_an_error()
    {
        var each = Box("each", "ForEach", ("body", Line("x")));
        each["items"] = new JsonObject { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = "[1," } };

        Assert.Equal("json", Assert.Single(s_compiler.Compile(Definition(each), _ => null).Problems).Code);
    }

    [Fact]
    public void Duplicate_ids_are_told_and_neither_hangs_nor_crashes_a_run()
    {
        var definition = Definition(Flowchart("flow", "a>b b>a", Line("a"), Line("b"), Event("a", "Go")));

        Assert.Contains(s_compiler.Check(definition, _ => null), problem => problem.Code == ProblemCode.DuplicateId);
        var instance = new TestInstance(Program(definition), new Engine.Running.EngineLimits(Activities: 50));
        instance.Start();
        Assert.Equal(("Suspended", ""), (instance.Status, instance.Lines)); // it begins at the second 'a', which no arrow enters
        instance.Event("Go");
        Assert.Equal("Finished", instance.Status);
    }

    [Fact]
    public void Nesting_too_deep_is_told_on_reading()
    {
        var root = Line("innermost");
        for (var level = 0; level < 120; level++)
            root = Sequence($"s{level}", root);

        var reading = WorkflowDefinition.Read(new JsonObject { ["id"] = "deep", ["root"] = root }.ToJsonString());

        Assert.Null(reading.Definition);
        Assert.Equal(ProblemCode.TooDeep, Assert.Single(reading.Problems).Code);
    }

    [Fact]
    public void The_deepest_nesting_that_is_allowed_runs_waits_and_goes_on()
    {
        var root = Event("innermost", "Go");
        for (var level = 0; level < 99; level++)
            root = (level % 3) switch { 0 => Sequence($"s{level}", root), 1 => Parallel($"s{level}", root), _ => Flowchart($"s{level}", "", root) };
        var instance = new TestInstance(Program(root));
        instance.Start();
        Assert.Equal("innermost", instance.Waiting);

        instance.Event("Go");

        Assert.Equal("Finished", instance.Status);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_boxes_compiles_and_runs()
    {
        const int Count = 100_000;
        var json = new StringBuilder("""{ "id": "long-v1", "definitionId": "long", "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [""");
        for (var i = 0; i < Count; i++)
            json.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"id":"b{{i}}","type":"Elsa.WriteLine"}""");
        json.Append("""], "connections": [""");
        for (var i = 1; i < Count; i++)
            json.Append(i == 1 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""{"source":{"activity":"b{{{i - 1}}}","port":"Done"},"target":{"activity":"b{{{i}}}","port":"In"}}""");
        var definition = Read(json.Append("]}}").ToString());

        var instance = new TestInstance(Program(definition), new Engine.Running.EngineLimits(Activities: 2 * Count));
        instance.Start();

        Assert.Equal("Finished", instance.Status);
        Assert.Equal(Count, instance.Runs[0].Effects.Count);
    }

    [Fact]
    public void A_sequence_of_a_hundred_thousand_boxes_compiles_and_runs()
    {
        const int Count = 100_000;
        var json = new StringBuilder("""{ "id": "long-v1", "definitionId": "long", "root": { "id": "seq", "type": "Elsa.Sequence", "activities": [""");
        for (var i = 0; i < Count; i++)
            json.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"id":"b{{i}}","type":"Elsa.WriteLine"}""");
        var definition = Read(json.Append("]}}").ToString());

        var instance = new TestInstance(Program(definition), new Engine.Running.EngineLimits(Activities: 2 * Count));
        instance.Start();

        Assert.Equal("Finished", instance.Status);
        Assert.DoesNotContain(s_compiler.Check(definition, _ => null), problem => problem.Severity == ProblemSeverity.Error);
    }

    [Theory]
    [InlineData("""{ "attempts": 0, "delay": "00:01:00" }""")]
    [InlineData("""{ "attempts": 3, "delay": "00:00:00" }""")]
    [InlineData("""{ "attempts": 3, "delay": "soon" }""")]
    [InlineData("""{ "attempts": 3, "factor": 0.5 }""")]
    [InlineData("""{ "delay": "00:01:00" }""")]
    [InlineData("""[3]""")]
    public void A_retry_policy_that_is_not_complete_is_an_error(string policy)
    {
        var line = Line("a");
        line["customProperties"] = new JsonObject { ["retryPolicy"] = JsonNode.Parse(policy) };

        Assert.Equal("retry-policy", Assert.Single(s_compiler.Compile(Definition(line), _ => null).Problems).Code);
    }

    [Fact]
    public void An_unknown_merge_mode_is_a_warning()
    {
        var line = Line("a");
        line["customProperties"] = new JsonObject { ["mergeMode"] = "Sometimes" };

        var problem = Assert.Single(s_compiler.Compile(Definition(line), _ => null).Problems);

        Assert.Equal((ProblemSeverity.Warning, "merge-mode"), (problem.Severity, problem.Code));
    }

    [Fact]
    public void The_key_of_a_program_tells_modes_and_used_versions_apart()
    {
        var definition = Definition(Line("a"));
        var other = new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Token, TimeZoneInfo.Utc);

        Assert.NotEqual(s_compiler.Compile(definition, _ => null).Program!.Key, other.Compile(definition, _ => null).Program!.Key); // both compile
    }
}
