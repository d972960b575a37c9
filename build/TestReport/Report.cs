using System.Globalization;

namespace IqWorkflows.TestReport;

/// <summary>What <c>./test</c> prints at its end: the slowest tests, the time used, the failures, and the counts as the last line.</summary>
internal sealed class Report(IReadOnlyList<ProjectRun> runs, TextWriter output)
{
    private const int SlowestShown = 20;
    private const int LinesOfAMessage = 25;

    private readonly List<TestResult> _results = [.. runs.SelectMany(run => run.Results)];

    /// <returns>The exit code: 1 when something failed or nothing passed.</returns>
    public int Print()
    {
        PrintSlowest();
        PrintTimeByShare();
        PrintProjects();
        PrintFailures();

        if (_results.Count == 0)
            Line($"\nNo test ran: is there a test whose full name contains the filter?");

        var (passed, failed, skipped) = (Count(_results, Outcome.Passed), Count(_results, Outcome.Failed), Count(_results, Outcome.Skipped));
        Line($"");
        Line($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed > 0 || passed == 0 ? 1 : 0;
    }

    private void PrintSlowest()
    {
        Line($"\nSlowest {SlowestShown} tests");
        foreach (var result in _results.OrderByDescending(result => result.Duration).Take(SlowestShown))
            Line($"  {result.Duration.TotalSeconds,8:0.000} s  {result.Name}");
    }

    private void PrintTimeByShare()
    {
        Line($"\nTime by share");
        foreach (var budget in Budget.All)
        {
            var used = runs.Where(run => budget.Projects.Contains(run.Name)).Sum(run => run.Duration.TotalSeconds);
            Line($"  {budget.Name,-22}{used,6:0} s of {budget.Minutes * 60,4} s{(used > budget.Minutes * 60 ? "  EXCEEDED" : "")}");
        }

        foreach (var run in runs.Where(run => !Budget.All.Any(budget => budget.Projects.Contains(run.Name))))
            Line($"  {run.Name,-22}{run.Duration.TotalSeconds,6:0} s, in no share (build/TestReport/Budget.cs)");
    }

    private void PrintProjects()
    {
        Line($"\nTests by project");
        foreach (var run in runs.Where(run => run.Results.Count > 0))
        {
            Line(
                $"  {run.Name,-22}{Count(run.Results, Outcome.Passed),6} passed{Count(run.Results, Outcome.Failed),6} failed{Count(run.Results, Outcome.Skipped),6} skipped{run.Duration.TotalSeconds,6:0} s");
        }

        foreach (var skip in _results.Where(result => result.Outcome == Outcome.Skipped))
            Line($"  skipped: {skip.Name}: {skip.Message}");
    }

    private void PrintFailures()
    {
        foreach (var failure in _results.Where(result => result.Outcome == Outcome.Failed))
        {
            Line($"\nFAILED {failure.Name}");
            foreach (var line in failure.Message.Split('\n').Take(LinesOfAMessage))
                Line($"  {line.TrimEnd()}");
        }
    }

    private static int Count(IEnumerable<TestResult> results, Outcome outcome) => results.Count(result => result.Outcome == outcome);

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
