using System.Text.Json;

namespace IqWorkflows.Standards.Tests;

public sealed class BuildTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Text("IqWorkflows.sln").Replace('\\', '/');

        Findings.AssertNone(
            Repository.Projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)),
            "dotnet sln IqWorkflows.sln add PROJECT");
    }

    [Fact]
    public void Every_project_has_a_lock_file_that_knows_its_packages()
    {
        var versions = Repository.Xml("Directory.Packages.props").Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

        var stale = Repository.Projects.SelectMany(project => StaleIn(project, versions));

        Findings.AssertNone(stale, "Run dotnet restore IqWorkflows.sln and commit packages.lock.json.");
    }

    [Fact]
    public void Package_versions_are_kept_in_one_place_and_in_order()
    {
        var names = Repository.Xml("Directory.Packages.props").Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value).ToList();

        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
        Findings.AssertNone(
            Repository.Projects.Where(project => Repository.Xml(project).Descendants("PackageReference").Any(package => package.Attribute("Version") is not null)),
            "The version belongs in Directory.Packages.props.");
    }

    private static IEnumerable<string> StaleIn(string project, Dictionary<string, string> versions)
    {
        var file = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
        if (!Repository.Exists(file))
            return [$"{project} has no packages.lock.json"];

        using var json = JsonDocument.Parse(Repository.Text(file));
        var locked = json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() == "Direct")
            .ToDictionary(package => package.Name, package => package.Value.GetProperty("requested").GetString()!, StringComparer.OrdinalIgnoreCase);
        return Repository.Xml(project).Descendants("PackageReference").Select(package => package.Attribute("Include")?.Value).OfType<string>()
            .Where(package => !locked.TryGetValue(package, out var requested) || requested != $"[{versions[package]}, )")
            .Select(package => $"{file}: {package} {versions[package]} is not what is locked");
    }
}
