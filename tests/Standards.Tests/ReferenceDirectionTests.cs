namespace IqWorkflows.Standards.Tests;

public sealed class ReferenceDirectionTests
{
    /// <summary>What each project may see. A new project gets its line here or the test fails.</summary>
    private static readonly Dictionary<string, string[]> s_below = new()
    {
        ["Engine"] = [],
        ["Cases"] = [],
        ["Activities"] = ["Engine", "Cases"],
        ["Storage"] = ["Engine", "Cases"],
        ["Casework"] = ["Engine", "Cases", "Activities", "Storage"],
        ["Designer"] = ["Engine", "Cases", "Activities", "Storage", "Casework"],
        ["Desk"] = ["Engine", "Cases", "Activities", "Storage", "Casework"],
        ["Server"] = ["Engine", "Cases", "Activities", "Storage", "Casework", "Designer", "Desk"],
    };

    [Fact]
    public void References_between_source_projects_go_down_only()
    {
        var upward =
            from project in Repository.Projects
            where project.StartsWith("src/", StringComparison.Ordinal)
            let name = Path.GetFileNameWithoutExtension(project)
            from reference in ReferencesOf(project)
            where !s_below[name].Contains(reference)
            select $"{name} must not reference {reference}";

        Findings.AssertNone(upward, "Turn the dependency round, or move the type down (docs/architecture.md, the layers).");
    }

    [Fact]
    public void Every_source_project_has_its_place_in_the_layers()
    {
        var projects = Repository.Projects.Where(project => project.StartsWith("src/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains(Path.GetFileNameWithoutExtension(project), s_below.Keys));
        Assert.All(projects, project => Assert.Equal(Path.GetFileNameWithoutExtension(project), Path.GetFileName(Path.GetDirectoryName(project))));
    }

    [Fact]
    public void The_tool_that_reports_tests_stands_alone()
    {
        Assert.All(
            Repository.Projects.Where(project => project.StartsWith("build/", StringComparison.Ordinal)),
            project => Assert.Empty(ReferencesOf(project)));
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        Repository.Xml(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
