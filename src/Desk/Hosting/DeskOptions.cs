namespace IqWorkflows.Desk.Hosting;

/// <summary>What the server tells its desk.</summary>
/// <param name="KeyFolder">Where the keys are kept with which cookies are sealed: they outlive a restart.</param>
/// <param name="AcceptsKey">Whether this is the key of the server: the first administrator may come from another machine with it only.</param>
public sealed record DeskOptions(string KeyFolder, Func<string, bool> AcceptsKey);
