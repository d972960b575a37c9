namespace IqWorkflows.Engine.Definitions;

/// <summary>What tells the versions of one definition apart.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="Version">From 1.</param>
/// <param name="IsLatest">Whether it is the newest; exactly one is.</param>
/// <param name="IsPublished">Whether it is the one that runs; at most one is.</param>
public sealed record VersionRow(string Id, int Version, bool IsLatest, bool IsPublished);

/// <summary>What a rule makes of the versions of a definition.</summary>
/// <param name="Versions">All versions afterwards, by number.</param>
/// <param name="Written">The version whose content is written (saved, published, reverted to), or null.</param>
/// <param name="IsNew">Whether that version did not exist before.</param>
public sealed record HistoryChange(IReadOnlyList<VersionRow> Versions, VersionRow? Written = null, bool IsNew = false)
{
    /// <summary>The version that runs, or null; its triggers must be indexed, and only its.</summary>
    public VersionRow? Published => Versions.FirstOrDefault(row => row.IsPublished);
}

/// <summary>Elsa's rules of versions: drafts, publishing, taking back. Each takes the versions as they are and says how they become.</summary>
public static class DefinitionHistory
{
    /// <summary>Saves without publishing: the latest draft is overwritten in place; over a published one a new draft is made, and it stays published.</summary>
    /// <param name="versions">All versions of the definition, in any order; none when it is new.</param>
    /// <param name="newId">Id for the version, should one be made.</param>
    public static HistoryChange SaveDraft(IReadOnlyList<VersionRow> versions, string newId) =>
        Latest(versions) is { IsPublished: false } draft
            ? Changed(versions, written: draft with { IsLatest = true })
            : Changed(versions, written: new VersionRow(newId, Next(versions), IsLatest: true, IsPublished: false), isNew: true);

    /// <summary>Publishes a version: it alone is latest and published.</summary>
    /// <returns>Null when there is no such version.</returns>
    public static HistoryChange? Publish(IReadOnlyList<VersionRow> versions, string id)
    {
        if (versions.FirstOrDefault(row => row.Id == id) is not { } found)
            return null;
        var others = versions.Select(row => row with { IsPublished = false }).ToList();
        return Changed(others, written: found with { IsLatest = true, IsPublished = true });
    }

    /// <summary>Saves and publishes at once.</summary>
    /// <param name="versions">All versions of the definition, in any order; none when it is new.</param>
    /// <param name="newId">Id for the version, should one be made.</param>
    public static HistoryChange SaveAndPublish(IReadOnlyList<VersionRow> versions, string newId)
    {
        var saved = SaveDraft(versions, newId);
        return Publish(saved.Versions, saved.Written!.Id)! with { IsNew = saved.IsNew }; // a save always writes a version
    }

    /// <summary>Takes the published version back; it stays as it is otherwise.</summary>
    /// <returns>Null when nothing is published.</returns>
    public static HistoryChange? Retract(IReadOnlyList<VersionRow> versions)
    {
        if (versions.FirstOrDefault(row => row.IsPublished) is not { } published)
            return null;
        return new HistoryChange(Sorted(versions.Select(row => row with { IsPublished = false })), published with { IsPublished = false });
    }

    /// <summary>Makes a new draft with the content of an older version.</summary>
    /// <param name="versions">All versions of the definition, in any order.</param>
    /// <param name="version">Number of the version whose content is wanted.</param>
    /// <param name="newId">Id for the new draft.</param>
    /// <returns>Null when there is no such version.</returns>
    public static HistoryChange? Revert(IReadOnlyList<VersionRow> versions, int version, string newId) =>
        versions.Any(row => row.Version == version)
            ? Changed(versions, written: new VersionRow(newId, Next(versions), IsLatest: true, IsPublished: false), isNew: true)
            : null;

    /// <summary>Deletes one version. The highest that remains becomes the latest if the latest went, for Studio cannot show a definition without one.</summary>
    /// <returns>Null when there is no such version.</returns>
    public static HistoryChange? Delete(IReadOnlyList<VersionRow> versions, int version)
    {
        var rest = versions.Where(row => row.Version != version).ToList();
        if (rest.Count == versions.Count)
            return null;
        return rest.Count == 0 || rest.Exists(row => row.IsLatest)
            ? new HistoryChange(Sorted(rest))
            : new HistoryChange(Changed(rest, rest.MaxBy(row => row.Version)! with { IsLatest = true }).Versions); // there is at least one
    }

    // A store that lost the mark still has an order.
    private static VersionRow? Latest(IReadOnlyList<VersionRow> versions) =>
        versions.FirstOrDefault(row => row.IsLatest) ?? versions.MaxBy(row => row.Version);

    private static int Next(IReadOnlyList<VersionRow> versions) => versions.Count == 0 ? 1 : versions.Max(row => row.Version) + 1;

    /// <summary>Puts a version that is the latest among the others.</summary>
    private static HistoryChange Changed(IReadOnlyList<VersionRow> versions, VersionRow written, bool isNew = false) => new(
        Sorted(versions.Where(row => row.Id != written.Id).Select(row => row with { IsLatest = false }).Append(written)), written, isNew);

    private static List<VersionRow> Sorted(IEnumerable<VersionRow> versions) => [.. versions.OrderBy(row => row.Version)];
}
