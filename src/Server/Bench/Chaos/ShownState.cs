using System.Text.Json;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>An instance as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SubStatus">How it stands.</param>
/// <param name="Waits">Activities it waits at.</param>
/// <param name="Total">The output that says how many papers came, or null.</param>
internal sealed record ShownErrand(string Id, string SubStatus, IReadOnlyList<string> Waits, int? Total);

/// <summary>All instances as the API shows them.</summary>
internal sealed record ShownState(IReadOnlyDictionary<string, ShownErrand> Instances)
{
    // Enough for anything that still moves; whoever moves after that is found to be stuck.
    private const int MostLooks = 300;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks until every running instance waits for a caller and for nothing that comes by itself.</summary>
    public static async Task<ShownState> WhenAtRestAsync(ChaosCaller caller, CancellationToken cancellationToken)
    {
        using var looks = new PeriodicTimer(s_betweenLooks);
        for (var look = 1; look < MostLooks && await MovesAsync(caller, cancellationToken); look++)
            await looks.WaitForNextTickAsync(cancellationToken);
        return await ReadAsync(caller, cancellationToken);
    }

    /// <summary>Asks for all there are, whether they move or not.</summary>
    public static async Task<ShownState> ReadAsync(ChaosCaller caller, CancellationToken cancellationToken) =>
        new((await ReadAsync(caller, "/api/instances?limit=200", cancellationToken)).ToDictionary(shown => shown.Id, StringComparer.Ordinal));

    /// <summary>Where the API says something else than what is stored.</summary>
    public IEnumerable<Finding> Differences(StoredState stored)
    {
        foreach (var instance in stored.Instances)
        {
            if (!Instances.TryGetValue(instance.Row.Id, out var shown))
                yield return new Finding("not-shown", $"{instance.Row.Id} is stored, but the API did not list it");
            else if (shown.SubStatus != instance.Row.SubStatus.ToString())
                yield return new Finding("other-answer", $"{shown.Id} is {instance.Row.SubStatus}, but the API said {shown.SubStatus}");
            else if (!shown.Waits.Order().SequenceEqual(instance.Bookmarks.Select(bookmark => bookmark.ActivityId).Order()))
                yield return new Finding("other-answer", $"{shown.Id} waits at {string.Join(", ", instance.Bookmarks.Select(bookmark => bookmark.ActivityId))}, but the API said {string.Join(", ", shown.Waits)}");
            else if (instance.Row is { DefinitionId: ChaosDefinitions.Errand, SubStatus: Engine.Running.InstanceSubStatus.Finished } && shown.Total != ChaosDefinitions.Papers)
                yield return new Finding("other-answer", $"the API said {shown.Id} ended with {shown.Total} papers");
        }
        foreach (var id in Instances.Keys.Except(stored.Instances.Select(instance => instance.Row.Id)))
            yield return new Finding("not-stored", $"the API showed {id}, which is not stored");
    }

    private static async Task<bool> MovesAsync(ChaosCaller caller, CancellationToken cancellationToken)
    {
        var running = await ReadAsync(caller, "/api/instances?limit=200&status=Running", cancellationToken);
        return running.Any(shown => shown.Waits.Count == 0 || !shown.Waits.All(activity => activity is "check" or "paper"));
    }

    private static async Task<List<ShownErrand>> ReadAsync(ChaosCaller caller, string path, CancellationToken cancellationToken)
    {
        var shown = new List<ShownErrand>();
        string? after = null;
        do
        {
            var page = await caller.GetAsync(after is null ? path : $"{path}&after={Uri.EscapeDataString(after)}", cancellationToken);
            shown.AddRange(await Task.WhenAll(page.GetProperty("items").EnumerateArray().Select(async item => Read(await caller.GetAsync($"/api/instances/{item.GetProperty("id").GetString()}", cancellationToken)))));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        return shown;
    }

    private static ShownErrand Read(JsonElement details)
    {
        var instance = details.GetProperty("instance");
        return new ShownErrand(
            instance.GetProperty("id").GetString()!, // the API says so
            instance.GetProperty("subStatus").GetString()!, // alike
            [.. details.GetProperty("bookmarks").EnumerateArray().Select(bookmark => bookmark.GetProperty("activityId").GetString()!)], // alike
            details.GetProperty("outputs").TryGetProperty(ChaosDefinitions.TotalOutput, out var total) ? total.GetInt32() : null);
    }
}
