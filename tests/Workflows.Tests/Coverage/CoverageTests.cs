using IqWorkflows.Casework.Play;

namespace IqWorkflows.Workflows.Tests.Coverage;

/// <summary>Whether the scripts below <c>workflows/cases</c> come through everything that is drawn in the procedures.</summary>
public sealed class CoverageTests
{
    private static readonly string s_exceptions = Path.Combine(AppContext.BaseDirectory, "Coverage", "not-reached.txt");

    [Fact]
    public async Task Every_box_and_every_way_of_every_procedure_is_gone_by_a_script()
    {
        var passed = new HashSet<PassedBox>();
        var faults = new List<string>();
        foreach (var script in Shipped.Scripts)
        {
            var (_, back) = await Shipped.LookBackAsync(script);
            passed.UnionWith(back.Boxes.Select(box => box with { Definition = DrawnWays.DefinitionOfType.GetValueOrDefault(box.Definition, box.Definition) }));
            faults.AddRange(back.Faults.Select(fault => $"{script}: {fault}"));
        }
        passed.UnionWith([.. passed.Where(box => box.Outcome is not null).Select(box => box with { Outcome = "*" })]);

        var notReached = DrawnWays.All.Where(way => !passed.Contains(way)).Select(Named).ToHashSet();

        var excepted = Excepted();
        Assert.True(notReached.IsSubsetOf(excepted), "No script reaches:\n" + string.Join('\n', notReached.Except(excepted)));
        // An exception that is reached after all, or is drawn no longer, is to be deleted.
        Assert.Empty(excepted.Except(notReached));
        Assert.Empty(faults);
    }

    [Fact]
    public void The_drawings_are_read() => Assert.Superset(
        new HashSet<PassedBox>([
            new("antragsverfahren", "p-ueberschritten", "*"), new("anerkennungsberatung", "anfrage-beantworten", "Fehlkontakt"),
            new("jederzeit", "ereignis-kontaktabbruch", "*"), new("anerkennungsberatung", "phase", null), new("ausgleichsmassnahme", "tabelle-retake", "ENDGUELTIG"), new("rechtsbehelf", "frist", "Done")]),
        DrawnWays.All.ToHashSet());

    private static string Named(PassedBox way) => way.Outcome is null or "*" ? $"{way.Definition}/{way.Box}" : $"{way.Definition}/{way.Box} -> {way.Outcome}";

    /// <summary>Lines "way: reason"; a reason must be given.</summary>
    private static HashSet<string> Excepted() =>
    [
        .. File.ReadLines(s_exceptions).Where(line => line.Length > 0 && line[0] != '#').Select(line =>
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            return colon > 0 && line.Length > colon + 10 ? line[..colon] : throw new InvalidOperationException($"No reason is given: {line}");
        }),
    ];
}
