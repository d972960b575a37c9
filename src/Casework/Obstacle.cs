namespace IqWorkflows.Casework;

/// <summary>Why something was not done, as a code; its text is in the resources of whoever shows it.</summary>
/// <param name="Code">Never changes, for example <c>not-published</c>.</param>
/// <param name="Args">What the text names.</param>
public sealed record Obstacle(string Code, params IReadOnlyList<string> Args)
{
    public override string ToString() => Args.Count == 0 ? Code : $"{Code} ({string.Join(", ", Args)})";
}
