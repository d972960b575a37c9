namespace IqWorkflows.Casework.Http;

/// <summary>What workflows may reach by HTTP. Nothing unless the operator names it.</summary>
public sealed record HttpCallOptions
{
    /// <summary>Host names; <c>*.example.org</c> stands for all hosts below <c>example.org</c>.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Allows loopback, link-local and private addresses, on a developer's machine.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>How long one attempt may take, redirects and the answer's content included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest content of an answer, in bytes.</summary>
    public int MostBytes { get; init; } = 1024 * 1024;

    /// <summary>Requests under way at once.</summary>
    public int MostAtOnce { get; init; } = 32;

    internal bool Allows(Uri address) => address.Scheme is "http" or "https" && AllowedHosts.Any(allowed =>
        allowed.StartsWith("*.", StringComparison.Ordinal)
            ? address.IdnHost.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : address.IdnHost.Equals(allowed, StringComparison.OrdinalIgnoreCase));
}
