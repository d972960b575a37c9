using System.Text.RegularExpressions;

namespace IqWorkflows.Workflows.Tests.Play;

/// <summary><c>docs/case-scripts.md</c> names everything that a script may say.</summary>
public sealed partial class DocumentTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "case-scripts.md"));

    [Fact]
    public void It_names_every_fact() =>
        Assert.Empty(Shipped.Scene.Rules.Facts.Fields.Where(field => !s_text.Contains($"`{field.Name}`", StringComparison.Ordinal)).Select(field => field.Name));

    [Fact]
    public void It_names_every_event_that_a_procedure_awaits()
    {
        var events = Shipped.Scene.Procedures.SelectMany(procedure => EventName().Matches(System.Text.Encoding.UTF8.GetString(procedure.Json)).Select(match => match.Groups["name"].Value)).Distinct().ToList();

        Assert.NotEmpty(events);
        Assert.DoesNotContain(events, name => !s_text.Contains($"| `{name}` |", StringComparison.Ordinal));
    }

    [GeneratedRegex("""
        "eventName":\s*\{\s*"typeName":\s*"String",\s*"expression":\s*\{\s*"type":\s*"Literal",\s*"value":\s*"(?<name>\w+)"
        """)]
    private static partial Regex EventName();
}
