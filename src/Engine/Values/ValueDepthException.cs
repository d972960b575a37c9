namespace IqWorkflows.Engine.Values;

/// <summary>A value is nested deeper than a workflow value may be (or contains itself).</summary>
public sealed class ValueDepthException() : Exception($"The value is nested deeper than {Limit} levels; make it flatter.")
{
    /// <summary>How many objects and lists may stand within each other.</summary>
    public const int Limit = 64;

    internal static void ThrowIfBeyond(int depth)
    {
        if (depth > Limit)
            throw new ValueDepthException();
    }
}
