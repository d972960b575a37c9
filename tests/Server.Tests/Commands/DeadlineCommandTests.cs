using System.Text.Json;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Tests.Commands;

/// <summary>The worked examples T01 to T40 of the specification, asked as a person at a terminal would.</summary>
public sealed class DeadlineCommandTests
{
    [Theory]
    [InlineData("T01", "D01 --from 2026-01-30 --land BY", "2026-02-28", "2026-03-02")]
    [InlineData("T02", "D01 --from 2026-01-31 --land NW", "2026-02-28", "2026-03-02")]
    [InlineData("T03", "D03 --from 2026-02-04 --land BE", "2026-05-04", "2026-05-04")]
    [InlineData("T04", "D03 --from 2025-11-30 --land HH", "2026-02-28", "2026-03-02")]
    [InlineData("T05", "D03 --from 2025-07-31 --land NI", "2025-10-31", "2025-11-03")]
    [InlineData("T05", "D03 --from 2025-07-31 --land SN", "2025-10-31", "2025-11-03")]
    [InlineData("T05", "D03 --from 2025-07-31 --land NW", "2025-10-31", "2025-10-31")]
    [InlineData("T05", "D03 --from 2025-07-31 --land BY", "2025-10-31", "2025-10-31")]
    [InlineData("T06", "D03 --from 2027-08-01 --land NW", "2027-11-01", "2027-11-02")]
    [InlineData("T06", "D03 --from 2027-08-01 --land BY", "2027-11-01", "2027-11-02")]
    [InlineData("T06", "D03 --from 2027-08-01 --land BE", "2027-11-01", "2027-11-01")]
    [InlineData("T06", "D03 --from 2027-08-01 --land HE", "2027-11-01", "2027-11-01")]
    [InlineData("T07", "D03 --from 2027-06-20 --land TH", "2027-09-20", "2027-09-21")]
    [InlineData("T07", "D03 --from 2027-06-20 --land SN", "2027-09-20", "2027-09-20")]
    [InlineData("T08", "D06 --from 2027-01-08 --land BE", "2027-03-08", "2027-03-09")]
    [InlineData("T08", "D06 --from 2027-01-08 --land MV", "2027-03-08", "2027-03-09")]
    [InlineData("T08", "D06 --from 2027-01-08 --land BB", "2027-03-08", "2027-03-08")]
    [InlineData("T09", "D09 --from 2026-10-18 --land SN", "2026-11-18", "2026-11-19")]
    [InlineData("T09", "D09 --from 2026-10-18 --land BE", "2026-11-18", "2026-11-18")]
    [InlineData("T10", "D09 --from 2026-05-04 --land NW", "2026-06-04", "2026-06-05")]
    [InlineData("T10", "D09 --from 2026-05-04 --land BE", "2026-06-04", "2026-06-04")]
    [InlineData("T10", "D09 --from 2026-05-04 --land SN", "2026-06-04", "2026-06-04")]
    [InlineData("T10", "D09 --from 2026-05-04 --land SN --place Crostwitz", "2026-06-04", "2026-06-05")]
    [InlineData("T11", "D03 --from 2025-05-15 --land SL", "2025-08-15", "2025-08-18")]
    [InlineData("T11", "D03 --from 2025-05-15 --land BY --place München", "2025-08-15", "2025-08-18")]
    [InlineData("T11", "D03 --from 2025-05-15 --land BY --place Nürnberg", "2025-08-15", "2025-08-15")]
    [InlineData("T12", "D10 --from 2025-07-08 --land BY --place Augsburg", "2025-08-08", "2025-08-11")]
    [InlineData("T12", "D10 --from 2025-07-08 --land BY --place München", "2025-08-08", "2025-08-08")]
    [InlineData("T13", "D10 --from 2025-12-06 --land BY", "2026-01-06", "2026-01-07")]
    [InlineData("T13", "D10 --from 2025-12-06 --land ST", "2026-01-06", "2026-01-07")]
    [InlineData("T13", "D10 --from 2025-12-06 --land HE", "2026-01-06", "2026-01-06")]
    [InlineData("T13", "D10 --from 2025-12-06 --land SN", "2026-01-06", "2026-01-06")]
    [InlineData("T14", "D09 --from 2026-04-30 --posted --land RP", "2026-06-04", "2026-06-05")]
    [InlineData("T14", "D09 --from 2026-04-30 --posted --land BE", "2026-06-04", "2026-06-04")]
    [InlineData("T14", "D09 --from 2026-04-30 --posted --notification-days 3 --land RP", "2026-06-03", "2026-06-03")]
    [InlineData("T15", "D09 --from 2026-03-04 --posted --land BE", "2026-04-08", "2026-04-08")]
    [InlineData("T15", "D09 --from 2026-03-04 --posted --land HB", "2026-04-08", "2026-04-08")]
    [InlineData("T16", "D10 --from 2026-11-25 --land HH", "2026-12-25", "2026-12-28")]
    [InlineData("T17", "D09 --from 2026-03-03 --land SH", "2026-04-03", "2026-04-07")]
    [InlineData("T18", "D09 --from 2026-08-31 --land NI", "2026-09-30", "2026-09-30")]
    [InlineData("T19", "D11 --from 2026-02-13 --land HH", "2027-02-13", "2027-02-15")]
    [InlineData("T20", "D12 --from 2026-03-31 --land NW", "2026-06-30", "2026-07-01")]
    [InlineData("T21", "D03 --from 2026-03-16 --land NW --suspend 2026-04-13..2026-05-11", "2026-07-15", "2026-07-15")]
    [InlineData("T22", "D03 --from 2026-01-12 --land NI --suspend 2026-02-16..2026-05-22=QA", "2026-07-17", "2026-07-17")]
    [InlineData("T22", "D03 --from 2026-01-12 --land NI --suspend 2026-02-16..2026-05-22", "2026-07-17", "2026-07-17")]
    [InlineData("T23", "D03 --from 2026-03-16 --land NW --suspend 2026-04-13..2026-05-11 --suspend 2026-05-04..2026-05-29", "2026-08-02", "2026-08-03")]
    [InlineData("T24", "D03 --from 2026-02-27 --land HE --extend 1m --when regulated --when eu_diploma", "2026-06-27", "2026-06-29")]
    [InlineData("T24", "D03 --from 2026-02-27 --land HE --extend 1m", "2026-06-27", "2026-06-29")]
    [InlineData("T25", "D03 --from 2026-01-12 --land BW --extend 1m", "2026-05-12", "2026-05-12")]
    [InlineData("T26", "D03 --from 2026-11-28 --land NW --extend 1m", "2027-03-31", "2027-03-31")]
    [InlineData("T27", "D02 --from 2026-12-11 --land BY", "2026-12-25", "2026-12-28")]
    [InlineData("T28", "D06 --from 2026-12-31 --land HE", "2027-02-28", "2027-03-01")]
    [InlineData("T29", "D04 --from 2026-07-31 --land NW", "2026-11-30", "2026-11-30")]
    [InlineData("T30", "D14 --from 2026-08-31 --land BE", "2027-02-28", "2027-03-01")]
    [InlineData("T31", "D30 --from 2026-12-15 --land BY", "2027-01-05", "2027-01-05")]
    [InlineData("T32", "D30 --from 2026-12-16 --land BY", "2027-01-06", "2027-01-07")]
    [InlineData("T32", "D30 --from 2026-12-16 --land HE", "2027-01-06", "2027-01-06")]
    [InlineData("T33", "D32 --from 2026-11-30 --land HH", "2026-12-21", "2026-12-21")]
    [InlineData("T34", "D33 --from 2026-12-31 --land BE", "2027-02-28", "2027-03-01")]
    [InlineData("T35", "D35 --fact employment_end_learned=2026-12-24 --land RP", "2026-12-27", "2026-12-28")]
    [InlineData("T36", "D13 --from 2026-10-20 --land SL", "2026-11-03", "2026-11-03")]
    [InlineData("T37", "D08 --from 2026-10-01 --posted --set 4w --land NW", "2026-11-02", "2026-11-02")]
    [InlineData("T38", "D03 --from 2027-11-30 --land SN", "2028-02-29", "2028-02-29")]
    [InlineData("T39", "D22 --from 2026-12-18 --land HE --when par81a", "2026-12-25", "2026-12-28")]
    [InlineData("T40", "D35 --from 2027-03-31 --fact employment_end_learned=2026-10-01 --land RP", "2026-12-31", "2026-12-31")]
    public async Task A_question_is_answered_with_the_unshifted_end_the_end_and_the_steps(string example, string question, string rawEnd, string end)
    {
        var (exitCode, output, error) = await AskAsync($"{question} --json");

        Assert.Equal((example, 0, ""), (example, exitCode, error));
        var answer = JsonElement.Parse(output);
        Assert.Equal((example, rawEnd, end), (example, Text(answer, "rawEnd"), Text(answer, "end")));
        Assert.Equal(end, Text(answer.GetProperty("steps").EnumerateArray().Last(), "day"));
    }

    [Fact]
    public async Task The_derivation_is_told_in_the_language_asked_for()
    {
        var german = await AskAsync("D04 --from 2026-03-31 --land NW --lang de");
        var english = await AskAsync("D04 --from 2026-03-31 --land NW");

        Assert.Contains("  + 4 Monate = Fr 31.07.2026 (PflAPrV § 43 Abs. 3 S. 1)\n", german.Output, StringComparison.Ordinal);
        Assert.Contains("  + 4 months = Fri 31 Jul 2026 (PflAPrV § 43 Abs. 3 S. 1)\n", english.Output, StringComparison.Ordinal);
        Assert.EndsWith("Ende: Fr 31.07.2026\n", german.Output, StringComparison.Ordinal);
        Assert.EndsWith("End: Fri 31 Jul 2026\n", english.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_authority_may_not_do_is_shown_and_does_not_count()
    {
        var (_, output, _) = await AskAsync("D07 --from 2027-06-20 --land TH --when regulated --when eu_diploma --extend 2027-11-30@2027-09-14 --json");

        var answer = JsonElement.Parse(output);
        Assert.Equal(("2027-10-20", "2027-11-30"), (Text(answer, "end"), Text(answer, "announced")));
        Assert.Contains("UNZULAESSIG_EU_1_MONAT", answer.GetProperty("flags").EnumerateArray().Select(flag => Text(flag, "code")));
    }

    [Theory]
    [InlineData("D9 --from 2026-03-31 --land NW", "There is no deadline D9; did you mean D09?")]
    [InlineData("nonsense --from 2026-03-31 --land NW", "There is no deadline nonsense; known are D01, ")]
    [InlineData("D03 --from 2026-02-30 --land NW", "--from 2026-02-30: there is no such day")]
    [InlineData("D03 --from 2026-03-31 --land XX", "There is no Land XX; known are BW, BY, ")]
    [InlineData("D03 --from 1990-03-31 --land NW", "the calendar does not know the holidays of that time")]
    [InlineData("D03 --land NW", "The day from which D03 is counted is missing")]
    [InlineData("D03 --from 2026-03-31 --land abroad --place Nürnberg", "--place and --land abroad contradict each other")]
    [InlineData("D03 --from 2026-03-31 --fact documents_complete=2026-03-30 --land NW", "say the same thing twice")]
    [InlineData("D03 --fact documents_compleet=2026-03-30 --land NW", "did you mean documents_complete?")]
    [InlineData("D03 --fact documents_complete=2026-03-30 --posted --land NW", "--posted belongs to --from")]
    [InlineData("D03 --from 2026-03-31 --notification-days 3 --land NW", "it needs --posted")]
    [InlineData("D03 --from 2026-03-31 --set 4w --land NW", "D03 is in the statute")]
    [InlineData("D08 --from 2026-03-31 --land NW", "Give it with --set")]
    [InlineData("D03 --from 2026-03-31 --land NW --suspend 2026-05-11..2026-04-13", "it ends before it begins")]
    [InlineData("D03 --from 2026-03-31 --land NW --suspend 2026-05-11", "write the first and the last day")]
    [InlineData("D03 --from 2026-03-31 --land NW --suspend 2026-05-11..2026-05-12=WINTER", "There is no ground WINTER")]
    [InlineData("D03 --from 2026-03-31 --land NW --extend soon", "or a length such as 1m or 3w")]
    [InlineData("D03 --from 2026-03-31 --land NW --when regulatd", "did you mean regulated?")]
    public async Task A_question_that_means_nothing_is_refused_in_a_sentence(string question, string sentence)
    {
        var (exitCode, output, error) = await AskAsync(question);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.StartsWith("iqw: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_executable_brings_its_rules_along()
    {
        var ran = await Iqw.RunAsync("deadline", "D04", "--from", "2026-03-31", "--land", "NW");

        Assert.Equal((0, "End: Fri 31 Jul 2026"), (ran.ExitCode, ran.Lines[^1]));
    }

    private static async Task<(int ExitCode, string Output, string Error)> AskAsync(string question)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await IqwCommand.RunAsync(["deadline", .. question.Split(' '), .. question.Contains("--lang", StringComparison.Ordinal) ? Array.Empty<string>() : ["--lang", "en"]], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
