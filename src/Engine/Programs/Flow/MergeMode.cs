namespace IqWorkflows.Engine.Programs.Flow;

/// <summary>How tokens meet at a box, in token mode. Counter mode ignores it.</summary>
public enum MergeMode
{
    /// <summary>Runs for each arrival, unless a source is just about to run.</summary>
    Stream,

    /// <summary>Waits for a token on every forward connection.</summary>
    Merge,

    /// <summary>Waits like <see cref="Merge"/>.</summary>
    Converge,

    /// <summary>Runs at the first arrival and swallows one arrival on each other connection.</summary>
    Cascade,

    /// <summary>Like <see cref="Cascade"/>, and cancels what is still running on the other branches.</summary>
    Race,
}

/// <summary>How a FlowJoin waits.</summary>
public enum FlowJoinMode
{
    /// <summary>For the first branch.</summary>
    WaitAny,

    /// <summary>For every branch.</summary>
    WaitAll,

    /// <summary>For every branch that is still going.</summary>
    WaitAllActive,
}
