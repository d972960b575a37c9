using System.Text.Json;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities.Asking;

/// <summary>The form of a box as it is drawn, and the facts and kinds that it names. Whether these exist, the rule files know.</summary>
internal sealed record FormDrawing(JsonElement Json, IReadOnlyList<RuleUse> Uses)
{
    public static FormDrawing None { get; } = new(default, []);

    public static FormDrawing Read(BoxBinding binding)
    {
        var json = LiteralJson.Of(binding, "form");
        if (json.ValueKind == JsonValueKind.Undefined)
            return None;
        var reading = Form.Read(json);
        if (reading.Problems.Count > 0)
            binding.Problem(ProblemSeverity.Error, "form", $"The form cannot be shown: {string.Join(' ', reading.Problems)}", """Forms look like {"new": ["request"], "fields": [{"fact": "request.kind", "required": true}]}.""");
        return new FormDrawing(json.Clone(), UsesOf(reading.Form ?? Form.Empty));
    }

    /// <summary>A form that a box always has.</summary>
    public static FormDrawing Of(string json) => new(JsonElement.Parse(json), UsesOf(Form.Read(json).Form ?? Form.Empty));

    private static RuleUse[] UsesOf(Form form) =>
    [
        .. form.New.Select(kind => new RuleUse(RuleKind.Kind, kind, "Form")),
        .. form.Fields.SelectMany(field => new[] { field.Fact, field.RequiredWhen?.Fact, field.When?.Fact }.OfType<string>()).Concat(form.Clears).Concat(form.Happened).Select(fact => new RuleUse(RuleKind.Fact, fact, "Form")),
    ];
}
