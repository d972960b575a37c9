using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.Json;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs.Descriptors;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Elsa;

/// <summary>The activities that Studio is told of: the engine's, ours, and the definitions that may be used as activities.</summary>
internal sealed class ActivityList(IqRuntime runtime)
{
    private static readonly FrozenSet<string> s_types = IqActivities.Catalog.Activities.Select(activity => activity.TypeName).ToFrozenSet();

    private readonly Lazy<string> _german = new(() => Written(runtime, Language.German));
    private readonly Lazy<string> _english = new(() => Written(runtime, Language.English));

    /// <summary>As JSON: <c>{ items, count }</c>. Studio asks for it after every save, so what never changes is written once.</summary>
    public async Task<string> JsonAsync(Language language, CancellationToken cancellationToken)
    {
        var usable = await UsableAsync(cancellationToken);
        var own = string.Concat(usable.Select(descriptor => "," + JsonSerializer.Serialize(descriptor, Answer.Compact)));
        return $$"""{"items":[{{(language == Language.German ? _german : _english).Value}}{{own}}],"count":{{s_types.Count + usable.Count}}}""";
    }

    /// <summary>Whether Studio is told of a type.</summary>
    public async Task<Func<string, bool>> KnownAsync(CancellationToken cancellationToken)
    {
        var usable = (await UsableAsync(cancellationToken)).Select(descriptor => descriptor.TypeName).ToHashSet(StringComparer.Ordinal);
        return type => s_types.Contains(type) || usable.Contains(type);
    }

    public static bool IsBuiltIn(string type) => s_types.Contains(type);

    /// <summary>The published version, which the picker offers, and all older ones that a drawing may name.</summary>
    private async Task<IReadOnlyList<ActivityDescriptor>> UsableAsync(CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Definitions.AsNoTracking().Where(row => row.ActivityType != null).OrderBy(row => row.DefinitionId).ThenBy(row => row.Version)
            .Select(row => new { row.Document, row.IsPublished }).ToListAsync(cancellationToken);
        return [.. from row in rows let definition = WorkflowDefinition.Read(row.Document).Definition where definition is not null select ActivityDescriptors.Of(definition, row.IsPublished)];
    }

    private static string Written(IqRuntime runtime, Language language)
    {
        var words = DesignerTexts.Words(runtime.HasCases ? runtime.Rules.Names : RuleNames.Unknown, language);
        var list = JsonSerializer.SerializeToNode(ActivityDescriptors.Of(IqActivities.Catalog, words), Answer.Compact) as JsonArray ?? [];
        return list.ToJsonString(Answer.Compact)[1..^1];
    }
}
