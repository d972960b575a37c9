using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Tests.Definitions;

public sealed class ReadingTests
{
    [Fact]
    public void A_definition_of_today_is_understood()
    {
        var definition = Sample("order.json");

        Assert.Equal(("order-v3", "order", 3, "Order of a book"), (definition.Id, definition.DefinitionId, definition.Version, definition.Name));
        Assert.Equal((true, true, false, false), (definition.IsLatest, definition.IsPublished, definition.IsReadonly, definition.IsSystem));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), definition.CreatedAt);
        Assert.Equal(["Sent", "Refused"], definition.Outcomes);
        Assert.Equal(FlowchartMode.Token, definition.Mode);
        Assert.Equal(
            new WorkflowOptions
            {
                Activation = ActivationStrategy.CorrelatedSingleton,
                Incidents = IncidentStrategy.ContinueWithIncidents,
                UsableAsActivity = true,
                AutoUpdateConsumingWorkflows = true,
                ActivityCategory = "Orders",
                CommitStrategyName = "EveryStep",
            },
            definition.Options);
    }

    [Fact]
    public void Variables_and_arguments_have_types_defaults_and_storage()
    {
        var definition = Sample("order.json");

        Assert.Equal(["v1 Count Int32 WorkflowInstance", "v2 Titles String[] None", "v3 Note Object Memory"], definition.Variables.Select(v => $"{v.Id} {v.Name} {v.Type} {v.Storage}"));
        Assert.Equal(3, definition.Variables[0].Default(out _));
        Assert.Equal(["Äpfel", "B"], (IEnumerable<object?>)definition.Variables[1].Default(out _)!);
        Assert.Null(definition.Variables[2].Default(out _));
        Assert.Equal(("Limit", "Decimal", VariableStorage.WorkflowInstance), (definition.Inputs[0].Name, definition.Inputs[0].Type.ToString(), definition.Inputs[0].Storage));
        Assert.Equal(("Sent", "String[]"), (definition.Outputs[0].Name, definition.Outputs[0].Type.ToString()));
        Assert.Equal("Inner", Assert.Single(definition.Root.Variables()).Name);
    }

    [Theory]
    [InlineData("""{"name":"a","type":"String","isArray":true}""", "String", "String[]")]
    [InlineData("""{"name":"a","type":"List<String>"}""", "List<String>", "List<String>")] // a list by its type is no array of its elements
    [InlineData("""{"name":"a"}""", "Object", "Object")]
    public void An_argument_knows_its_type_with_and_without_the_array(string json, string element, string type)
    {
        var argument = Assert.Single(WorkflowDefinition.Read($$"""{"inputs":[{{json}}]}""").Definition!.Inputs);

        Assert.Equal((element, type), (argument.ElementType.ToString(), argument.Type.ToString()));
    }

    [Fact]
    public void A_file_of_yesterday_is_understood()
    {
        var definition = Sample("legacy.json");

        Assert.Equal(("old-v1", "old", 1, "Old file"), (definition.Id, definition.DefinitionId, definition.Version, definition.Name));
        Assert.True(definition.Options.UsableAsActivity);
        var variable = Assert.Single(definition.Variables);
        Assert.Equal(("Message", "Message", "String", VariableStorage.WorkflowInstance), (variable.Id, variable.Name, variable.Type.ToString(), variable.Storage));
        Assert.Equal(new Connection("a", "Done", "b", "In"), Assert.Single(definition.Root.Connections()));
        Assert.All(definition.Root.Children, child => Assert.True(child.CanStartWorkflow));
        Assert.Equal([true, false], definition.Root.Children.Select(child => child.RunAsynchronously));
    }

    [Fact]
    public void Nothing_but_a_name_is_needed()
    {
        var definition = Sample("bare.json");

        Assert.Equal(("", "", "Bare"), (definition.Id, definition.DefinitionId, definition.Name));
        Assert.Equal(("Elsa.Sequence", 0), (definition.Root.Type, definition.Root.Children.Count));
        Assert.Null(definition.Mode);
        Assert.Null(definition.Options.Incidents);
    }

    [Fact]
    public void Activities_are_found_where_they_stand_and_not_where_only_values_do()
    {
        var root = Sample("order.json").Root;

        Assert.Equal(
            ["Workflow1:Main", "Workflow1:Main:choose", "Workflow1:Main:choose:t", "Workflow1:Main:choose:t:say", "Workflow1:Main:paid", "Workflow1:Main:by", "Workflow1:Main:by:inCase"],
            root.WithDescendants().Select(node => node.NodeId));
        Assert.Equal(["choose", "paid", "by"], root.List("activities").Select(node => node.Id));
        Assert.Equal("inCase", root.Child("activities[2]")?.Child("cases[0].activity")?.Id);
        Assert.Null(root.Child("activities[2]")?.Child("cases[1].activity"));
        Assert.Null(root.Child("activities[0]")?.Child("else"));
        Assert.Empty(root.Child("activities[2]")!.List("cases"));
        Assert.Equal("$.root.activities[0].then.activities[0]", root.WithDescendants().Single(node => node.Id == "say").Place);
    }

    [Fact]
    public void An_activity_tells_its_properties()
    {
        var paid = Sample("order.json").Root.Child("activities[1]")!;

        Assert.Equal(("Paid", "Elsa.Event", 2, true, false, "Race"), (paid.Name, paid.Type, paid.Version, paid.CanStartWorkflow, paid.RunAsynchronously, paid.MergeMode));
        Assert.Equal(JsonValueKind.Undefined, paid.Custom("nothing").ValueKind);
    }

    [Fact]
    public void A_placeholder_for_an_unknown_type_is_read_as_what_it_stands_for()
    {
        var definition = Sample("placeholder.json");

        var send = Assert.Single(definition.Root.Children);

        Assert.Equal(("x", "Send1", "Acme.Send", 4), (send.Id, send.Name, send.Type, send.Version));
        Assert.Equal("Workflow1:f:x:inner", send.Child("body")?.NodeId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"id":"other","type":"X"}""")] // connections would no longer find it
    public void A_placeholder_that_tells_nothing_stays_one(string original)
    {
        var json = JsonSerializer.Serialize(new { root = new { id = "x", type = "Elsa.NotFoundActivity", originalActivityJson = original } });

        Assert.Equal(("x", "Elsa.NotFoundActivity"), WorkflowDefinition.Read(json).Definition?.Root is { } root ? (root.Id, root.Type) : default);
    }

    [Theory]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}""", "Done", "In")]
    [InlineData("""{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}""", "Done", "In")]
    [InlineData("""{"source":{"activity":"a","port":null},"target":{"activity":"b"}}""", null, null)]
    [InlineData("""{"source":"a","target":"b","sourcePort":"True","targetPort":"In"}""", "True", "In")]
    [InlineData("""{"source":"a","target":"b"}""", null, null)]
    public void A_connection_is_read_in_any_spelling(string connection, string? sourcePort, string? targetPort)
    {
        var expected = new Connection("a", sourcePort, "b", targetPort);

        Assert.Equal([expected], Connections($"[{connection}]", out var problems));
        Assert.Empty(problems);
        Assert.Equal([expected], Connections(connection, out _)); // a single object instead of a list
        Assert.Equal([expected], Connections($$"""{"$id":"1","$values":[{{connection}}]}""", out _));
        Assert.Equal([expected], Connections($"[{connection},{connection}]", out _)); // twice counts once
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    [InlineData("[null]", 0)]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"gone","port":"In"}}]""", 1)]
    [InlineData("""[{"source":{"activity":"gone"},"target":{"activity":"b"}}]""", 1)]
    [InlineData("""[{"source":"a"}]""", 1)]
    [InlineData("""[{}]""", 1)]
    [InlineData("""[5, "x"]""", 2)]
    [InlineData("""[{"source":7,"target":{"activity":8}}]""", 3)]
    [InlineData("7", 1)]
    [InlineData("""{"$values":null}""", 1)]
    public void A_connection_to_nowhere_is_dropped_and_told(string json, int problems)
    {
        Assert.Empty(Connections(json, out var found));
        Assert.Equal(problems, found.Count);
        Assert.All(found, problem => Assert.StartsWith("$.root.connections", problem.Place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":5}""", "$.id", ProblemCode.WrongType)]
    [InlineData("""{"version":"three"}""", "$.version", ProblemCode.WrongType)]
    [InlineData("""{"version":1.5}""", "$.version", ProblemCode.WrongType)]
    [InlineData("""{"version":99999999999}""", "$.version", ProblemCode.WrongType)]
    [InlineData("""{"isLatest":"maybe"}""", "$.isLatest", ProblemCode.WrongType)]
    [InlineData("""{"createdAt":"yesterday"}""", "$.createdAt", ProblemCode.WrongType)]
    [InlineData("""{"options":[]}""", "$.options", ProblemCode.WrongType)]
    [InlineData("""{"options":{"usableAsActivity":7}}""", "$.options.usableAsActivity", ProblemCode.WrongType)]
    [InlineData("""{"customProperties":"x"}""", "$.customProperties", ProblemCode.WrongType)]
    [InlineData("""{"variables":"x"}""", "$.variables", ProblemCode.WrongType)]
    [InlineData("""{"variables":[7]}""", "$.variables[0]", ProblemCode.WrongType)]
    [InlineData("""{"variables":[{"name":{}}]}""", "$.variables[0].name", ProblemCode.WrongType)]
    [InlineData("""{"outcomes":["a",{}]}""", "$.outcomes[1]", ProblemCode.WrongType)]
    [InlineData("""{"inputs":[{"type":"String"}]}""", "$.inputs[0]", ProblemCode.MissingName)]
    [InlineData("""{"inputs":[{"name":"a","type":"Wizard"}]}""", "$.inputs[0].type", ProblemCode.UnknownType)]
    [InlineData("""{"outputs":[{"name":"a","type":"Wizard"}]}""", "$.outputs[0].type", ProblemCode.UnknownType)]
    [InlineData("""{"root":[]}""", "$.root", ProblemCode.WrongType)]
    [InlineData("""{"root":"Elsa.Sequence"}""", "$.root", ProblemCode.WrongType)]
    [InlineData("""[]""", "$", ProblemCode.WrongType)]
    [InlineData("""null""", "$", ProblemCode.WrongType)]
    [InlineData("""12""", "$", ProblemCode.WrongType)]
    public void A_wrong_member_is_told_with_its_place(string json, string place, string code)
    {
        var reading = WorkflowDefinition.Read(json);

        Assert.Null(reading.Definition);
        Assert.Contains(reading.Problems, problem => problem.Severity == ProblemSeverity.Error && problem.Place == place && problem.Code == code);
        Assert.All(reading.Problems, problem => Assert.NotEmpty(problem.Remedy));
    }

    [Theory]
    [InlineData("""{"variables":[{"name":"a","typeName":"Wizard"}]}""", "$.variables[0].typeName", ProblemCode.UnknownType)]
    [InlineData("""{"variables":[{"typeName":"String"}]}""", "$.variables[0]", ProblemCode.MissingName)]
    [InlineData("""{"variables":[{"name":"a","typeName":"Int32","value":"x"}]}""", "$.variables[0].value", ProblemCode.BadDefault)]
    [InlineData("""{"variables":[{"name":"a","typeName":"Int32","storageDriverTypeName":"Acme.Blob, Acme"}]}""", "$.variables[0].storageDriverTypeName", ProblemCode.UnknownStorageDriver)]
    [InlineData("""{"variables":[{"id":"1","name":"a"},{"id":"2","name":"a"}]}""", "$.variables[1]", ProblemCode.DuplicateId)]
    [InlineData("""{"options":{"activationStrategyType":"Acme.Twice, Acme"}}""", "$.options.activationStrategyType", ProblemCode.UnknownStrategy)]
    [InlineData("""{"options":{"incidentStrategyType":"Acme.Shrug"}}""", "$.options.incidentStrategyType", ProblemCode.UnknownStrategy)]
    [InlineData("""{"customProperties":{"Flowchart:ExecutionMode":"Psychic"}}""", "$.customProperties.Flowchart:ExecutionMode", ProblemCode.UnknownStrategy)]
    [InlineData("""{"name":"a","Name":"b"}""", "$.Name", ProblemCode.DuplicateMember)]
    public void A_doubtful_member_is_told_and_the_definition_read(string json, string place, string code)
    {
        var reading = WorkflowDefinition.Read(json);

        Assert.NotNull(reading.Definition);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((ProblemSeverity.Warning, place, code), (problem.Severity, problem.Place, problem.Code));
    }

    [Fact]
    public void Variables_of_unknown_type_are_left_out_and_bad_defaults_begin_with_the_default_of_the_type()
    {
        var definition = WorkflowDefinition.Read("""{"variables":[{"name":"a","typeName":"Wizard"},{"name":"b","typeName":"Int32","value":"x"},{"name":"c","typeName":"Int32","value":""},{"name":"d","value":5}]}""").Definition!;

        Assert.Equal(["b", "c", "d"], definition.Variables.Select(variable => variable.Name));
        Assert.Equal([0, null, 5], definition.Variables.Select(variable => variable.Default(out _)));
    }

    private static IReadOnlyList<Connection> Connections(string json, out List<Problem> problems)
    {
        var definition = WorkflowDefinition.Read($$$"""{"root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"X"},{"id":"b","type":"X"}],"connections":{{{json}}}}}""").Definition!;
        problems = [];
        return definition.Root.Connections(problems);
    }

    private static WorkflowDefinition Sample(string name)
    {
        var reading = WorkflowDefinition.Read(File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "tests", "Engine.Tests", "Definitions", "Samples", name)));
        Assert.Empty(reading.Problems);
        return reading.Definition!; // a reading without problems has a definition
    }
}
