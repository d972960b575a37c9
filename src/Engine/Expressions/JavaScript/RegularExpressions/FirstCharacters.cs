namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Finds the characters with which every match must begin, so that a search can pass over the others at a run.</summary>
internal static class FirstCharacters
{
    /// <returns>Null when a match may be empty or begin with anything.</returns>
    public static CharSet? Of(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Character(var c):
                return CharSet.Of((c, c));
            case RegexNode.Class(var set, IsInverted: false):
                return set;
            case RegexNode.Capture(_, var body):
                return Of(body);
            case RegexNode.Repeat { Min: > 0 } repeat:
                return Of(repeat.Body);
            case RegexNode.Choice(var branches):
                return OfBranches(branches);
            case RegexNode.Sequence(var parts):
                return parts.FirstOrDefault(part => part is not (RegexNode.Assertion or RegexNode.Look)) is { } first ? Of(first) : null;
            default:
                return null;
        }
    }

    private static CharSet? OfBranches(IReadOnlyList<RegexNode> branches)
    {
        var union = new CharSet.Builder();
        foreach (var branch in branches)
        {
            if (Of(branch) is not { } set)
            {
                return null;
            }

            union.Add(set);
        }

        return union.ToSet();
    }
}
