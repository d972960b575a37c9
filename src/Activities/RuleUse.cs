namespace IqWorkflows.Activities;

/// <summary>What a code in a definition names.</summary>
public enum RuleKind
{
    Fact,
    Kind,
    Occasion,
    Deadline,
    SuspensionCause,
    State,
    Table,
    ClosingReason,
}

/// <summary>A code that a definition names.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Code">The code.</param>
/// <param name="Input">Elsa's name of the input it stands in.</param>
public sealed record RuleUse(RuleKind Kind, string Code, string Input);
