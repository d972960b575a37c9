namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>A body of a request.</summary>
/// <param name="MediaType">What it says it is; null: nothing.</param>
/// <param name="Text">Its bytes; null: there is none.</param>
internal sealed record FuzzBody(string? MediaType, string? Text)
{
    public static FuzzBody None { get; } = new(null, null);
}
