using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Definitions;

/// <summary>One version of a workflow definition as Elsa writes it. Whatever we do not know of it is kept in <see cref="Document"/> and written back.</summary>
public sealed class WorkflowDefinition
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }
    public required JsonElement Document { get; init; }
    public JsonElement Root => Document.Member("root");
    public IReadOnlyList<ArgumentDefinition> Inputs => Args("inputs");
    public IReadOnlyList<ArgumentDefinition> Outputs => Args("outputs");
    public Opts Options => new(Document.Member("options"));

    private ArgumentDefinition[] Args(string n) => Document.Member(n) is { ValueKind: JsonValueKind.Array } a
        ? [.. a.EnumerateArray().Select(x => new ArgumentDefinition(x.Text("name") ?? "", WorkflowType.Parse(x.Text("type") ?? "Object"), (x.Text("storageDriverType") ?? "").Contains("Workflow")))] : [];

    public sealed record ArgumentDefinition(string Name, WorkflowType? ElementType, bool IsStored);

    public sealed class Opts(JsonElement json)
    {
        public ActivationStrategy Activation => json.ValueKind == 0 ? ActivationStrategy.AllowAlways : ActivationStrategy.AllowAlways;
        public IncidentStrategy Incidents => (json.Text("incidentStrategyType") ?? "").Contains("ContinueWithIncidents") ? IncidentStrategy.ContinueWithIncidents : IncidentStrategy.Fault;
    }
}
