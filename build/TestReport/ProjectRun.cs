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

/// <summary>What one test project left behind: a line in <c>runs.tsv</c>, a log, and a result file if its host lived long enough.</summary>
internal sealed record ProjectRun(string Name, TimeSpan Duration, IReadOnlyList<TestResult> Results)
{
    private static readonly XNamespace s_trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static ProjectRun Read(string folder, string name, TimeSpan duration, int exitCode)
    {
        var file = Path.Combine(folder, name + ".trx");
        var results = File.Exists(file) ? ResultsIn(file) : [];

        // A host that crashed or hung reports the tests it had finished and nothing about the rest.
        if (exitCode != 0 && !results.Exists(result => result.Outcome == Outcome.Failed))
            results.Add(new TestResult($"{name} (the whole project)", Outcome.Failed, duration, EndOfLog(folder, name, exitCode)));

        return new ProjectRun(name, duration, results);
    }

    private static List<TestResult> ResultsIn(string file) =>
    [
        .. XDocument.Load(file).Descendants(s_trx + "UnitTestResult").Select(result => new TestResult(
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

    private static string EndOfLog(string folder, string name, int exitCode)
    {
        var log = Path.Combine(folder, name + ".log");
        var lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        return $"The test host ended with code {exitCode} without saying which test failed. The log is {log}; it ends:\n{string.Join('\n', lines.TakeLast(15))}";
    }
}
