namespace IqWorkflows.Engine.Running.Flow;

/// <summary>Where a flowchart stands.</summary>
/// <param name="boxes">How many boxes it has.</param>
/// <param name="connections">How many connections it has.</param>
/// <param name="start">Position of the box it started at.</param>
internal sealed class FlowState(int boxes, int connections, int start)
{
    public int Start { get; } = start;

    /// <summary>Counter mode: how often each box was passed or skipped.</summary>
    public int[] BoxVisits { get; } = new int[boxes];

    /// <summary>Counter mode: how often each connection was passed, followed or not.</summary>
    public int[] Visits { get; } = new int[connections];

    /// <summary>Counter mode: whether the connection was followed when it was passed last.</summary>
    public bool[] Followed { get; } = new bool[connections];

    /// <summary>Token mode: tokens lying on each connection.</summary>
    public int[] Tokens { get; } = new int[connections];

    /// <summary>Token mode: arrivals to swallow on each connection.</summary>
    public int[] Blocked { get; } = new int[connections];
}
