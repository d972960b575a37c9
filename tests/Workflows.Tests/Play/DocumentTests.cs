using System.Text.Json;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Workflows.Tests.Play;

/// <summary><c>docs/case-scripts.md</c> names everything that a script may say, and nothing else.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "case-scripts.md"));

    [Fact]
    public void It_names_every_fact_with_its_type_and_no_other()
    {
        var rows = Rows("## Fields").Select(row => string.Join(" | ", row.Take(2))).ToList();

        Assert.Equal(Shipped.Scene.Rules.Facts.Fields.Select(field => $"`{field.Name}` | {TypeOf(field)}").Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_names_every_event_with_where_it_is_awaited_and_its_facts()
    {
        var awaited = Boxes("Iq.AwaitEvent").GroupBy(box => Text(box.Json, "eventName"));

        var rows = awaited.Select(boxes =>
        {
            var forms = boxes.Select(box => FormOf(box.Json)).ToList();
            var made = forms.SelectMany(form => form.New).Distinct().Order(StringComparer.Ordinal);
            var facts = forms.SelectMany(form => form.Fields).GroupBy(field => field.Fact).Select(field => Told(field.Key, field.Any(asked => asked.IsRequired)));
            return $"{boxes.Key} in {string.Join(' ', boxes.Select(box => box.Definition).Distinct().Order(StringComparer.Ordinal))} new {string.Join(' ', made)} with {string.Join(' ', facts.Order(StringComparer.Ordinal))}";
        });

        Assert.Equal(rows.Order(StringComparer.Ordinal), Rows("## Events").Select(row => $"{Quoted(row[0])} in {Quoted(row[2])} new {New(row[3])} with {Facts(row[3])}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_names_every_task_with_its_outcomes_and_its_facts()
    {
        var rows = Boxes("Iq.Task").Select(box =>
        {
            var form = FormOf(box.Json);
            return $"{box.Json.GetProperty("id").GetString()} \"{Text(box.Json, "titleEn")}\" in {box.Definition} to {Outcomes(box.Json)} new {string.Join(' ', form.New.Order(StringComparer.Ordinal))} with {string.Join(' ', form.Fields.Select(field => Told(field.Fact, field.IsRequired)).Order(StringComparer.Ordinal))}";
        });
        var appointments = Boxes("Iq.Appointment").Select(box => box.Json.GetProperty("id").GetString()).ToHashSet(); // their form is the activity's

        Assert.Equal(
            rows.Order(StringComparer.Ordinal),
            Rows("## Tasks").Where(row => !appointments.Contains(Quoted(row[0]))).Select(row => $"{Quoted(row[0])} \"{row[1]}\" in {Quoted(row[2])} to {Quoted(row[3])} new {New(row[4])} with {Facts(row[4])}").Order(StringComparer.Ordinal));
        Assert.Superset(appointments, Rows("## Tasks").Select(row => (string?)Quoted(row[0])).ToHashSet());
    }

    private static IEnumerable<string[]> Rows(string heading)
    {
        var begins = Array.IndexOf(s_lines, heading);
        Assert.True(begins >= 0, $"There is no {heading}.");
        return s_lines.Skip(begins + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
    }

    private static string Quoted(string cell) => string.Join(' ', Name().Matches(cell).Select(match => match.Groups["name"].Value));

    private static string New(string cell) => string.Join(' ', Made().Match(cell).Groups["kinds"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static string Facts(string cell) =>
        string.Join(' ', Name().Matches(cell).Select(match => Told(match.Groups["name"].Value, match.Groups["star"].Length > 0)).Order(StringComparer.Ordinal));

    private static string Told(string fact, bool isRequired) => isRequired ? fact + "*" : fact;

    private static string TypeOf(FactField field) => field.Type switch
    {
        FactType.LongText => "long_text",
        FactType.Code => $"code of `{field.CodeList}`",
        FactType.Codes => $"codes of `{field.CodeList}`",
        var type => type.ToString().ToLowerInvariant(),
    };

    private static Form FormOf(JsonElement box) => box.TryGetProperty("form", out var form) ? Form.Read(form.GetProperty("expression").GetProperty("value").GetString()!).Form! : Form.Empty; // procedures pass the check

    private static string Outcomes(JsonElement box) => box.TryGetProperty("outcomes", out var outcomes)
        ? string.Join(' ', JsonElement.Parse(outcomes.GetProperty("expression").GetProperty("value").GetString()!).EnumerateArray().Select(outcome => outcome.GetString()))
        : "Done";

    private static string Text(JsonElement box, string input) => box.GetProperty(input).GetProperty("expression").GetProperty("value").GetString()!; // a required input

    private static IEnumerable<(string Definition, JsonElement Json)> Boxes(string type) => Shipped.Scene.Procedures
        .Select(procedure => JsonDocument.Parse(procedure.Json).RootElement)
        .SelectMany(definition => Of(definition.GetProperty("root"), type).Select(box => (definition.GetProperty("definitionId").GetString()!, box))); // every definition has an id

    private static IEnumerable<JsonElement> Of(JsonElement node, string type)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().SelectMany(item => Of(item, type));
        if (node.ValueKind != JsonValueKind.Object)
            return [];
        var inner = node.EnumerateObject().SelectMany(member => Of(member.Value, type));
        return node.TryGetProperty("type", out var own) && own.ValueKind == JsonValueKind.String && own.ValueEquals(type) ? inner.Append(node) : inner;
    }

    [GeneratedRegex(@"`(?<name>[\w.-]+)`(?<star>\*?)")]
    private static partial Regex Name();

    [GeneratedRegex("^new: (?<kinds>[a-z, ]+);")]
    private static partial Regex Made();
}
