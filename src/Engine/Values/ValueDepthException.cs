namespace IqWorkflows.Engine.Values;

/// <summary>A value is nested deeper than a workflow value may be (or contains itself).</summary>
public sealed class ValueDepthException() : Exception($"The value is nested deeper than {Limit} levels; make it flatter.")
{
    /// <summary>How many objects and lists may stand within each other.</summary>
    public const int Limit = 64;

    /// <summary>The same for what is written and read back: the engine puts values into lists and objects of its own.</summary>
    internal const int StoredLimit = Limit + 16;

    internal static void ThrowIfBeyond(int depth, int limit = Limit)
    {
        if (depth > limit)
            throw new ValueDepthException();
    }

    /// <summary>Whether a value is nested deeper than it may be.</summary>
    internal static bool IsBeyond(object? value, int depth = 0) => value switch
    {
        ObjectValue members => depth > Limit || members.Any(member => IsBeyond(member.Value, depth + 1)),
        ListValue list => depth > Limit || list.Any(item => IsBeyond(item, depth + 1)),
        _ => false,
    };
}
