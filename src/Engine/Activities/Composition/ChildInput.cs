using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>What the three activities that start children share: id, inputs and answer of a child.</summary>
internal static class ChildInput
{
    /// <summary>A child with an id made from the parent's, so that asking twice starts one.</summary>
    public static ChildStart Child(Step step, string definitionId, object? input, string? correlationId) =>
        new(ChildId(step.NextId()), definitionId, Given(input), string.IsNullOrEmpty(correlationId) ? null : correlationId);

    private static ObjectValue Given(object? input) => input as ObjectValue ?? [];

    /// <summary>32 hexadecimal digits: a chain of ids would grow with every generation.</summary>
    private static string ChildId(string seed)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed));
        return Convert.ToHexStringLower(bytes.AsSpan(0, 16));
    }
}
