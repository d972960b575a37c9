using System.Text;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_sound_definition_passes()
    {
        var file = _folder.Write("good.json", new Drawing("good").Line("a", "x").ToString());

        var ran = await Iqw.RunAsync("check", file);

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(["1 file checked: no problems."], ran.Lines);
    }

    [Fact]
    public async Task Problems_come_with_file_line_place_and_remedy()
    {
        var file = _folder.Write("twice.json", "\uFEFF" + """
            {
              "definitionId": "twice",
              "root": {
                "id": "flow",
                "type": "Elsa.Flowchart",
                "activities": [
                  { "id": "a", "type": "Elsa.WriteLine" },
                  { "id": "a", "type": "Elsa.WriteLine" }
                ],
                "connections": []
              }
            }
            """);

        var ran = await Iqw.RunAsync("check", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"{file}:8: error duplicate-id:", ran.Output, StringComparison.Ordinal);
        Assert.Contains("$.root.activities[1]", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_activity_type_is_named()
    {
        var file = _folder.Write("unknown.json", new Drawing("unknown").Box("x", "Acme.Rocket").ToString());

        var ran = await Iqw.RunAsync("check", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Acme.Rocket", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_no_rule_file_knows_is_told_with_its_line()
    {
        var literal = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "ANFANG" } };
        var file = _folder.Write("state.json", new Drawing("state").Box("reach", "Iq.Milestone", ("state", literal)).ToString());

        var ran = await Iqw.RunAsync("check", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"{file}:1: error unknown-state: The rule files know no state 'ANFANG'.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_are_not_there_are_told()
    {
        var file = _folder.Write("good.json", new Drawing("good").Line("a", "x").ToString());

        var ran = await Iqw.RunAsync("check", file, "--rules", "nowhere");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("no folder nowhere", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_counts_unless_only_errors_are_asked_for()
    {
        var file = _folder.Write("loop.json", new Drawing("loop").Box("w", "Elsa.While").ToString());

        var all = await Iqw.RunAsync("check", file);
        var errors = await Iqw.RunAsync("check", file, "--errors-only");

        Assert.Equal(1, all.ExitCode);
        Assert.Contains("warning empty-body", all.Output, StringComparison.Ordinal);
        Assert.Equal(0, errors.ExitCode);
    }

    [Fact]
    public async Task A_folder_is_checked_together_and_in_the_order_of_its_files()
    {
        _folder.Write("b.json", "[]");
        _folder.Write("a/c.json", "nonsense");
        _folder.Write("d.json", new Drawing("d").Line("a", "x").ToString());
        _folder.Write("d.expected.json", "{}");

        var ran = await Iqw.RunAsync("check", _folder.Path);

        Assert.Equal(1, ran.ExitCode);
        Assert.True(ran.Output.IndexOf("c.json", StringComparison.Ordinal) < ran.Output.IndexOf("b.json", StringComparison.Ordinal), ran.Output);
        Assert.Equal("3 files checked: 2 errors, 0 warnings.", ran.Lines[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"root\": {\"id\": 5, \"type\": []}}")]
    [InlineData("{\"root\": {\"id\": \"f\", \"type\": \"Elsa.Flowchart\", \"activities\": {}}}")]
    [InlineData("{\"root\": {\"id\": \"f\", \"type\": \"Elsa.Sequence\", \"activities\": [null, 3, {}]}}")]
    [InlineData("{\"definitionId\": 3, \"version\": \"x\", \"variables\": 7}")]
    [InlineData("{\"root\": {\"type\": \"Elsa.WriteLine\", \"id\": \"\u001b[31m\"}}")]
    public async Task Hostile_content_is_a_problem_and_never_a_stack_trace(string content)
    {
        var file = _folder.Write("hostile.json", content);

        var ran = await Iqw.RunAsync("check", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.DoesNotMatch(StackTrace.Line, ran.Output + ran.Error);
        Assert.DoesNotContain('\u001b', ran.Output);
    }

    [Fact]
    public async Task Deep_nesting_is_a_problem()
    {
        var file = _folder.Write("deep.json", new StringBuilder().Insert(0, "[", 100_000).ToString());

        var ran = await Iqw.RunAsync("check", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("too-deep", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_boxes_are_checked()
    {
        var boxes = string.Join(',', Enumerable.Range(0, 100_000).Select(number => $$"""{"id":"b{{number}}","type":"Elsa.WriteLine"}"""));
        var file = _folder.Write("large.json", $$$"""{"definitionId":"large","root":{"id":"s","type":"Elsa.Sequence","activities":[{{{boxes}}},{"id":"b0","type":"Elsa.WriteLine"}]}}""");

        var ran = await Iqw.RunAsync("check", file, "--errors-only");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("duplicate-id", ran.Output, StringComparison.Ordinal);
        Assert.Equal("1 file checked: 1 error.", ran.Lines[^1]);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_told()
    {
        var ran = await Iqw.RunAsync("check", Path.Combine(_folder.Path, "none"));

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("There is no file", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
