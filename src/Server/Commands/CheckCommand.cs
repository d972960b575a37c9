using System.CommandLine;
using System.Globalization;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Server.Checking;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw check</c>: tells what is wrong with definitions, where, and what to do.</summary>
internal static class CheckCommand
{
    // A generated file can have a mistake in every box; nobody reads the thousandth.
    private const int MostShownPerFile = 100;

    public static Command Build()
    {
        var path = new Argument<string>("FILE|DIR") { Description = "A workflow definition, or a folder whose definitions (*.json, subfolders too) are checked together." };
        var with = new Option<string?>("--with") { Description = "Folder with further definitions that those checked use as activities. They are not checked themselves.", HelpName = "DIR" };
        var rules = new Option<string>("--rules")
        {
            Description = "Folder with the rule files whose codes definitions may name: facts, states, deadlines, occasions, tables.",
            HelpName = "DIR",
            DefaultValueFactory = _ => ServerOptions.ShippedRules,
        };
        var errorsOnly = new Option<bool>("--errors-only") { Description = "Leave warnings out, from the list and from the exit code." };
        var command = new Command("check", "Checks workflow definitions. Exit code 0: nothing found; 1: problems found; 2: could not be checked.") { path, with, rules, errorsOnly };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(path), parsed.GetValue(with), parsed.GetRequiredValue(rules), parsed.GetValue(errorsOnly), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string path, string? with, string rules, bool errorsOnly, TextWriter output)
    {
        var names = NamesIn(rules);
        var files = Directory.Exists(path) ? DefinitionFile.ReadAll(path).ToList() : [DefinitionFile.Read(path)];
        if (files.Count == 0)
            throw new CommandRefusedException($"There is no definition (*.json) below {path}.");
        var others = with is null ? [] : DefinitionFile.ReadAll(with);
        var known = new KnownDefinitions([.. files.Concat(others).Select(file => file.Reading.Definition).OfType<WorkflowDefinition>()]);

        var errors = 0;
        var warnings = 0;
        foreach (var file in files)
        {
            var problems = CheckedFile.Of(file, known, names).Problems.Where(placed => !errorsOnly || placed.Problem.Severity == ProblemSeverity.Error).ToList();
            errors += problems.Count(placed => placed.Problem.Severity == ProblemSeverity.Error);
            warnings += problems.Count(placed => placed.Problem.Severity != ProblemSeverity.Error);
            foreach (var placed in problems.Take(MostShownPerFile))
                Tell(output, file.Path, placed);
            if (problems.Count > MostShownPerFile)
                output.WriteLine($"{file.Path}: and {problems.Count - MostShownPerFile} more.");
        }
        output.WriteLine(Summary(files.Count, errors, errorsOnly ? null : warnings));
        return errors + warnings == 0 ? ExitCode.Good : ExitCode.Bad;
    }

    private static RuleNames NamesIn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CommandRefusedException($"There is no folder {folder} with rule files.");
        var reading = RuleBook.Load(folder);
        return reading.Book?.Names ?? throw new CommandRefusedException($"The rules in {folder} have mistakes:\n{string.Join('\n', reading.Problems)}");
    }

    private static void Tell(TextWriter output, string path, PlacedProblem placed)
    {
        var (line, problem) = placed;
        var severity = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
        // The form that editors and terminals make a link of.
        var at = line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{path}:{number}") : path;
        output.WriteLine($"{at}: {severity} {problem.Code}: {Printable.Of(problem.Message)} {Printable.Of(problem.Remedy)}");
        var activity = problem.ActivityId is { Length: > 0 } id ? $", activity '{Printable.Of(id)}'" : "";
        output.WriteLine($"    at {Printable.Of(problem.Place)}{activity}");
    }

    private static string Summary(int files, int errors, int? warnings)
    {
        var checkedFiles = Count(files, "file") + " checked: ";
        if (errors == 0 && warnings is null or 0)
            return checkedFiles + (warnings is null ? "no errors." : "no problems.");
        return checkedFiles + Count(errors, "error") + (warnings is { } count ? $", {Count(count, "warning")}." : ".");
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
