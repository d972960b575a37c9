namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Endpoints of which no request of the run gets beyond the door, and why. One that is reached nevertheless is a finding, so the list stays as short as it can be.</summary>
internal static class FuzzUnreached
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["GET /elsa/hubs/workflow-instance/negotiate"] = "SignalR lists no verbs and takes POST alone",
        ["GET /erster-start"] = "is there until the first account is made, and every caller has one",
    };

    /// <summary>What is wrong with the list itself.</summary>
    public static IEnumerable<FuzzFinding> Against(IReadOnlySet<string> places, Func<string, bool> isReached)
    {
        foreach (var place in Reasons.Keys)
        {
            if (!places.Contains(place))
                yield return new FuzzFinding("no-such-place", $"{place} is listed as not to be reached, but there is no such endpoint.", place);
            else if (isReached(place))
                yield return new FuzzFinding("reached-after-all", $"{place} is listed as not to be reached.", place);
        }
    }
}
