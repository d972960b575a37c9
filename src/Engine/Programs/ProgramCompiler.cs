using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Programs;

/// <summary>Makes definitions ready to run.</summary>
/// <param name="catalog">The activity types that exist.</param>
/// <param name="mode">How flowcharts work whose definition does not say it.</param>
/// <param name="zone">Zone of dates in scripts whose definition does not say it; Elsa's own default is the server's, ours is Europe/Berlin.</param>
/// <param name="check">Finds what only the host can know to be wrong; null: nothing.</param>
public sealed class ProgramCompiler(ActivityCatalog catalog, FlowchartMode mode, TimeZoneInfo zone, ProgramCheck? check = null)
{
    /// <param name="definition">What to compile.</param>
    /// <param name="find">Finds definitions used as activities.</param>
    /// <returns>The program, which can run even if there are problems (a faulty activity faults when it is reached), and all problems found.</returns>
    public Compilation Compile(WorkflowDefinition definition, FindDefinition find)
    {
        var compilation = new Compiling(catalog, mode, zone, definition, find).Run();
        return check is not null && compilation.Program is { } program ? new Compilation(program, [.. compilation.Problems, .. check(program)]) : compilation;
    }

    /// <summary>Everything that is wrong or doubtful with a definition. With an error among it the definition cannot be published.</summary>
    public IReadOnlyList<Problem> Check(WorkflowDefinition definition, FindDefinition find)
    {
        var problems = DefinitionCheck.Problems(definition, node => catalog.Find(node.Type) is { Attribute.MayWait: true });
        var known = problems.Select(problem => (problem.Place, problem.ActivityId, problem.Code)).ToHashSet();
        problems.AddRange(Compile(definition, find).Problems.Where(problem => known.Add((problem.Place, problem.ActivityId, problem.Code))));
        return problems;
    }
}

/// <summary>A definition that another uses as an activity. Any member may be missing; the first that leads to one counts.</summary>
/// <param name="VersionId">The very version.</param>
/// <param name="DefinitionId">Its published version, else its latest.</param>
/// <param name="TypeName">The definition whose name makes this activity type.</param>
/// <param name="Version">The version wanted of <paramref name="TypeName"/>; the published one, else the latest, when there is none with this number.</param>
public sealed record DefinitionReference(string? VersionId, string? DefinitionId, string TypeName, int? Version);

/// <returns>Null when there is none that may be used as an activity.</returns>
public delegate WorkflowDefinition? FindDefinition(DefinitionReference reference);

/// <summary>Finds problems that depend on what the engine does not know: rules of the host, codes in its files. A problem is placed by the node id of its activity.</summary>
public delegate IEnumerable<Problem> ProgramCheck(WorkflowProgram program);

/// <summary>What compiling gave.</summary>
/// <param name="Program">The program; null when the definition is so wrong that it cannot even be shown (too deep, a circle of definitions).</param>
/// <param name="Problems">In the order of the file.</param>
public sealed record Compilation(WorkflowProgram? Program, IReadOnlyList<Problem> Problems)
{
    public bool HasErrors => Problems.Any(problem => problem.Severity == ProblemSeverity.Error);
}
