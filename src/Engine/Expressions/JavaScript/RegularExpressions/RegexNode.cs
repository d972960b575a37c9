namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>A part of a parsed pattern.</summary>
internal abstract record RegexNode
{
    private RegexNode()
    {
    }

    public static RegexNode Nothing { get; } = new Sequence([]);

    public sealed record Character(int CodePoint) : RegexNode;

    /// <summary>One of a set. The inversion is kept apart: with flag i a character is outside [^x] when its folded form is not a folded member.</summary>
    public sealed record Class(CharSet Set, bool IsInverted) : RegexNode;

    public sealed record Sequence(IReadOnlyList<RegexNode> Parts) : RegexNode;

    public sealed record Choice(IReadOnlyList<RegexNode> Branches) : RegexNode;

    public sealed record Capture(int Group, RegexNode Body) : RegexNode;

    public sealed record Repeat(RegexNode Body, int Min, int Max, bool IsGreedy, GroupSpan Groups) : RegexNode
    {
        public const int Unbounded = int.MaxValue;
    }

    public sealed record BackReference(int Group) : RegexNode;

    /// <summary>A reference by name; which group that is may only be known at the end of the pattern.</summary>
    public sealed record NamedReference(string Name) : RegexNode;

    public sealed record Look(RegexNode Body, bool IsAhead, bool IsNegative) : RegexNode;

    public sealed record Assertion(AssertionKind Kind) : RegexNode;
}

/// <summary>The capture groups inside a repeated part: they are forgotten at the start of each round.</summary>
/// <param name="First">First group.</param>
/// <param name="End">One after the last; equal to First when there is none.</param>
internal readonly record struct GroupSpan(int First, int End);

internal enum AssertionKind
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}
