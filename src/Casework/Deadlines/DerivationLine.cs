using System.Text.Json;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Casework.Deadlines;

/// <summary>One step of how a deadline came about, as it is kept with the deadline: told in both languages with the rules of the day on which it was computed.</summary>
/// <param name="Step">Kind of the step, for example <c>Counted</c>.</param>
/// <param name="Day">The day it arrives at.</param>
/// <param name="German">The sentence.</param>
/// <param name="English">The sentence.</param>
public sealed record DerivationLine(string Step, DateOnly Day, string German, string English)
{
    public static IReadOnlyList<DerivationLine> Of(Deadline deadline, DeadlineText german, DeadlineText english) =>
        [.. deadline.Derivation.Select(step => new DerivationLine(step.GetType().Name, step.Day, german.Step(step), english.Step(step)))];

    public static string Write(IReadOnlyList<DerivationLine> lines) => JsonSerializer.Serialize(lines, JsonSerializerOptions.Web);

    public static IReadOnlyList<DerivationLine> Read(string json) => JsonSerializer.Deserialize<List<DerivationLine>>(json, JsonSerializerOptions.Web) ?? [];
}
