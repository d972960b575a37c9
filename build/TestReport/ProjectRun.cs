using System.Globalization;
using System.Xml.Linq;

namespace IqWorkflows.TestReport;

internal enum Outcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>One test and how it ended.</summary>
internal sealed record TestResult(string Name, Outcome Outcome, TimeSpan Duration, string Message);

/// <summary>What one step of <c>./test</c> left behind: a line in <c>runs.tsv</c>, a log, and, if it ran tests and lived long enough, a result file.</summary>
internal sealed record ProjectRun(string Name, TimeSpan Duration, IReadOnlyList<TestResult> Results)
{
    private static readonly XNamespace s_trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <param name="folder">Where <c>./test</c> puts its logs and results.</param>
    /// <param name="line">A line of <c>runs.tsv</c>: name, seconds, exit code, and what it was: a step, a check that counts as one test, or tests.</param>
    public static ProjectRun Read(string folder, string line)
    {
        var cells = line.Split('\t');
        var (name, exitCode) = (cells[0], int.Parse(cells[2], CultureInfo.InvariantCulture));
        var duration = TimeSpan.FromSeconds(int.Parse(cells[1], CultureInfo.InvariantCulture));
        var file = Path.Combine(folder, name + ".trx");
        var trx = File.Exists(file) ? XDocument.Load(file) : null;
        var results = trx is null ? [] : ResultsIn(trx);

        // A host that crashed or hung reports the tests it had finished and nothing about the rest: that is a failure of its own.
        if (IsAborted(trx) || (exitCode != 0 && !results.Exists(result => result.Outcome == Outcome.Failed)))
            results.Add(new TestResult($"{name} (as a whole)", Outcome.Failed, duration, TellingLinesOfLog(folder, name, exitCode)));
        else if (cells[3] == "check")
            results.Add(new TestResult(name, Outcome.Passed, duration, ""));

        return new ProjectRun(name, duration, results);
    }

    private static bool IsAborted(XDocument? trx) =>
        trx is not null && trx.Descendants(s_trx + "RunInfo").Any(info => info.Value.Contains("test run was aborted", StringComparison.OrdinalIgnoreCase));

    private static List<TestResult> ResultsIn(XDocument trx) =>
    [
        .. trx.Descendants(s_trx + "UnitTestResult").Select(result => new TestResult(
            (string?)result.Attribute("testName") ?? "(nameless)",
            (string?)result.Attribute("outcome") switch
            {
                "Passed" => Outcome.Passed,
                "NotExecuted" => Outcome.Skipped,
                _ => Outcome.Failed,
            },
            TimeSpan.TryParse((string?)result.Attribute("duration"), CultureInfo.InvariantCulture, out var took) ? took : TimeSpan.Zero,
            string.Join('\n', result.Descendants(s_trx + "ErrorInfo").Elements().Select(part => part.Value.Trim())))),
    ];

    // Frames of the runner fill a crash's log; what happened stands between them.
    private static bool IsTelling(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("at Xunit.", StringComparison.Ordinal) && !text.StartsWith("at System.", StringComparison.Ordinal);

    private static string TellingLinesOfLog(string folder, string name, int exitCode)
    {
        var log = Path.Combine(folder, name + ".log");
        var lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        return $"Ended with code {exitCode}. The whole log is {log}:\n{string.Join('\n', lines.Where(IsTelling).Take(20))}";
    }
}
