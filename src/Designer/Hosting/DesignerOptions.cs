namespace IqWorkflows.Designer.Hosting;

/// <summary>What the server tells its designer.</summary>
/// <param name="AcceptsKey">Whether this is the key of the server.</param>
public sealed record DesignerOptions(Func<string, bool> AcceptsKey);
