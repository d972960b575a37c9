using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Workflows.Tests.Play;

/// <summary>Every script below <c>workflows/cases</c> is played against the shipped procedures.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Scripts => [.. Shipped.Scripts];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_comes_out_as_it_says(string name)
    {
        var (played, _) = await Shipped.LookBackAsync(name);

        Assert.True(played.IsAsExpected, string.Join('\n', played.Differences.Select(difference => $"{name}:{difference.Line}: {difference.Text}")));
    }

    [Fact]
    public void The_acceptance_scripts_are_all_there() =>
        Assert.Superset(
            new HashSet<string>(["c01.yaml", "c02.yaml", "c03.yaml", "c04.yaml", "c05.yaml", "c05b.yaml", "c06.yaml", "c06b.yaml", "c07.yaml", "c07b.yaml", "c08.yaml", "c12.yaml", "c12b.yaml", "c12c.yaml", "c13.yaml"]),
            Shipped.Scripts.ToHashSet());

    [Fact]
    public async Task A_wrong_expectation_is_told_with_its_line()
    {
        var script = Shipped.Read(
            """
            case: T
            title: { de: Test, en: Test }
            centre: { land: NW }
            person: { name: Test, given_name: Tina, language: de, land: NW }
            steps:
              - { at: 2026-01-12 09:00, open: {}, with: { case.contact_origin: SELBST } }
              - { at: 2026-01-12 09:00, expect: { state: UNTERLAGEN } }
              - { at: 2026-01-12 09:00, event: BescheidEingegangen }
            until: 2026-01-13
            expect:
              states: [2026-01-12 TERMINIERT]
              not: { mails: { M01: never } }
            """);

        var played = await Shipped.PlayAsync(script);

        Assert.Contains(played.Differences, difference => difference is { Line: 7, Text: "state ANFRAGE, expected UNTERLAGEN" });
        Assert.Contains(played.Differences, difference => difference.Line == 8 && difference.Text.StartsWith("refused: EREIGNIS_NICHT_ERWARTET", StringComparison.Ordinal));
        Assert.Contains(played.Differences, difference => difference.Text == "state 1: 2026-01-12 ANFRAGE, expected 2026-01-12 TERMINIERT");
        Assert.False(played.IsAsExpected);
    }

    [Fact]
    public async Task A_timeline_is_told_in_both_languages()
    {
        var played = await Shipped.PlayAsync(Shipped.Script("c01.yaml"));

        var german = new TimelineText(Shipped.Scene.Rules, Language.German).Lines(played.Timeline).ToList();
        var english = new TimelineText(Shipped.Scene.Rules, Language.English).Lines(played.Timeline).ToList();

        Assert.Equal(german.Count, english.Count);
        Assert.Contains(german, line => line.EndsWith("Stand     UNTERLAGEN – Unterlagen sammeln", StringComparison.Ordinal));
        Assert.Contains(english, line => line.EndsWith("state     UNTERLAGEN – Collect documents", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_forecast_names_what_comes_if_nobody_acts()
    {
        var (_, forecast) = await new PlayScript(Shipped.Scene).ForecastAsync(Shipped.Script("c01.yaml"), new DateTimeOffset(2026, 4, 30, 12, 0, 0, TimeSpan.Zero), 120, CancellationToken.None);

        Assert.Contains(forecast, row => row is { What: "M18", Kind: "Task" } && row.Day == new DateOnly(2026, 7, 17));
        Assert.Contains(forecast, row => row is { What: "D04", Kind: "Deadline" } && row.Day == new DateOnly(2026, 7, 31));
        Assert.DoesNotContain(forecast, row => row.Day > new DateOnly(2026, 8, 28));
        Assert.Equal(forecast.Select(row => row.Day).Order(), forecast.Select(row => row.Day));
    }
}
