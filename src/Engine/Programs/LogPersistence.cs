using System.Text.Json;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Programs;

/// <summary>Which values a designer wants kept out of the journal: Elsa's log persistence, as far as it says Exclude.</summary>
internal static class LogPersistence
{
    public static IReadOnlySet<string>? Excluded(ActivityNode activity)
    {
        var config = activity.Custom("logPersistenceConfig");
        if (config.ValueKind != JsonValueKind.Object)
            config = activity.Custom("logPersistenceMode");
        if (config.ValueKind != JsonValueKind.Object)
            return null;
        var excluded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (SaysExclude(config.Member("default")))
            excluded.Add("*");
        foreach (var group in (string[])["inputs", "outputs"])
        {
            if (config.Member(group) is { ValueKind: JsonValueKind.Object } members)
            {
                foreach (var member in members.EnumerateObject())
                {
                    if (SaysExclude(member.Value))
                        excluded.Add(member.Name);
                }
            }
        }
        return excluded.Count == 0 ? null : excluded;
    }

    private static bool SaysExclude(JsonElement strategy) =>
        (strategy.ValueKind == JsonValueKind.String ? strategy.GetString() : strategy.Text("strategyType"))?.Contains("Exclude", StringComparison.Ordinal) == true;
}
