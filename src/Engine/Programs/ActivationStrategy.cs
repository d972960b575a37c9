namespace IqWorkflows.Engine.Programs;

/// <summary>Whether another instance may start. A refusal is an answer, not an error.</summary>
public enum ActivationStrategy
{
    /// <summary>Always.</summary>
    AllowAlways,

    /// <summary>Only while no other instance of the definition is running.</summary>
    Singleton,

    /// <summary>Only while no other instance of the definition with the same correlation id is running.</summary>
    CorrelatedSingleton,

    /// <summary>Only while no instance of any definition with the same correlation id is running.</summary>
    Correlation,
}

/// <summary>What a fault does to its instance.</summary>
public enum IncidentStrategy
{
    /// <summary>The instance ends as Faulted.</summary>
    Fault,

    /// <summary>Other branches go on; the incident waits for retry or skip.</summary>
    ContinueWithIncidents,
}

/// <summary>How flowcharts decide whether a box may run.</summary>
public enum FlowchartMode
{
    /// <summary>By counting how often each connection was passed. Elsa's default.</summary>
    Counter,

    /// <summary>By tokens and merge modes.</summary>
    Token,
}
