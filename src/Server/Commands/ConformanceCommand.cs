using System.CommandLine;
using System.Globalization;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Server.Conformance;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw conformance</c>: runs recorded cases and compares.</summary>
internal static class ConformanceCommand
{
    private static readonly FlowchartMode[] s_modes = [FlowchartMode.Counter, FlowchartMode.Token];

    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder with the cases; every *.expected.json below it is one." };
        var deviations = new Option<string?>("--deviations") { Description = "Markdown file whose table (Case, Mode, Reason, Here instead) lists where we decided to differ. Default: docs/elsa-compatibility.md of the repository.", HelpName = "FILE" };
        var filter = new Option<string?>("--filter") { Description = "Only cases whose name contains this.", HelpName = "TEXT" };
        var propose = new Option<bool>("--propose") { Description = "Print what failed as rows for the list of deviations, the reason left open." };
        var command = new Command(
            "conformance",
            "Runs recorded cases in both flowchart modes and compares. Exit code 0: none failed; 1: some failed; 2: could not be run.") { folder, deviations, filter, propose };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(folder),
            parsed.GetValue(deviations),
            parsed.GetValue(filter),
            parsed.GetValue(propose),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string? deviationsPath, string? filter, bool proposes, TextWriter output, CancellationToken cancellationToken)
    {
        var path = deviationsPath ?? DeviationList.DefaultPath();
        var deviations = path is null ? DeviationList.Empty : DeviationList.Read(path);
        var cases = ConformanceCase.FindAll(folder).Where(tested => filter is null || tested.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (cases.Count == 0)
            throw new CommandRefusedException($"There is no case (*.expected.json) below {folder}{(filter is null ? "" : $" whose name contains '{filter}'")}.");

        var results = await RunAllAsync(cases, cancellationToken);
        var judged = results.Select(run => (run.Case, run.Mode, run.Result, Verdict: Verdict.Of(run.Case, run.Mode, run.Result, deviations))).ToList();
        foreach (var run in judged)
        {
            if (run.Verdict is Verdict.Failed failed && !proposes)
                await output.WriteLineAsync($"FAILED {run.Case.Name} [{NameOf(run.Mode)}] {Printable.Of(failed.Why)}");
        }
        if (proposes)
            Propose([.. judged.Where(run => run.Verdict is Verdict.Failed && run.Result.Difference is not null).Select(run => (run.Case, run.Mode, run.Result))], output);

        output.WriteLine(Line("suite", "passed", "failed", "deviate"));
        foreach (var suite in judged.GroupBy(run => run.Case.Suite).OrderBy(suite => suite.Key, StringComparer.Ordinal))
            output.WriteLine(Line(suite.Key, Count<Verdict.Passed>(suite.Select(run => run.Verdict)), Count<Verdict.Failed>(suite.Select(run => run.Verdict)), Count<Verdict.Deviates>(suite.Select(run => run.Verdict))));
        var verdicts = judged.ConvertAll(run => run.Verdict);
        output.WriteLine($"{Count<Verdict.Passed>(verdicts)} passed, {Count<Verdict.Failed>(verdicts)} failed, {Count<Verdict.Deviates>(verdicts)} deviate");
        return verdicts.OfType<Verdict.Failed>().Any() ? ExitCode.Bad : ExitCode.Good;
    }

    private static async Task<(ConformanceCase Case, FlowchartMode Mode, CaseResult Result)[]> RunAllAsync(List<ConformanceCase> cases, CancellationToken cancellationToken)
    {
        var runs = cases.SelectMany(tested => s_modes.Select(mode => (Case: tested, Mode: mode))).ToList();
        var results = new (ConformanceCase, FlowchartMode, CaseResult)[runs.Count];
        await Parallel.ForAsync(0, runs.Count, cancellationToken, async (at, token) =>
            results[at] = (runs[at].Case, runs[at].Mode, await CaseRun.RunAsync(runs[at].Case, runs[at].Mode, token)));
        return results;
    }

    private static void Propose(IReadOnlyList<(ConformanceCase Case, FlowchartMode Mode, CaseResult Result)> failed, TextWriter output)
    {
        foreach (var tested in failed.GroupBy(run => run.Case.Name))
        {
            // Where both modes come to the same, one row says it.
            if (tested.Count() == s_modes.Length && tested.Select(run => run.Result.Instead).Distinct().Count() == 1)
                output.WriteLine(DeviationList.Row(tested.Key, "both", "?", tested.First().Result.Instead));
            else
                foreach (var run in tested)
                    output.WriteLine(DeviationList.Row(tested.Key, NameOf(run.Mode), "?", run.Result.Instead));
        }
    }

    private static string NameOf(FlowchartMode mode) => mode == FlowchartMode.Token ? "token" : "counter";

    private static string Count<T>(IEnumerable<Verdict> verdicts) => verdicts.OfType<T>().Count().ToString(CultureInfo.InvariantCulture);

    private static string Line(string suite, string passed, string failed, string deviate) => $"{suite,-16}{passed,8}{failed,8}{deviate,9}";
}
