using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs.Descriptors;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Instances;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Elsa;

/// <summary>The activities that Studio is told of: the engine's, ours, and the definitions that may be used as activities.</summary>
internal sealed class ActivityList(IqRuntime runtime)
{
    private static readonly FrozenSet<string> s_types = IqActivities.Catalog.Activities.Select(activity => activity.TypeName).ToFrozenSet();

    private readonly ConcurrentDictionary<(Language Language, string Rules), Written> _written = [];
    private readonly SemaphoreSlim _oneReader = new(1);
    private readonly SortedDictionary<int, IReadOnlyList<string>> _ways = [];
    private long _readUntil = -1;

    /// <summary>As JSON: <c>{ items, count }</c>. Studio asks for it after every save, so what never changes is written once.</summary>
    public async Task<string> JsonAsync(Language language, CancellationToken cancellationToken)
    {
        // The codes in dropdowns are those of the rules, which people may change.
        var written = _written.GetOrAdd((language, runtime.HasCases ? runtime.Rules.Hash : ""), _ => Written.Of(runtime, language));
        var more = await UsableAsync(cancellationToken);
        foreach (var (version, ways) in await WaysAsync(cancellationToken))
            more.Add(written.PhaseWith(version, ways));
        var json = new StringBuilder("{\"items\":[").Append(written.Items);
        foreach (var descriptor in more)
            json.Append(',').Append(JsonSerializer.Serialize(descriptor, Answer.Compact));
        return json.Append("],\"count\":").Append(s_types.Count + more.Count).Append('}').ToString();
    }

    /// <summary>Whether Studio is told of a type.</summary>
    public async Task<Func<string, bool>> KnownAsync(CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var usable = (await db.Definitions.Where(row => row.ActivityType != null).Select(row => row.ActivityType!).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return type => s_types.Contains(type) || usable.Contains(type);
    }

    public static bool IsBuiltIn(string type) => s_types.Contains(type);

    /// <summary>The published version, which the picker offers, and all older ones that a drawing may name.</summary>
    private async Task<List<ActivityDescriptor>> UsableAsync(CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Definitions.AsNoTracking().Where(row => row.ActivityType != null).OrderBy(row => row.DefinitionId).ThenBy(row => row.Version)
            .Select(row => new { row.Document, row.IsPublished }).ToListAsync(cancellationToken);
        return [.. from row in rows let definition = WorkflowDefinition.Read(row.Document).Definition where definition is not null select ActivityDescriptors.Of(definition, row.IsPublished)];
    }

    /// <summary>The ways out of all phases that were ever drawn, as far as anybody can still open the drawing. Only what was handed in since the last time is read.</summary>
    private async Task<IReadOnlyList<KeyValuePair<int, IReadOnlyList<string>>>> WaysAsync(CancellationToken cancellationToken)
    {
        await _oneReader.WaitAsync(cancellationToken);
        try
        {
            await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
            if (_readUntil < 0)
                await ReadDefinitionsAsync(db, cancellationToken);
            foreach (var id in await db.Drawings.Where(row => row.Id > _readUntil).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken))
            {
                Take(Encoding.UTF8.GetString(Packing.Unpack(await db.Drawings.Where(row => row.Id == id).Select(row => row.Document).SingleAsync(cancellationToken))));
                _readUntil = id;
            }
            return [.. _ways];
        }
        finally
        {
            _oneReader.Release();
        }
    }

    private async Task ReadDefinitionsAsync(IqDb db, CancellationToken cancellationToken)
    {
        var marker = $"\"{PhasePorts.Type}\"";
        await foreach (var document in db.Definitions.AsNoTracking().Where(row => row.Document.Contains(marker)).Select(row => row.Document).AsAsyncEnumerable().WithCancellation(cancellationToken))
            Take(document);
        _readUntil = 0;
    }

    private void Take(string document)
    {
        if (!document.Contains(PhasePorts.Type, StringComparison.Ordinal) || StudioDocument.Parse(document)["root"] is not System.Text.Json.Nodes.JsonObject root)
            return;
        root.Parent?.AsObject().Remove("root");
        foreach (var ways in PhasePorts.Within(root).Where(ways => ways.Count > 0))
            _ways[PhasePorts.VersionOf(ways)] = ways;
    }

    /// <summary>The list in one language.</summary>
    private sealed record Written(string Items, ActivityDescriptor Phase)
    {
        private static readonly PortDescriptor s_done = new("Done", "Done", "Flow", IsBrowsable: true);

        public static Written Of(IqRuntime runtime, Language language)
        {
            var words = DesignerTexts.Words(runtime.HasCases ? runtime.Rules.Names : RuleNames.Unknown, language);
            List<ActivityDescriptor> all = [.. ActivityDescriptors.Of(IqActivities.Catalog, words)];
            var at = all.FindIndex(descriptor => descriptor.TypeName == PhasePorts.Type);
            // Named ways out would hide the places inside; see PhasePorts.
            all[at] = all[at] with
            {
                Inputs = [.. all[at].Inputs.Select(input => input.UiHint == "dynamic-outcomes" ? input with { UiHint = "multitext", UiSpecifications = new Dictionary<string, object>() } : input)],
                Ports = [.. all[at].Ports, s_done],
            };
            return new Written(string.Join(',', all.Select(descriptor => JsonSerializer.Serialize(descriptor, Answer.Compact))), all[at]);
        }

        public ActivityDescriptor PhaseWith(int version, IReadOnlyList<string> ways) => Phase with
        {
            Version = version,
            IsBrowsable = false,
            Ports = [.. Phase.Ports, .. ways.Select(way => new PortDescriptor(way, way, "Flow", IsBrowsable: true))],
        };
    }
}
