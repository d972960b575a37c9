using System.Text.Json;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class PlayCommandTests : IDisposable
{
    private const string Enquiry =
        """
        case: T
        title: { de: Anfrage, en: Enquiry }
        centre: { land: NW }
        person: { name: Test, given_name: Tina, language: de, land: NW, email: tina@example.org }
        steps:
          - { at: 2026-01-12 09:00, open: { consents: [EMAIL_KONTAKT] }, with: { case.contact_origin: SELBST } }

        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_script_that_comes_out_as_it_says_is_good()
    {
        var file = _folder.Write("good.yaml", Enquiry + "expect:\n  states: [2026-01-12 ANFRAGE]\n");

        var (exitCode, output, error) = await RunAsync("play", file);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("T Enquiry (IQ-NW-2026-", output, StringComparison.Ordinal);
        Assert.EndsWith("T: as expected.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_tells_the_difference_with_its_line()
    {
        var file = _folder.Write("bad.yaml", Enquiry + "expect:\n  states: [2026-01-12 TERMINIERT]\n");

        var (exitCode, output, _) = await RunAsync("play", file, "--json");

        Assert.Equal(1, exitCode);
        var result = JsonElement.Parse(output);
        Assert.False(result.GetProperty("asExpected").GetBoolean());
        var difference = Assert.Single(result.GetProperty("differences").EnumerateArray());
        Assert.Equal("state 1: 2026-01-12 ANFRAGE, expected 2026-01-12 TERMINIERT", difference.GetProperty("text").GetString());
        Assert.Contains(result.GetProperty("timeline").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "state" && entry.GetProperty("state").GetString() == "ANFRAGE");
    }

    [Fact]
    public async Task Kills_change_nothing_of_what_is_told()
    {
        var file = _folder.Write("killed.yaml", Enquiry + "until: 2026-02-12\nexpect:\n  states: [2026-01-12 ANFRAGE]\n");

        var (exitCode, output, _) = await RunAsync("play", file, "--kill", "5", "--seed", "3");

        Assert.Equal(0, exitCode);
        Assert.EndsWith("T: as expected. The process was killed 5 times.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forecast_of_a_script_begins_where_it_stands()
    {
        var file = _folder.Write("enquiry.yaml", Enquiry);

        var (exitCode, output, _) = await RunAsync("forecast", file, "--days", "30");

        Assert.Equal(0, exitCode);
        Assert.Contains("Wed 2026-01-14  Task       M01", output, StringComparison.Ordinal);
        Assert.Contains("Mon 2026-01-19  Escalation M01", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("play nowhere.yaml", "There is no file nowhere.yaml.")]
    [InlineData("play MISTAKEN", "steps[0].at: This step does nothing.")]
    [InlineData("play MISTAKEN --kill 1001", "--kill: between 0 and 1000 times.")]
    [InlineData("forecast nowhere.yaml", "There is no file nowhere.yaml.")]
    [InlineData("forecast IQ-NW-2026-0001 --data nowhere", "There is no database in")]
    [InlineData("forecast ENQUIRY --days 0", "--days: between 1 and 3650.")]
    [InlineData("forecast ENQUIRY --on 2025-01-01", "the script begins later")]
    public async Task What_cannot_be_played_is_refused_in_a_sentence(string command, string sentence)
    {
        var mistaken = _folder.Write("mistaken.yaml", Enquiry.Replace("open: { consents: [EMAIL_KONTAKT] }, ", "", StringComparison.Ordinal));
        var enquiry = _folder.Write("enquiry.yaml", Enquiry);

        var (exitCode, output, error) = await RunAsync(command.Replace("MISTAKEN", mistaken, StringComparison.Ordinal).Replace("ENQUIRY", enquiry, StringComparison.Ordinal).Split(' '));

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await IqwCommand.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
