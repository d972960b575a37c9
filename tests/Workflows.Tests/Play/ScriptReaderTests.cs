using IqWorkflows.Casework.Play;

namespace IqWorkflows.Workflows.Tests.Play;

public sealed class ScriptReaderTests
{
    [Fact]
    public void A_script_that_goes_on_from_itself_is_refused()
    {
        const string Text = "case: T\ntitle: { de: T, en: T }\nafter: { script: t.yaml, until: 2026-01-01 }\nsteps:\n  - { at: 2026-01-12, close: SONSTIGES }\n";

        var reading = ScriptReader.Read(Text, "t.yaml", _ => Text);

        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, problem => problem.ToString().Contains("in a circle", StringComparison.Ordinal));
    }

    private const string Head = "case: T\ntitle: { de: Test, en: Test }\ncentre: { land: NW }\nsteps:\n  - { at: 2026-01-12 09:00, open: {} }\n";

    [Theory]
    [InlineData("  - { at: 2026-01-11, expect: { state: ANFRAGE } }", 6, "This lies before the step above.")]
    [InlineData("  - { at: 2026-01-13 }", 6, "This step does nothing.")]
    [InlineData("  - { at: 2026-01-13, event: X, task: y }", 6, "This step does several things: event, task.")]
    [InlineData("  - { at: 2026-02-30, event: X }", 6, "\"2026-02-30\" is no moment.")]
    [InlineData("  - { at: 2026-01-13, update: 'document[' }", 6, "\"document[\" names no object.")]
    [InlineData("  - { at: 2026-01-13, event: X, with: { sent_on: 2026-01-13 } }", 6, "\"sent_on\" does not say what it belongs to.")]
    [InlineData("  - { at: 2026-01-13, pause: { until: soon } }", 6, "\"soon\" is not a day.")]
    [InlineData("  - { at: 2026-01-13, event: X, wiht: {} }", 6, "Nobody knows \"wiht\" here.")]
    [InlineData("  - { at: 2026-01-13, open: {} }", 6, "A script tells one case, which is open already.")]
    [InlineData("expect: { mails: { M01: soon } }", 6, "\"soon\" does not begin with a day.")]
    public void A_mistake_is_told_with_its_line(string line, int number, string message)
    {
        var reading = ScriptReader.Read(Head + line, "t.yaml", _ => null);

        Assert.Null(reading.Value);
        var problem = Assert.Single(reading.Problems, problem => problem.Message == message);
        Assert.Equal(number, problem.Line);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var reading = ScriptReader.Read("case: T\ncentre: { land: XX }\nsteps:\n  - { at: x, event: Y }\n", "t.yaml", _ => null);

        Assert.Equal([1, 2, 4, 4], reading.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Times_are_German_times_also_on_the_days_on_which_the_clocks_change()
    {
        var script = Shipped.Read(Head.Replace("2026-01-12 09:00", "2026-03-29 01:30", StringComparison.Ordinal) + "  - { at: 2026-03-29 09:00, resume: yes }\n  - { at: 2026-10-25 09:00, resume: yes }\n");

        Assert.Equal(
            [new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 29, 7, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 25, 8, 0, 0, TimeSpan.Zero)],
            script.Steps.Select(step => step.At));
    }
}
