namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Where a pattern matched. Positions count UTF-16 units.</summary>
internal sealed class RegexMatch(string input, int[] positions)
{
    public int Start => positions[0];

    public int End => positions[1];

    public int Length => positions[1] - positions[0];

    /// <summary>Number of groups, the whole match (group 0) included.</summary>
    public int GroupCount => positions.Length / 2;

    /// <returns>Start and end of the group, or null when it took no part in the match.</returns>
    public (int Start, int End)? Span(int group) =>
        positions[2 * group] < 0 || positions[(2 * group) + 1] < 0 ? null : (positions[2 * group], positions[(2 * group) + 1]);

    /// <returns>Null when the group took no part in the match.</returns>
    public string? Text(int group) => Span(group) is var (start, end) ? input[start..end] : null;
}
