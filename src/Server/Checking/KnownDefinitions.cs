using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Descriptors;

namespace IqWorkflows.Server.Checking;

/// <summary>Definitions that others may use as activities, as a server would find them.</summary>
internal sealed class KnownDefinitions(IReadOnlyList<WorkflowDefinition> definitions)
{
    private readonly Dictionary<string, WorkflowDefinition> _byVersion = First(definitions, definition => definition.Id);
    private readonly ILookup<string, WorkflowDefinition> _byDefinition = definitions.ToLookup(definition => definition.DefinitionId, StringComparer.Ordinal);
    private readonly ILookup<string, WorkflowDefinition> _byType =
        definitions.Where(definition => definition.Options.UsableAsActivity && definition.Name is not null).ToLookup(definition => ActivityDescriptors.TypeNameOf(definition.Name!), StringComparer.Ordinal);

    public WorkflowDefinition? Find(DefinitionReference reference)
    {
        if (reference.VersionId is { Length: > 0 } versionId && _byVersion.TryGetValue(versionId, out var exact))
            return exact;
        if (reference.DefinitionId is { Length: > 0 } definitionId && Best(_byDefinition[definitionId]) is { } definition)
            return definition;
        var usable = _byType[reference.TypeName];
        return usable.FirstOrDefault(candidate => candidate.Version == reference.Version) ?? Best(usable);
    }

    private static WorkflowDefinition? Best(IEnumerable<WorkflowDefinition> versions) =>
        versions.OrderByDescending(version => version.IsPublished).ThenByDescending(version => version.IsLatest).ThenByDescending(version => version.Version).FirstOrDefault();

    private static Dictionary<string, WorkflowDefinition> First(IEnumerable<WorkflowDefinition> definitions, Func<WorkflowDefinition, string> key)
    {
        var found = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        foreach (var definition in definitions)
            found.TryAdd(key(definition), definition);
        return found;
    }
}
