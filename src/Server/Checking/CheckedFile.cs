using IqWorkflows.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Server.Checking;

/// <summary>A problem with its line in the file.</summary>
/// <param name="Line">From 1; null when the place is in no line.</param>
/// <param name="Problem">What is wrong.</param>
internal sealed record PlacedProblem(int? Line, Problem Problem);

/// <summary>Everything that is wrong with one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problems">By line, then place; what stands in no line first.</param>
internal sealed record CheckedFile(string Path, IReadOnlyList<PlacedProblem> Problems)
{
    public static CheckedFile Of(DefinitionFile file, KnownDefinitions known, RuleNames names)
    {
        var problems = new List<Problem>(file.Reading.Problems);
        if (file.Reading.Definition is { } definition)
        {
            // The mode changes how a flowchart runs, not whether it is sound.
            var compiler = new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.Utc, names.Problems);
            problems.AddRange(compiler.Check(definition, known.Find).Select(problem => problem with { Place = PathOf(problem, definition) }));
        }
        var lines = JsonPlaces.Lines(file.Bytes, problems.Select(problem => problem.Place).Where(place => place.StartsWith('$')));
        return new CheckedFile(
            file.Path,
            [
                .. problems.Distinct()
                    .Select(problem => new PlacedProblem(LineOf(problem.Place, lines), problem))
                    .OrderBy(placed => placed.Line ?? 0)
                    .ThenBy(placed => placed.Problem.Place, StringComparer.Ordinal)
                    .ThenBy(placed => placed.Problem.Severity == ProblemSeverity.Error ? 0 : 1)
                    .ThenBy(placed => placed.Problem.Code, StringComparer.Ordinal),
            ]);
    }

    // What is found while triggers are set up is placed by the path of ids; people look for it in the file.
    private static string PathOf(Problem problem, WorkflowDefinition definition) =>
        problem.Place.StartsWith('$') || problem.ActivityId is null
            ? problem.Place
            : definition.Activities.FirstOrDefault(node => node.NodeId == problem.Place || node.Id == problem.ActivityId)?.Place ?? problem.Place;

    private static int? LineOf(string place, Dictionary<string, int> lines)
    {
        if (lines.TryGetValue(place, out var line))
            return line;
        return place.StartsWith("line ", StringComparison.Ordinal) && int.TryParse(place.AsSpan(5).ToString().Split(',')[0], out line) ? line : null;
    }
}
