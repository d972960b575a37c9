using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Tests.Definitions;

public sealed class HostileDocumentTests
{
    private static readonly byte[] s_order = File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "tests", "Engine.Tests", "Definitions", "Samples", "order.json"));

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("  \n ", "line 1")]
    [InlineData("{", "line 1, column 2")]
    [InlineData("{\n  \"ä\": tru\n}", "line 2, column 11")]
    [InlineData("{\"a\":1,}", "line 1, column 8")]
    [InlineData("{\"a\":NaN}", "line 1, column 6")]
    [InlineData("{} {}", "line 1, column 4")]
    [InlineData("{\"a\":\"open", "line 1, column 11")] // where the text ends without its quote
    [InlineData("{'a':1}", "line 1, column 2")]
    [InlineData("// comment\n{}", "line 1, column 1")]
    public void Malformed_json_is_told_with_line_and_column(string text, string place)
    {
        var reading = WorkflowDefinition.Read(text);

        Assert.Null(reading.Definition);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((ProblemCode.MalformedJson, place), (problem.Code, problem.Place));
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_order_marks_are_understood()
    {
        var text = """{"name":"ä"}""";

        Assert.Equal("ä", WorkflowDefinition.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]).Definition?.Name);
        Assert.Equal("ä", WorkflowDefinition.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).Definition?.Name);
        Assert.Equal("ä", WorkflowDefinition.Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]).Definition?.Name);
    }

    [Theory]
    [InlineData("""{"name":"\ud800"}""", "line 1, column 10")]
    [InlineData("""{"name":"a\ud83d x"}""", "line 1, column 11")]
    [InlineData("""{"name":"\ude00"}""", "line 1, column 10")]
    [InlineData("""{"\ud800":1}""", "line 1, column 3")]
    public void Half_a_character_is_told(string text, string place)
    {
        var problem = Assert.Single(WorkflowDefinition.Read(text).Problems);

        Assert.Equal((ProblemCode.NotText, place), (problem.Code, problem.Place));
    }

    [Fact]
    public void Whole_characters_and_escaped_backslashes_are_no_halves() =>
        Assert.Equal("😀\\ud800", WorkflowDefinition.Read("""{"name":"\ud83d\ude00\\ud800"}""").Definition?.Name);

    [Fact]
    public void Bytes_that_are_no_text_are_told() =>
        Assert.Equal(ProblemCode.NotText, Assert.Single(WorkflowDefinition.Read([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Problems).Code);

    [Fact]
    public void A_document_beyond_the_limit_is_refused_unread()
    {
        var problem = Assert.Single(WorkflowDefinition.Read(new byte[32 * 1024 * 1024 + 1]).Problems);

        Assert.Equal(ProblemCode.TooLarge, problem.Code);
        Assert.Equal(ProblemCode.TooLarge, Assert.Single(WorkflowDefinition.Read(new string(' ', 33 * 1024 * 1024)).Problems).Code);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(1_000_000)]
    public void Deep_nesting_is_told(int depth)
    {
        var text = "{\"name\":\"deep\",\"customProperties\":" + string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth) + "}";

        var problem = Assert.Single(WorkflowDefinition.Read(text).Problems);

        Assert.Equal(ProblemCode.TooDeep, problem.Code);
        Assert.StartsWith("line 1, column", problem.Place, StringComparison.Ordinal);
        Assert.Equal(ProblemCode.TooDeep, Assert.Single(WorkflowDefinition.Read(new string('[', depth)).Problems).Code);
    }

    [Fact]
    public void Activities_within_each_other_have_a_limit()
    {
        var fits = WorkflowDefinition.Read(Nested(100));
        var deep = WorkflowDefinition.Read(Nested(101));

        Assert.Equal(100, fits.Definition?.Activities.Count);
        Assert.Equal(ProblemCode.TooDeep, Assert.Single(deep.Problems).Code);
        Assert.Equal("n101", deep.Problems[0].ActivityId);

        static string Nested(int depth)
        {
            var text = new StringBuilder("{\"root\":");
            for (var level = 1; level <= depth; level++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"type\":\"Elsa.If\",\"id\":\"n{level}\",\"then\":");
            return text.Append("null").Append('}', depth + 1).ToString();
        }
    }

    [Fact]
    public void A_hundred_thousand_boxes_in_a_row_are_read_and_checked()
    {
        const int Count = 100_000;
        var text = new StringBuilder("{\"name\":\"big\",\"root\":{\"id\":\"f\",\"type\":\"Elsa.Flowchart\",\"activities\":[");
        for (var at = 0; at < Count; at++)
            text.Append(at == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"id\":\"n{at}\",\"type\":\"Elsa.WriteLine\",\"version\":1}}");
        text.Append("],\"connections\":[");
        for (var at = 1; at < Count; at++)
            text.Append(at == 1 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"source\":{{\"activity\":\"n{at - 1}\",\"port\":\"Done\"}},\"target\":{{\"activity\":\"n{at}\",\"port\":\"In\"}}}}");
        text.Append("]}}");

        var definition = WorkflowDefinition.Read(text.ToString()).Definition!;

        Assert.Equal(Count + 1, definition.Activities.Count);
        Assert.Equal(Count - 1, definition.Root.Connections().Count);
        Assert.Empty(DefinitionCheck.Problems(definition));
    }

    [Fact]
    public void The_same_mistake_many_times_is_told_a_hundred_times_with_the_errors_among_them()
    {
        var text = "{\"variables\":[" + string.Concat(Enumerable.Repeat("{\"name\":\"a\",\"typeName\":\"Wizard\"},", 5000)) + "7]}";

        var reading = WorkflowDefinition.Read(text);

        Assert.Equal(100, reading.Problems.Count);
        Assert.Null(reading.Definition);
        Assert.Contains(reading.Problems, problem => problem.Severity == ProblemSeverity.Error);
    }

    [Theory]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("toString")]
    public void Names_with_a_meaning_elsewhere_are_names_like_others(string name)
    {
        var definition = WorkflowDefinition.Read(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            [name] = new { polluted = true },
            ["variables"] = new[] { new { name, typeName = "String", value = "v" } },
            ["root"] = new Dictionary<string, object?> { ["id"] = name, ["type"] = name, [name] = new { id = "c", type = "X" } },
        })).Definition!;

        Assert.Equal(name, definition.Variables[0].Name);
        Assert.Equal("c", definition.Root.Child(name)?.Id);
        Assert.True(JsonElement.DeepEquals(definition.Document, JsonElement.Parse(definition.Write())));
    }

    [Fact]
    public void Huge_texts_and_numbers_are_kept_and_shortened_in_problems()
    {
        var huge = new string('x', 1_000_000);
        var digits = new string('9', 100_000);

        var reading = WorkflowDefinition.Read($$"""{"name":"{{huge}}","other":{{digits}},"variables":[{"name":"{{huge}}","typeName":"{{huge}}"},{"name":"n","typeName":"Int32","value":{{digits}}}]}""");

        Assert.Equal(huge, reading.Definition?.Name);
        Assert.All(reading.Problems, problem => Assert.True(problem.ToString().Length < 500));
        Assert.Contains(digits, Encoding.UTF8.GetString(reading.Definition!.Write()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_cut_off_anywhere_is_told()
    {
        for (var length = 0; length < s_order.Length; length++)
        {
            var reading = WorkflowDefinition.Read(s_order.AsSpan(0, length));
            Assert.True(reading.Definition is null || s_order.AsSpan(length).Trim((byte)'\n').IsEmpty);
        }
    }

    [Fact]
    public void Random_bytes_give_a_definition_or_problems() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => Survives(bytes ?? [])).QuickCheckThrowOnFailure();

    [Fact]
    public void A_spoilt_document_gives_a_definition_or_problems()
    {
        var pieces = Gen.Elements("null", "true", "[]", "{}", "\"\"", "-1", "1e999", "[null]", "[[{}]]", "{\"$values\":{}}", "{\"id\":[],\"type\":{}}", "{\"type\":\"X\",\"id\":null}", ",", "}", "\"", "\\", "\0");
        var edits = Gen.ArrayOf(Gen.Zip(Gen.Choose(0, s_order.Length - 1), Gen.Choose(0, 40)).SelectMany(cut => pieces.Select(piece => (At: cut.Item1, Length: cut.Item2, Piece: piece))), 3);

        Prop.ForAll(Arb.From(edits), all =>
        {
            var bytes = s_order;
            foreach (var (at, length, piece) in all)
                bytes = [.. bytes.AsSpan(0, Math.Min(at, bytes.Length)), .. Encoding.UTF8.GetBytes(piece), .. bytes.AsSpan(Math.Min(at + length, bytes.Length))];
            return Survives(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    /// <summary>Any value in the place of any other keeps the JSON valid and is far more often read to the end.</summary>
    [Fact]
    public void A_document_with_values_exchanged_gives_a_definition_or_problems()
    {
        var values = new List<string>();
        Collect(JsonElement.Parse(s_order));
        var swaps = Gen.Zip(Gen.Choose(0, values.Count - 1), Gen.Elements(values.Concat(["null", "7", "[]", "[7,null,{}]", "\"x\"", "{}", "true"]).ToArray()));

        Prop.ForAll(Arb.From(swaps), swap =>
        {
            var at = 0;
            var text = Swap(JsonElement.Parse(s_order), swap.Item1, swap.Item2, ref at);
            return Survives(Encoding.UTF8.GetBytes(text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

        void Collect(JsonElement json)
        {
            values.Add(json.GetRawText());
            if (json.ValueKind == JsonValueKind.Object)
                json.EnumerateObject().ToList().ForEach(member => Collect(member.Value));
            if (json.ValueKind == JsonValueKind.Array)
                json.EnumerateArray().ToList().ForEach(Collect);
        }
    }

    private static string Swap(JsonElement json, int wanted, string value, ref int at)
    {
        if (at++ == wanted)
            return value;
        var parts = new List<string>();
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
                parts.Add(JsonSerializer.Serialize(member.Name) + ":" + Swap(member.Value, wanted, value, ref at));
            return "{" + string.Join(',', parts) + "}";
        }
        if (json.ValueKind != JsonValueKind.Array)
            return json.GetRawText();
        foreach (var item in json.EnumerateArray())
            parts.Add(Swap(item, wanted, value, ref at));
        return "[" + string.Join(',', parts) + "]";
    }

    private static bool Survives(byte[] bytes)
    {
        var reading = WorkflowDefinition.Read(bytes);
        if (reading.Definition is not { } definition)
            return reading.Problems.Any(problem => problem.Severity == ProblemSeverity.Error);

        DefinitionCheck.Problems(definition, _ => true);
        foreach (var node in definition.Activities)
        {
            _ = (node.NodeId, node.Place, node.CanStartWorkflow, node.RunAsynchronously, node.MergeMode);
            node.Connections();
            node.Variables();
        }
        return WorkflowDefinition.Read(definition.Write()).Definition is not null;
    }
}
