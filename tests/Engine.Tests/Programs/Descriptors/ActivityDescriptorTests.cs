using System.Runtime.CompilerServices;
using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Descriptors;

namespace IqWorkflows.Engine.Tests.Programs.Descriptors;

public sealed class ActivityDescriptorTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The designer's picture of our activities is a contract: compare the received file with the approved one, and copy it over if the change is meant.</summary>
    [Fact]
    public void The_descriptors_of_all_activities_are_as_approved()
    {
        var approved = Path.Combine(Folder(), "activity-descriptors.approved.json");

        var received = JsonSerializer.Serialize(ActivityDescriptors.Of(ActivityCatalog.Elsa), s_json) + "\n";

        if (!File.Exists(approved) || File.ReadAllText(approved) != received)
        {
            File.WriteAllText(Path.ChangeExtension(approved, null).Replace(".approved", ".received.json", StringComparison.Ordinal), received);
            Assert.Fail("The descriptors differ from activity-descriptors.approved.json; the received file lies beside it.");
        }
    }

    [Fact]
    public void Every_activity_has_a_description_and_every_input_a_hint()
    {
        foreach (var descriptor in ActivityDescriptors.Of(ActivityCatalog.Elsa))
        {
            Assert.False(string.IsNullOrWhiteSpace(descriptor.Description), descriptor.TypeName);
            Assert.All(descriptor.Inputs, input => Assert.False(string.IsNullOrWhiteSpace(input.UiHint), $"{descriptor.TypeName}.{input.Name}"));
        }
    }

    [Fact]
    public void A_definition_becomes_an_activity_type_with_its_inputs_outputs_and_outcomes()
    {
        var definition = WorkflowDefinition.Read(
            """
            { "id": "v2", "definitionId": "check", "version": 2, "name": "Check documents",
              "inputs": [{ "name": "CaseId", "type": "String" }], "outputs": [{ "name": "Missing", "type": "Int32" }],
              "outcomes": ["Complete", "Incomplete"], "root": { "id": "s", "type": "Elsa.Sequence" } }
            """).Definition!;

        var descriptor = ActivityDescriptors.Of(definition, isBrowsable: true);

        Assert.Equal("CheckDocuments", descriptor.TypeName);
        Assert.Equal("CaseId", Assert.Single(descriptor.Inputs).Name);
        Assert.Equal("Int32", Assert.Single(descriptor.Outputs).TypeName);
        Assert.Equal(["Complete", "Incomplete", "Root"], descriptor.Ports.Select(port => port.Name));
        Assert.Equal("v2", descriptor.ConstructionProperties["WorkflowDefinitionVersionId"]);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
