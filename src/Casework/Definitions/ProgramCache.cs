using System.Collections.Concurrent;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Descriptors;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Definitions;

/// <summary>Programs made ready to run, so that each is compiled once. What is published may change and is forgotten then; what a key names never changes.</summary>
/// <remarks>Used within turns only, hence by one thread after the other. What a turn of a group has changed is seen by the next; if the group is lost, all is forgotten.</remarks>
internal sealed class ProgramCache(ProgramCompiler compiler)
{
    /// <summary>What nodes call it among each other.</summary>
    public const string Memory = "programs";

    private readonly ConcurrentDictionary<string, WorkflowProgram> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private Publications _published = new();

    /// <returns>Null when it has not been needed yet.</returns>
    public WorkflowProgram? TryKnown(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The program an instance was started with.</summary>
    /// <exception cref="InvalidDataException">The versions it was made from are no longer there or cannot be read.</exception>
    public WorkflowProgram ByKey(Turn turn, string key)
    {
        if (_byKey.TryGetValue(key, out var program))
            return program;
        var row = DefinitionTable.Program(turn, key) ?? throw new InvalidDataException($"The program {key} is not known.");
        var used = row.Uses.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(id => Definition(turn, id)).ToList();
        var compilation = compiler.Compile(Definition(turn, row.VersionId), reference => Among(used, reference));
        program = compilation.Program ?? throw new InvalidDataException($"Version {row.VersionId} can no longer be compiled.");
        return _byKey.GetOrAdd(key, program);
    }

    /// <summary>The program that a new instance of the definition runs.</summary>
    /// <returns>Null when nothing of it is published.</returns>
    public WorkflowProgram? Published(Turn turn, string definitionId)
    {
        if (_published.Programs.TryGetValue(definitionId, out var program))
            return program;
        program = DefinitionTable.PublishedVersion(turn, definitionId) is { } versionId ? Compile(turn, Definition(turn, versionId)).Program : null;
        _published.Programs.Add(definitionId, program);
        return program;
    }

    /// <summary>What an instance started by this stimulus would run.</summary>
    public IReadOnlyList<PublishedTrigger> Triggers(Turn turn, StimulusKey key)
    {
        // Which keys have triggers is small and known; which keys may be asked for is not.
        _published.Keys ??= [.. turn.Read("select distinct hash from triggers", row => row.GetInt64(0))];
        if (!_published.Keys.Contains(key.Hash))
            return [];
        if (!_published.Triggers.TryGetValue(key, out var triggers))
            _published.Triggers.Add(key, triggers = DefinitionTable.Triggers(turn, key));
        return triggers;
    }

    public Compilation Compile(Turn turn, WorkflowDefinition definition) => compiler.Compile(definition, reference => Find(turn, reference));

    public IReadOnlyList<Problem> Check(Turn turn, WorkflowDefinition definition) => compiler.Check(definition, reference => Find(turn, reference));

    /// <summary>Makes sure that the program can be found again by its key.</summary>
    public void Keep(Turn turn, WorkflowProgram program)
    {
        if (_kept.Contains(program.Key))
            return;
        DefinitionTable.KeepProgram(turn, program);
        turn.AfterCommit(() =>
        {
            _byKey.TryAdd(program.Key, program);
            _kept.Add(program.Key);
        });
    }

    /// <summary>What is published is changed by this turn.</summary>
    public void PublicationsChanged(Turn turn)
    {
        _published = new Publications();
        turn.ForgetElsewhere(Memory);
    }

    /// <summary>A group of turns was lost: what they had written, and may have been read from, is not there. Or another node has changed what is published.</summary>
    public void ForgetAll()
    {
        _byKey.Clear();
        _kept.Clear();
        _published = new Publications();
    }

    public static WorkflowDefinition Definition(Turn turn, string versionId)
    {
        var document = DefinitionTable.Document(turn, versionId) ?? throw new InvalidDataException($"The version {versionId} of a definition is no longer there.");
        return WorkflowDefinition.Read(document).Definition ?? throw new InvalidDataException($"The version {versionId} of a definition can no longer be read.");
    }

    private static WorkflowDefinition? Among(List<WorkflowDefinition> used, DefinitionReference reference) =>
        used.Find(definition => definition.Id == reference.VersionId)
        ?? used.Find(definition => definition.DefinitionId == reference.DefinitionId)
        ?? used.Find(definition => TypeOf(definition) == reference.TypeName && definition.Version == reference.Version)
        ?? used.Find(definition => TypeOf(definition) == reference.TypeName);

    private static WorkflowDefinition? Find(Turn turn, DefinitionReference reference)
    {
        if (reference.VersionId is { } versionId && DefinitionTable.Document(turn, versionId) is not null)
            return Definition(turn, versionId);
        if (reference.DefinitionId is { } definitionId && DefinitionTable.Versions(turn, definitionId) is { Count: > 0 } versions)
            return Definition(turn, (versions.Find(version => version.IsPublished) ?? versions.Find(version => version.IsLatest) ?? versions[^1]).Id);
        var usable = DefinitionTable.UsableAs(turn, reference.TypeName);
        if (usable.Count == 0)
            return null;
        var wanted = usable.Find(version => version.Version == reference.Version);
        return Definition(turn, wanted.Id ?? usable[0].Id);
    }

    private static string? TypeOf(WorkflowDefinition definition) => definition.Name is { } name ? ActivityDescriptors.TypeNameOf(name) : null;

    private sealed class Publications
    {
        public Dictionary<string, WorkflowProgram?> Programs { get; } = new(StringComparer.Ordinal);

        public Dictionary<StimulusKey, List<PublishedTrigger>> Triggers { get; } = [];

        public HashSet<long>? Keys { get; set; }
    }
}
