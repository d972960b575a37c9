using IqWorkflows.Server.Conformance;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class ConformanceCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_case_that_comes_out_as_expected_passes_in_both_modes()
    {
        Case("says-hello", "hello");

        var ran = await ConformanceAsync();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal("2 passed, 0 failed, 0 deviate", ran.Lines[^1]);
    }

    [Fact]
    public async Task A_case_that_differs_fails_with_its_first_difference()
    {
        Case("says-hello", "goodbye");

        var ran = await ConformanceAsync();

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("FAILED greetings/says-hello [counter] writeLineOutput: expected [goodbye], found [hello]", ran.Output, StringComparison.Ordinal);
        Assert.Equal("0 passed, 2 failed, 0 deviate", ran.Lines[^1]);
    }

    [Fact]
    public async Task A_listed_case_deviates_as_long_as_it_does_what_the_list_says()
    {
        Case("says-hello", "goodbye");

        var asListed = await ConformanceAsync("| `greetings/says-hello` | both | polite | `Finished/Finished: hello` |");
        var otherwise = await ConformanceAsync("| `greetings/says-hello` | both | polite | `Finished/Finished: hi` |");
        var unsaid = await ConformanceAsync("| greetings/says-hello | both | polite | |");

        Assert.Equal("0 passed, 0 failed, 2 deviate", asListed.Lines[^1]);
        Assert.Equal(0, asListed.ExitCode);
        Assert.Contains("otherwise than listed", otherwise.Output, StringComparison.Ordinal);
        Assert.Equal(1, otherwise.ExitCode);
        Assert.Equal("0 passed, 0 failed, 2 deviate", unsaid.Lines[^1]);
    }

    [Fact]
    public async Task A_listed_case_that_passes_fails_so_that_the_list_stays_honest()
    {
        Case("says-hello", "hello");

        var ran = await ConformanceAsync("| greetings/says-hello | token | polite | |");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("FAILED greetings/says-hello [token] listed as a deviation (polite), but passes", ran.Output, StringComparison.Ordinal);
        Assert.Equal("1 passed, 1 failed, 0 deviate", ran.Lines[^1]);
    }

    [Fact]
    public async Task What_is_proposed_for_the_list_can_be_read_back()
    {
        Case("says-hello", "goodbye");

        var ran = await ConformanceAsync(null, "--propose");

        var row = Assert.Single(ran.Lines, line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal("0 passed, 0 failed, 2 deviate", (await ConformanceAsync(row)).Lines[^1]);
    }

    [Theory]
    [InlineData("| a/b | sometimes | polite | |", "counter, token or both")]
    [InlineData("| a/b | both | | |", "needs case, mode and reason")]
    public async Task A_row_of_the_list_that_cannot_be_read_is_told_with_its_line(string row, string told)
    {
        Case("says-hello", "hello");

        var ran = await ConformanceAsync(row);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(told, ran.Error, StringComparison.Ordinal);
        Assert.Contains("line 3", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_cases_is_told()
    {
        var ran = await Iqw.RunAsync("conformance", _folder.Path);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("There is no case", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData(@"a | b \ c")]
    [InlineData("ends with `code`")]
    public void A_row_says_the_same_when_it_is_read_back(string instead)
    {
        var path = _folder.Write("list.md", $"| Case | Mode | Reason | Here instead |\n|---|---|---|---|\n{DeviationList.Row("a/b", "token", "why", instead)}\n");

        var listed = DeviationList.Read(path).Find("a/b", Engine.Programs.FlowchartMode.Token);

        Assert.Equal(new Deviation("a/b", "why", instead), listed);
    }

    public void Dispose() => _folder.Dispose();

    private void Case(string name, string expectedLine)
    {
        var result = $$"""{"status":"Finished","subStatus":"Finished","writeLineOutput":["{{expectedLine}}"],"outputs":{},"bookmarks":[],"incidents":[],"executedActivityIds":["flow","a"]}""";
        _folder.Write($"cases/{name}.json", new Drawing(name).Line("a", "hello").ToString());
        _folder.Write($"cases/{name}.expected.json", $$$"""{"case":"{{{name}}}","suite":"greetings","mode":{"counter":{{{result}}},"token":{{{result}}}}}""");
    }

    private Task<Ran> ConformanceAsync(string? row = null, params string[] more)
    {
        var list = _folder.Write("list.md", $"| Case | Mode | Reason | Here instead |\n|---|---|---|---|\n{row}\n");
        return Iqw.RunAsync(["conformance", Path.Combine(_folder.Path, "cases"), "--deviations", list, .. more]);
    }
}
