using System.Text.Json;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Events_and_waits_happen_in_the_order_given()
    {
        var file = _folder.Write("letter.json", new Drawing("letter").Event("await", "papers").Line("thanks", "thank you").Delay("pause", TimeSpan.FromDays(14)).Line("again", "any news?").ToString());

        var eventFirst = await Iqw.RunAsync("run", file, "--event", "papers", "--advance", "14d");
        var waitFirst = await Iqw.RunAsync("run", file, "--advance", "14d", "--event", "papers");

        Assert.Equal(["thank you", "any news?"], eventFirst.Lines);
        Assert.Equal(["thank you"], waitFirst.Lines);
        Assert.Equal((0, 0), (eventFirst.ExitCode, waitFirst.ExitCode));
        Assert.Contains("at pause", waitFirst.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_one_object_says_everything()
    {
        var file = _folder.Write("task.json", new Drawing("task").Line("a", "begun").Task("check", "check papers").ToString());

        var ran = await Iqw.RunAsync("run", file, "--json");

        var result = JsonElement.Parse(ran.Output);
        Assert.Equal("Running", result.GetProperty("status").GetString());
        Assert.Equal("Suspended", result.GetProperty("subStatus").GetString());
        Assert.Equal("begun", result.GetProperty("writeLineOutput")[0].GetString());
        Assert.Equal("check papers", result.GetProperty("bookmarks")[0].GetProperty("taskName").GetString());
        Assert.Equal(["flow", "a", "check"], result.GetProperty("executedActivityIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(JsonValueKind.Array, result.GetProperty("incidents").ValueKind);
        Assert.Equal(JsonValueKind.Object, result.GetProperty("outputs").ValueKind);
        Assert.Equal(0, ran.ExitCode);
    }

    [Fact]
    public async Task A_fault_is_told_on_stderr_and_by_the_exit_code()
    {
        var file = _folder.Write("broken.json", new Drawing("broken").Line("a", "begun").Fault("f", "no stamp").ToString());

        var ran = await Iqw.RunAsync("run", file);

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(["begun"], ran.Lines);
        Assert.Contains("no stamp", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_come_from_the_folder_given()
    {
        _folder.Write("others/child.json", new Drawing("child").Line("c", "child").ToString());
        var file = _folder.Write("parent.json", new Drawing("parent").Line("a", "before").Execute("x", "child").Line("z", "after").ToString());

        var ran = await Iqw.RunAsync("run", file, "--with", Path.Combine(_folder.Path, "others"));

        Assert.Equal(["before", "child", "after"], ran.Lines);
    }

    [Fact]
    public async Task What_an_event_starts_is_shown_when_nothing_was_started_by_hand()
    {
        var file = _folder.Write("started.json", new Drawing("started").Event("e", "go", starts: true).Line("a", "gone").ToString());

        var ran = await Iqw.RunAsync("run", file, "--no-start", "--event", "go");

        Assert.Equal(["gone"], ran.Lines);
        Assert.Contains("Finished", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--advance", "5", "not a duration")]
    [InlineData("--advance", "tomorrow", "not a duration")]
    [InlineData("--event", "papers={x", "not JSON")]
    [InlineData("--event", "=1", "no name")]
    [InlineData("--input", "[1]", "object")]
    [InlineData("--input", "{", "not JSON")]
    [InlineData("--mode", "both", "'counter'")]
    [InlineData("--nonsense", "x", "--nonsense")]
    public async Task A_wrong_option_is_told_and_nothing_runs(string option, string value, string told)
    {
        var file = _folder.Write("line.json", new Drawing("line").Line("a", "begun").ToString());

        var ran = await Iqw.RunAsync("run", file, option, value);

        Assert.Equal(2, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.Contains(told, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(StackTrace.Line, ran.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_definition_is_told_with_its_place()
    {
        var file = _folder.Write("bad.json", "{\n  \"root\": }");

        var ran = await Iqw.RunAsync("run", file);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("line 2", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var ran = await Iqw.RunAsync("run", Path.Combine(_folder.Path, "none.json"));

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("There is no file", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
