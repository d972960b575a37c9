namespace IqWorkflows.Cases.Facts;

/// <summary>One fact to record.</summary>
/// <param name="Object">May be the next number of its kind: recording makes the object.</param>
/// <param name="Field">What is said about it.</param>
/// <param name="Value">Of the type that <see cref="FactType"/> names; null: not known (any more).</param>
/// <param name="HappenedOn">The day from which it holds.</param>
/// <param name="LearnedOn">The day on which we learned of it.</param>
/// <param name="Source">Who we have it from.</param>
public sealed record FactEntry(ObjectRef Object, FactField Field, object? Value, DateOnly HappenedOn, DateOnly LearnedOn, FactSource Source);
