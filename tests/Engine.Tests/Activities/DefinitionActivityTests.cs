using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Tests.Running;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Activities;

public sealed class DefinitionActivityTests
{
    private static readonly ProgramCompiler s_compiler = new(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc);

    [Fact]
    public void The_reference_says_everything_the_definition_says()
    {
        var use = Box("use", "CheckDocuments", ("workflowDefinitionVersionId", "check-v3"), ("workflowDefinitionId", "check"));
        use["type"] = "CheckDocuments";
        use["version"] = 3;
        List<DefinitionReference> asked = [];

        s_compiler.Compile(Definition(use), reference =>
        {
            asked.Add(reference);
            return null;
        });

        Assert.Equal(new DefinitionReference("check-v3", "check", "CheckDocuments", 3), Assert.Single(asked));
    }

    [Fact]
    public void A_program_is_bound_to_the_versions_it_was_compiled_with()
    {
        var first = Compile(Sequence("seq", Use("use", "check")), Definition(Line("first"), "check"));
        var second = Compile(Sequence("seq", Use("use", "check")), Read(Definition(Line("second"), "check"), "check-v2"));

        Assert.Equal(["check-v1"], first.Program!.Uses); // both compile
        Assert.Equal(["check-v2"], second.Program!.Uses);
        Assert.NotEqual(first.Program.Key, second.Program.Key);
        Assert.Equal("first", Lines(first.Program));
        Assert.Equal("second", Lines(second.Program));
    }

    [Fact]
    public void A_definition_that_uses_itself_is_told_and_gives_no_program()
    {
        var self = Definition(Sequence("seq", Use("use", "test")));

        var compilation = s_compiler.Compile(self, _ => self);

        Assert.Null(compilation.Program);
        Assert.Equal(("circle", "use"), (compilation.Problems.Single().Code, compilation.Problems.Single().ActivityId));
    }

    [Fact]
    public void A_circle_by_way_of_others_is_told()
    {
        var definitions = Enumerable.Range(0, 5).Select(i => Definition(Sequence($"seq{i}", Use($"use{i}", $"d{(i + 1) % 5}")), $"d{i}")).ToDictionary(definition => definition.DefinitionId);

        var compilation = s_compiler.Compile(definitions["d0"], reference => definitions[reference.DefinitionId!]); // drawn with one

        Assert.Null(compilation.Program);
        Assert.Contains(compilation.Problems, problem => problem.Code == "circle");
    }

    [Fact]
    public void Definitions_within_definitions_beyond_the_limit_are_told()
    {
        var definitions = Enumerable.Range(0, 130).Select(i => Definition(i == 129 ? Line("x") : Use($"use{i}", $"d{i + 1}"), $"d{i}")).ToDictionary(definition => definition.DefinitionId);

        var compilation = s_compiler.Compile(definitions["d0"], reference => definitions[reference.DefinitionId!]); // drawn with one

        Assert.Null(compilation.Program);
        Assert.Contains(compilation.Problems, problem => problem.Code == "too-deep");
    }

    [Fact]
    public void Problems_inside_a_used_definition_are_told_where_that_one_is_edited()
    {
        var compilation = Compile(Sequence("seq", Use("use", "check")), Definition(Box("odd", "Contoso.Print"), "check"));

        Assert.Empty(compilation.Problems);
        Assert.NotNull(compilation.Program);
    }

    [Fact]
    public void The_same_definition_many_times_has_places_of_its_own()
    {
        var compilation = Compile(Parallel("par", [.. Enumerable.Range(0, 50).Select(i => Use($"use{i}", "check"))]), Definition(Sequence("seq", Event("wait", "Go"), Line("got")), "check"));
        var instance = new TestInstance(compilation.Program!); // it compiles
        instance.Start();

        instance.Event("Go");

        Assert.Equal("Finished", instance.Status);
        Assert.Equal(50, instance.Lines.Split(' ').Length);
        Assert.Equal(instance.Program.Boxes.Count, instance.Program.Boxes.Select(box => box.NodeId).Distinct().Count());
    }

    private static Compilation Compile(JsonObject root, WorkflowDefinition used) =>
        s_compiler.Compile(Definition(root), reference => reference.DefinitionId == used.DefinitionId ? used : null);

    private static WorkflowDefinition Read(WorkflowDefinition definition, string versionId)
    {
        var json = JsonNode.Parse(definition.Write())!.AsObject(); // written from a definition
        json["id"] = versionId;
        return Drawing.Read(json.ToJsonString());
    }

    private static JsonObject Use(string id, string definition) => Box(id, "Used.Definition", ("workflowDefinitionId", definition));

    private static string Lines(WorkflowProgram program)
    {
        var instance = new TestInstance(program);
        instance.Start();
        return instance.Lines;
    }
}
