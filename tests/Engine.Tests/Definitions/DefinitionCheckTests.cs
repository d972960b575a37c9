using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Tests.Definitions;

public sealed class DefinitionCheckTests
{
    [Theory]
    // ids and types
    [InlineData("""{"id":"a","type":"X"},{"id":"a","type":"X"}""", ProblemCode.DuplicateId, "$.root.activities[1]", "a")]
    [InlineData("""{"id":"s","type":"X"}""", ProblemCode.DuplicateId, "$.root.activities[0]", "s")] // that of the container
    [InlineData("""{"id":"a","type":"X","then":{"id":"b","type":"X"}},{"id":"b","type":"X"}""", ProblemCode.DuplicateId, "$.root.activities[1]", "b")]
    [InlineData("""{"type":"X"}""", ProblemCode.MissingId, "$.root.activities[0]", null)]
    [InlineData("""{"id":"","type":"X"}""", ProblemCode.MissingId, "$.root.activities[0]", null)]
    [InlineData("""{"id":7,"type":"X"}""", ProblemCode.WrongType, "$.root.activities[0].id", null)]
    [InlineData("""{"id":"a"}""", ProblemCode.MissingType, "$.root.activities[0]", "a")]
    [InlineData("""{"id":"a","type":{}}""", ProblemCode.WrongType, "$.root.activities[0].type", "a")]
    // children
    [InlineData("null", ProblemCode.MissingChild, "$.root.activities[0]", "s")]
    [InlineData("\"a\"", ProblemCode.MissingChild, "$.root.activities[0]", "s")]
    [InlineData("""{"id":"a","type":"Elsa.Parallel","activities":{}}""", ProblemCode.WrongType, "$.root.activities[0].activities", "a")]
    [InlineData("""{"id":"a","type":"Elsa.For","body":null}""", ProblemCode.EmptyBody, "$.root.activities[0]", "a")]
    // variables of containers
    [InlineData("""{"id":"a","type":"Elsa.Sequence","variables":[{"name":"v","typeName":"Wizard"}]}""", ProblemCode.UnknownType, "$.root.activities[0].variables[0].typeName", "a")]
    // flowcharts
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X"}],"connections":[{"source":"a","target":"gone"}]}""", ProblemCode.DeadConnection, "$.root.activities[0].connections[0]", "f")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","start":"gone","activities":[{"id":"a","type":"X"}],"connections":[]}""", ProblemCode.MissingStart, "$.root.activities[0].start", "f")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X"},{"id":"b","type":"X"}],"connections":[]}""", ProblemCode.Unreachable, "$.root.activities[0].activities[1]", "b")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","start":"b","activities":[{"id":"a","type":"X"},{"id":"b","type":"X"}],"connections":[{"source":"a","target":"b"}]}""", ProblemCode.Unreachable, "$.root.activities[0].activities[0]", "a")]
    public void A_problem_is_told_with_its_place(string activities, string code, string place, string? activity)
    {
        var problem = Assert.Single(DefinitionCheck.Problems(Sequence(activities)));

        Assert.Equal((code, place, activity), (problem.Code, problem.Place, problem.ActivityId));
        Assert.NotEmpty(problem.Message);
        Assert.NotEmpty(problem.Remedy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"id":"a","type":"Elsa.For","body":{"id":"b","type":"X"}}""")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[],"connections":[]}""")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X"},{"id":"b","type":"X"}],"connections":[{"source":"a","target":"b"},{"source":"b","target":"a"}]}""")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X"},{"id":"b","type":"X","customProperties":{"canStartWorkflow":true}}],"connections":[{"source":"b","target":"a"}]}""")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X","customProperties":{"canStartWorkflow":true}},{"id":"b","type":"X","customProperties":{"canStartWorkflow":true}}],"connections":[]}""")]
    public void A_sound_drawing_has_no_problems(string activities) => Assert.Empty(DefinitionCheck.Problems(Sequence(activities)));

    [Fact]
    public void A_variable_that_a_wait_would_lose_is_told_where_it_is_declared()
    {
        var definition = Sequence(
            """
            {"id":"w","type":"Elsa.Sequence","variables":[{"name":"lost","typeName":"Int32"},{"name":"kept","typeName":"Int32","storageDriverTypeName":"Elsa.Workflows.WorkflowInstanceStorageDriver, X"}],
             "activities":[{"id":"e","type":"Wait"}]},
            {"id":"n","type":"Elsa.Sequence","variables":[{"name":"fine","typeName":"Int32"}],"activities":[]}
            """,
            """[{"name":"top","typeName":"Int32","storageDriverTypeName":"Elsa.Workflows.MemoryStorageDriver, X"}]""");

        var problems = DefinitionCheck.Problems(definition, node => node.Type == "Wait");

        Assert.Equal(["$.variables[0]", "$.root.activities[0].variables[0]"], problems.Select(problem => problem.Place));
        Assert.All(problems, problem => Assert.Equal((ProblemSeverity.Warning, ProblemCode.VariableLost), (problem.Severity, problem.Code)));
        Assert.Empty(DefinitionCheck.Problems(definition, _ => false));
        Assert.Empty(DefinitionCheck.Problems(definition));
    }

    private static WorkflowDefinition Sequence(string activities, string variables = "[]") =>
        WorkflowDefinition.Read($$$"""{"variables":{{{variables}}},"root":{"id":"s","type":"Elsa.Sequence","activities":[{{{activities}}}]}}""").Definition!; // it has no errors
}
