using System.Text.Json;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Activities.Asking;

/// <summary>A way to end a task: a button at the desk, an outcome on the drawing.</summary>
/// <param name="Name">Name of the outcome.</param>
/// <param name="Text">What the button says.</param>
/// <param name="AsksForm">Whether the form must be filled in for it.</param>
public sealed record TaskOutcome(string Name, LocalText Text, bool AsksForm = true)
{
    /// <summary>Whether it says that all papers of the checklist are there: refused while one is missing.</summary>
    public bool NeedsDocuments { get; init; }

    /// <summary>A field of the form with the reason why it holds all the same, so that it is not refused; null: there is none.</summary>
    public string? Unless { get; init; }

    /// <summary>Facts that choosing it records, with their values as somebody would type them: what the button says is not asked for once more.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Records { get; init; } = [];

    public static IReadOnlyList<TaskOutcome> Only { get; } = [new("Done", new LocalText("Erledigt", "Done"))];

    /// <summary>The outcomes of a box: their names, and their texts where the definition gives them.</summary>
    internal static IReadOnlyList<TaskOutcome> Of(Input<ListValue> names, BoxBinding binding)
    {
        var texts = LiteralJson.Of(binding, "outcomeTexts");
        if (texts.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            binding.Problem(ProblemSeverity.Error, "outcome-texts", "The texts of the outcomes are not an object.", """Write {"Accepted": {"de": "Angenommen", "en": "Accepted"}}.""");
        if (!names.IsLiteral)
            binding.Problem(ProblemSeverity.Error, "outcomes-not-stated", "The outcomes are computed; the drawing and the desk need their names.", "State them as a list of names.");
        string[] stated = [.. (names.Literal ?? ListValue.Empty).Select(name => TextForm.Of(name) ?? "").Where(name => name.Length > 0).Distinct()];
        if (stated.Length == 0)
            return Only;
        if (texts.ValueKind == JsonValueKind.Object)
        {
            string[] surplus = [.. texts.EnumerateObject().Select(text => text.Name).Except(stated)];
            if (surplus.Length > 0)
                binding.Problem(ProblemSeverity.Error, "unknown-outcome", $"There are texts for {string.Join(", ", surplus)}, which is not among the outcomes {string.Join(", ", stated)}.", "Add the outcome, or remove its text.");
        }
        return [.. stated.Select(name => Of(name, texts.ValueKind == JsonValueKind.Object && texts.TryGetProperty(name, out var text) ? text : default))];
    }

    private static TaskOutcome Of(string name, JsonElement text) => new(
        name,
        new LocalText(LiteralJson.Text(text, "de") ?? (name == "Done" ? Only[0].Text.German : name), LiteralJson.Text(text, "en") ?? name),
        AsksForm: !(text.ValueKind == JsonValueKind.Object && text.TryGetProperty("form", out var form) && form.ValueKind == JsonValueKind.False))
    {
        NeedsDocuments = LiteralJson.Text(text, "needs") == "documents",
        Unless = LiteralJson.Text(text, "unless"),
        Records = text.ValueKind == JsonValueKind.Object && text.TryGetProperty("records", out var records) && records.ValueKind == JsonValueKind.Object
            ? [.. records.EnumerateObject().Where(record => record.Value.ValueKind == JsonValueKind.String).Select(record => KeyValuePair.Create(record.Name, record.Value.GetString()!))] // a string
            : [],
    };
}
