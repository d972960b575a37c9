using IqWorkflows.Engine.Activities;

namespace IqWorkflows.Activities;

/// <summary>A box of the domain. What it wants done with its case it emits as <see cref="CaseEffect"/>.</summary>
public abstract class CaseActivity : Activity
{
    /// <summary>Codes of the rules that the definition states here as they are; those that a run computes are not among them.</summary>
    public virtual IEnumerable<RuleUse> RuleUses => [];

    /// <summary>The code that an input states, if it states one.</summary>
    private protected static IEnumerable<RuleUse> Use(RuleKind kind, Input<string> input) =>
        input.IsGiven && input.IsLiteral && input.Literal is { Length: > 0 } code ? [new RuleUse(kind, code, input.Name)] : [];
}
