using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Play;

namespace IqWorkflows.Workflows.Tests.Coverage;

/// <summary>Whether the scripts below <c>workflows/cases</c> come through everything that is drawn in the procedures.</summary>
public sealed partial class CoverageTests
{
    private const int FewestRungs = 100;

    [Fact]
    public async Task Every_box_and_every_way_of_every_procedure_is_gone_by_a_script()
    {
        var passed = new HashSet<PassedBox>();
        var faults = new List<string>();
        foreach (var script in Shipped.Scripts)
        {
            var (_, back) = await Shipped.LookBackAsync(script);
            passed.UnionWith(Named(back.Boxes));
            faults.AddRange(back.Faults.Select(fault => $"{script}: {fault}"));
        }
        foreach (var (table, script) in await WhereTablesAreAskedAsync(passed))
        {
            using var tables = new EmptiedTables();
            var back = await tables.PlayAsync(table, script);
            passed.UnionWith(Named(back.Boxes));
            faults.AddRange(back.Faults.Select(fault => $"{script} without rows of {table}: {fault}"));
        }
        passed.UnionWith([.. passed.Where(box => box.Outcome is not null).Select(box => box with { Outcome = "*" })]);

        Exceptions.AssertAre("not-reached.txt", DrawnWays.All.Where(way => !passed.Contains(way)).Select(Told).ToHashSet());
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public async Task Every_rung_of_every_ladder_of_the_recognition_path_is_climbed_in_a_script()
    {
        var climbed = new HashSet<PassedRung>();
        foreach (var script in Shipped.Scripts)
            climbed.UnionWith((await Shipped.LookBackAsync(script)).Passed.Rungs);

        var all = Shipped.Scene.Rules.Occasions.Occasions.Where(occasion => occasion.Area == "recognition").SelectMany(occasion => occasion.Rungs.Select(rung => new PassedRung(occasion.Code, rung.Id))).ToList();

        Assert.InRange(all.Count, FewestRungs, 1000);
        Exceptions.AssertAre("rungs-not-reached.txt", all.Where(rung => !climbed.Contains(rung)).Select(rung => $"{rung.Occasion} {rung.Rung}").ToHashSet());
    }

    [Fact]
    public async Task Every_deadline_that_a_procedure_names_is_watched_in_a_script()
    {
        var watched = new HashSet<string>();
        foreach (var script in Shipped.Scripts)
            watched.UnionWith((await Shipped.LookBackAsync(script)).Passed.Deadlines);

        var named = Shipped.Scene.Procedures.Select(procedure => Encoding.UTF8.GetString(procedure.Json))
            .Concat(Directory.EnumerateFiles(Path.Combine(Shipped.Folder, "tables")).Select(File.ReadAllText))
            .SelectMany(text => DeadlineCode().Matches(text).Select(match => match.Value)).Where(code => Shipped.Scene.Rules.Deadlines.Find(code) is not null).ToHashSet();

        Assert.Superset(new HashSet<string>(["D03", "D16", "D63w"]), named);
        Exceptions.AssertAre("deadlines-not-reached.txt", named.Except(watched).ToHashSet());
    }

    [Fact]
    public void The_drawings_are_read() => Assert.Superset(
        new HashSet<PassedBox>([
            new("antragsverfahren", "p-ueberschritten", "*"), new("anerkennungsberatung", "anfrage-beantworten", "Fehlkontakt"),
            new("jederzeit", "ereignis-kontaktabbruch", "*"), new("anerkennungsberatung", "phase", null), new("ausgleichsmassnahme", "tabelle-retake", "ENDGUELTIG"), new("rechtsbehelf", "frist", "Done")]),
        DrawnWays.All.ToHashSet());

    /// <summary>For every box that asks a table the first script that comes through it, each pair once.</summary>
    private static async Task<IReadOnlyList<(string Table, string Script)>> WhereTablesAreAskedAsync(HashSet<PassedBox> passed)
    {
        var pairs = new List<(string, string)>();
        foreach (var group in EmptiedTables.Boxes)
        {
            foreach (var box in group.Where(box => !passed.Contains(box with { Outcome = "Default" })))
            {
                foreach (var script in Shipped.Scripts)
                {
                    if (!Named((await Shipped.LookBackAsync(script)).Passed.Boxes).Contains(box with { Outcome = null }))
                        continue;
                    pairs.Add((group.Key, script));
                    break;
                }
            }
        }
        return [.. pairs.Distinct()];
    }

    private static IEnumerable<PassedBox> Named(IEnumerable<PassedBox> boxes) =>
        boxes.Select(box => box with { Definition = DrawnWays.DefinitionOfType.GetValueOrDefault(box.Definition, box.Definition) });

    private static string Told(PassedBox way) => way.Outcome is null or "*" ? $"{way.Definition}/{way.Box}" : $"{way.Definition}/{way.Box} -> {way.Outcome}";

    [GeneratedRegex(@"\bD\d\d[a-z]?\b")]
    private static partial Regex DeadlineCode();
}
