namespace IqWorkflows.Cases;

/// <summary>Why something is refused, or what somebody should look at. The text stands in the resources, in German and English.</summary>
/// <param name="Code">Names the reason; never changes.</param>
/// <param name="Arguments">What the text tells beyond its words: days (<see cref="DateOnly"/>), numbers, lengths, codes and paragraphs; never anything personal.</param>
public sealed record Reason(string Code, IReadOnlyList<object> Arguments)
{
    public Reason(string code, params object[] arguments) : this(code, (IReadOnlyList<object>)arguments)
    {
    }

    public bool Equals(Reason? other) => other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Code, Arguments.Count);

    public override string ToString() => Arguments.Count == 0 ? Code : $"{Code}({string.Join(", ", Arguments)})";
}
