using System.Globalization;
using IqWorkflows.TestReport;

// Reads what ./test left in a folder (runs.tsv, *.trx, *.log) and prints the report that ends with the counts.
// Exit code 1 when a test failed or none ran.

const int SlowestShown = 20;
const int LinesOfAMessage = 25;

var folder = args[0];
var runs = File.ReadAllLines(Path.Combine(folder, "runs.tsv"))
    .Select(line => ProjectRun.Read(folder, line))
    .ToList();
var results = runs.SelectMany(run => run.Results).ToList();

PrintSlowest();
PrintBudgets();
PrintProjects();
PrintFailures();

var (passed, failed, skipped) = (Count(results, Outcome.Passed), Count(results, Outcome.Failed), Count(results, Outcome.Skipped));
if (results.Count == 0)
    Console.WriteLine("\nNo test ran: is there a test whose full name contains the filter?");
Console.WriteLine();
Console.WriteLine(Text($"{passed} passed, {failed} failed, {skipped} skipped"));
return failed > 0 || passed == 0 ? 1 : 0;

void PrintSlowest()
{
    Console.WriteLine($"\nSlowest {SlowestShown} tests");
    foreach (var result in results.OrderByDescending(result => result.Duration).Take(SlowestShown))
        Console.WriteLine(Text($"  {result.Duration.TotalSeconds,8:0.000} s  {result.Name}"));
}

void PrintBudgets()
{
    Console.WriteLine("\nTime by share");
    foreach (var budget in Budget.All)
    {
        var used = runs.Where(run => budget.Projects.Contains(run.Name)).Sum(run => run.Duration.TotalSeconds);
        var remark = used > budget.Minutes * 60 ? "  EXCEEDED" : "";
        Console.WriteLine(Text($"  {budget.Name,-22}{used,6:0} s of {budget.Minutes * 60,4} s{remark}"));
    }

    foreach (var run in runs.Where(run => !Budget.All.Any(budget => budget.Projects.Contains(run.Name))))
        Console.WriteLine(Text($"  {run.Name,-22}{run.Duration.TotalSeconds,6:0} s, in no share (build/TestReport/Budget.cs)"));
}

void PrintProjects()
{
    Console.WriteLine("\nTests by project");
    foreach (var run in runs.Where(run => run.Results.Count > 0))
    {
        Console.WriteLine(Text(
            $"  {run.Name,-22}{Count(run.Results, Outcome.Passed),6} passed{Count(run.Results, Outcome.Failed),6} failed{Count(run.Results, Outcome.Skipped),6} skipped{run.Duration.TotalSeconds,6:0} s"));
    }

    foreach (var skip in results.Where(result => result.Outcome == Outcome.Skipped))
        Console.WriteLine($"  skipped: {skip.Name}: {skip.Message}");
}

void PrintFailures()
{
    foreach (var failure in results.Where(result => result.Outcome == Outcome.Failed))
    {
        Console.WriteLine($"\nFAILED {failure.Name}");
        foreach (var line in failure.Message.Split('\n').Take(LinesOfAMessage))
            Console.WriteLine("  " + line.TrimEnd());
    }
}

static int Count(IEnumerable<TestResult> results, Outcome outcome) => results.Count(result => result.Outcome == outcome);

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
