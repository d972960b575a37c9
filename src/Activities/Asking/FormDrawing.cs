using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities.Asking;

/// <summary>The form of a box as it is drawn: whether its JSON has the right shape, and which facts it names. What the facts are, others know.</summary>
internal sealed record FormDrawing(JsonElement Json, IReadOnlyList<RuleUse> Uses)
{
    private static readonly string[] s_members = ["new", "fields"];
    private static readonly string[] s_fieldMembers = ["fact", "required", "label", "help", "requiredWhen"];

    public static FormDrawing None { get; } = new(default, []);

    public static FormDrawing Read(BoxBinding binding)
    {
        var json = LiteralJson.Of(binding, "form");
        if (json.ValueKind == JsonValueKind.Undefined)
            return None;
        var (uses, mistakes) = (new List<RuleUse>(), new List<string>());
        Read(json, uses, mistakes);
        if (mistakes.Count > 0)
        {
            binding.Problem(
                ProblemSeverity.Error, "form", $"The form cannot be shown: {string.Join("; ", mistakes)}.",
                """Write {"new": ["request"], "fields": [{"fact": "request.kind", "required": true}]}.""");
        }
        return new FormDrawing(json.Clone(), uses);
    }

    internal static FormDrawing Of(string json)
    {
        var uses = new List<RuleUse>();
        var form = JsonElement.Parse(json);
        Read(form, uses, []);
        return new FormDrawing(form, uses);
    }

    private static void Read(JsonElement form, List<RuleUse> uses, List<string> mistakes)
    {
        if (form.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add("it is not an object");
            return;
        }
        TellOthers(form, s_members, "the form", mistakes);
        foreach (var kind in Items(form, "new", mistakes))
        {
            if (kind.ValueKind == JsonValueKind.String)
                uses.Add(new RuleUse(RuleKind.Kind, kind.GetString()!, "Form")); // a string has a text
            else
                mistakes.Add("'new' holds something that is not the name of a kind");
        }
        var at = 0;
        foreach (var field in Items(form, "fields", mistakes))
            ReadField(field, $"fields[{at++}]", uses, mistakes);
        if (!form.TryGetProperty("fields", out _))
            mistakes.Add("it has no 'fields'");
    }

    private static void ReadField(JsonElement field, string place, List<RuleUse> uses, List<string> mistakes)
    {
        if (LiteralJson.Text(field, "fact") is not { } fact)
        {
            mistakes.Add($"{place} names no fact");
            return;
        }
        uses.Add(new RuleUse(RuleKind.Fact, fact, "Form"));
        TellOthers(field, s_fieldMembers, place, mistakes);
        if (field.TryGetProperty("required", out var required) && required.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            mistakes.Add($"{place}.required is neither true nor false");
        foreach (var name in (string[])["label", "help"])
        {
            if (field.TryGetProperty(name, out var text) && (LiteralJson.Text(text, "de") is null || LiteralJson.Text(text, "en") is null))
                mistakes.Add($"{place}.{name} lacks 'de' or 'en'");
        }
        if (!field.TryGetProperty("requiredWhen", out var when))
            return;
        if (LiteralJson.Text(when, "fact") is not { } other || !when.TryGetProperty("in", out var values) || values.ValueKind != JsonValueKind.Array)
            mistakes.Add($"{place}.requiredWhen lacks 'fact' or 'in'");
        else
            uses.Add(new RuleUse(RuleKind.Fact, other, "Form"));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement form, string name, List<string> mistakes)
    {
        if (!form.TryGetProperty(name, out var items))
            return default;
        if (items.ValueKind == JsonValueKind.Array)
            return items.EnumerateArray();
        mistakes.Add($"'{name}' is not a list");
        return default;
    }

    private static void TellOthers(JsonElement json, string[] known, string place, List<string> mistakes)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                mistakes.Add($"{place} has a member '{member.Name}', which means nothing");
        }
    }
}
