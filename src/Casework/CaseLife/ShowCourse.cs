using System.Text.Json;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>A box of a drawing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As its designer called it.</param>
/// <param name="X">Where the designer put it.</param>
/// <param name="Y">Where the designer put it.</param>
/// <param name="IsHere">Whether the case waits there, or within it.</param>
public sealed record CourseBox(string Id, string Name, double X, double Y, bool IsHere);

/// <summary>A procedure, or a part of one, as it was drawn, with the places at which a case waits.</summary>
/// <param name="Name">The procedure and the parts around it.</param>
/// <param name="Boxes">In the order of the file.</param>
/// <param name="Lines">From box to box.</param>
public sealed record CourseDrawing(string Name, IReadOnlyList<CourseBox> Boxes, IReadOnlyList<Connection> Lines);

/// <summary>Draws where a case stands in its procedures.</summary>
public sealed class ShowCourse(IqRuntime runtime)
{
    private const double WidthOfPlace = 280;

    /// <returns>One drawing for each part of a procedure in which the case waits; empty when nothing runs.</returns>
    public Task<List<CourseDrawing>> RunAsync(string caseId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            var drawings = new List<CourseDrawing>();
            foreach (var (waiting, program) in MainFirst(turn, caseId))
            {
                var ids = waiting.Select(box => box.ActivityId).ToHashSet(StringComparer.Ordinal);
                var nodes = program.Definition.Activities.ToDictionary(node => node.NodeId, StringComparer.Ordinal);
                var places = program.Boxes.Where(box => ids.Contains(box.Id) && nodes.ContainsKey(box.NodeId)).Select(box => nodes[box.NodeId]);
                // Of each place the drawings around it, the outermost first; a drawing that was met before is not drawn twice.
                var met = new Dictionary<string, (ActivityNode Chart, HashSet<string> Here)>(StringComparer.Ordinal);
                foreach (var place in places)
                {
                    for (var node = place; node.Parent is { } around; node = around)
                    {
                        if (!around.List("activities").Any())
                            continue;
                        if (!met.TryGetValue(around.NodeId, out var chart))
                            met.Add(around.NodeId, chart = (around, new HashSet<string>(StringComparer.Ordinal)));
                        chart.Here.Add(node.Id);
                    }
                }
                drawings.AddRange(met.Values.OrderBy(chart => chart.Chart.Depth).Select(chart => Draw(program.Definition, chart.Chart, chart.Here)));
            }
            return drawings;
        },
        cancellationToken);

    /// <summary>What runs, the procedure of the state of the case first, then what began later before what began earlier.</summary>
    private IEnumerable<(IGrouping<(string InstanceId, string ProgramKey), WaitingBox> Waiting, WorkflowProgram Program)> MainFirst(Turn turn, string caseId)
    {
        var view = runtime.Cases.Book.Find(turn, caseId);
        var main = view is null ? null : runtime.Rules.States.ProcedureAt(CaseCourse.StateOf(view), view.Value("case.procedure") as string, view.Value("case.overlays") as IReadOnlyList<string> ?? []);
        return BookmarkTable.Boxes(turn, caseId).GroupBy(box => (box.InstanceId, box.ProgramKey)).Reverse()
            .Select(waiting => (Waiting: waiting, Program: runtime.Programs.ByKey(turn, waiting.Key.ProgramKey)))
            .OrderByDescending(one => one.Program.Definition.DefinitionId == main);
    }

    private static CourseDrawing Draw(WorkflowDefinition definition, ActivityNode chart, HashSet<string> here)
    {
        var name = definition.Name ?? definition.DefinitionId;
        if (chart.Parent is not null)
            name += " – " + IncidentPlace.NameOf(chart.TryGet("metadata", out _) ? chart : chart.Parent);
        return new CourseDrawing(name, [.. chart.List("activities").Select((node, index) => Box(node, index, here.Contains(node.Id)))], chart.Connections());
    }

    // Whoever wrote the file by hand gave it no places: then it is one row in the order of the file.
    private static CourseBox Box(ActivityNode node, int index, bool isHere)
    {
        var (x, y) = HasPlace(node) ? (Position(node, "x"), Position(node, "y")) : (index * WidthOfPlace, 0);
        return new CourseBox(node.Id, IncidentPlace.NameOf(node), x, y, isHere);
    }

    private static bool HasPlace(ActivityNode node) => Designed(node).ValueKind == JsonValueKind.Object;

    private static double Position(ActivityNode node, string axis) => Designed(node).TryGetProperty(axis, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private static JsonElement Designed(ActivityNode node) =>
        node.TryGet("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("designer", out var designer) && designer.ValueKind == JsonValueKind.Object
        && designer.TryGetProperty("position", out var position)
            ? position
            : default;
}
