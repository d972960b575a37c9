using IqWorkflows.TestReport;

namespace IqWorkflows.Standards.Tests;

/// <summary>What ./test says at its end. A report that overlooks a failure would make every other test worthless.</summary>
public sealed class TestReportTests : IDisposable
{
    private const string Aborted = "<RunInfo><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo>";

    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Passed_failed_and_skipped_tests_are_counted_in_the_last_line()
    {
        WriteResults("A.Tests", Result("one", "Passed") + Result("two", "Passed") + Result("three", "NotExecuted", "no Node here"));
        WriteResults("B.Tests", Result("four", "Failed", "expected 1, got 2") + Result("five", "Timeout"));

        var (text, exitCode) = Report("A.Tests\t3\t0\ttests", "B.Tests\t4\t1\ttests");

        Assert.EndsWith("\n2 passed, 2 failed, 1 skipped\n", text);
        Assert.Contains("FAILED four\n  expected 1, got 2\n", text);
        Assert.Contains("skipped: three: no Node here", text);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void All_green_is_exit_code_0()
    {
        WriteResults("A.Tests", Result("one", "Passed"));

        var (text, exitCode) = Report("A.Tests\t3\t0\ttests", "format\t2\t0\tcheck");

        Assert.EndsWith("\n2 passed, 0 failed, 0 skipped\n", text);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void A_host_that_left_no_results_is_a_failure()
    {
        File.WriteAllText(Path.Combine(_folder, "A.Tests.log"), "Killed\n");

        var (text, exitCode) = Report("A.Tests\t3\t137\ttests");

        Assert.EndsWith("\n0 passed, 1 failed, 0 skipped\n", text);
        Assert.Contains("Killed", text);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void A_host_that_was_aborted_is_a_failure_beside_the_failed_tests_it_reported()
    {
        WriteResults("A.Tests", Result("one", "Failed", "no"), Aborted);

        var (text, _) = Report("A.Tests\t3\t1\ttests");

        Assert.EndsWith("\n0 passed, 2 failed, 0 skipped\n", text);
    }

    [Fact]
    public void A_check_that_failed_is_a_failure()
    {
        var (text, exitCode) = Report("format\t3\t2\tcheck");

        Assert.EndsWith("\n0 passed, 1 failed, 0 skipped\n", text);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void Nothing_run_is_no_success()
    {
        WriteResults("A.Tests", "");

        var (text, exitCode) = Report("build\t9\t0\tstep", "A.Tests\t3\t0\ttests");

        Assert.EndsWith("\n0 passed, 0 failed, 0 skipped\n", text);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void A_share_of_the_time_that_is_exceeded_is_said_and_fails_nothing()
    {
        WriteResults("Engine.Tests", Result("one", "Passed"));

        var (text, exitCode) = Report("build\t9\t0\tstep", "Engine.Tests\t181\t0\ttests");

        Assert.Matches("pure tests +181 s of +180 s  EXCEEDED", text);
        Assert.DoesNotMatch("set-up and build.*EXCEEDED", text);
        Assert.Equal(0, exitCode);
    }

    private (string Text, int ExitCode) Report(params string[] lines)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exitCode = new Report([.. lines.Select(line => ProjectRun.Read(_folder, line))], output).Print();
        return (output.ToString(), exitCode);
    }

    private void WriteResults(string project, string results, string infos = "") => File.WriteAllText(
        Path.Combine(_folder, project + ".trx"),
        $"""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>{results}</Results><ResultSummary><RunInfos>{infos}</RunInfos></ResultSummary></TestRun>""");

    private static string Result(string name, string outcome, string message = "") =>
        $"""<UnitTestResult testName="{name}" outcome="{outcome}" duration="00:00:00.25"><Output><ErrorInfo><Message>{message}</Message></ErrorInfo></Output></UnitTestResult>""";
}
