using System.Text.RegularExpressions;

namespace IqWorkflows.Standards.Tests;

public sealed partial class FileTests
{
    private const int MostLines = 400;

    [Fact]
    public void Namespaces_equal_folders()
    {
        var wrong =
            from source in Repository.Sources
            let found = NamespaceDeclaration().Match(source.Code)
            let expected = ExpectedNamespace(source.Path)
            where found.Success ? found.Groups["name"].Value != expected : source.DeclaredTypes.Any()
            select found.Success
                ? $"{source.Path}: {found.Groups["name"].Value}, should be {expected}"
                : $"{source.Path}: types without a file-scoped namespace, should be {expected}";

        Findings.AssertNone(wrong, "A file's namespace is IqWorkflows, its project and its folders.");
    }

    [Fact]
    public void Files_stay_short_enough_to_be_read()
    {
        var allowed = new Exceptions("long-files");

        allowed.AssertNoOther(
            Repository.Sources.Where(source => source.Lines > MostLines && !allowed.Allow(source.Path)).Select(source => $"{source.Path}: {source.Lines} lines"),
            $"Split by thought at {MostLines} lines.");
    }

    [Fact]
    public void No_regions_and_no_notes_to_self()
    {
        var found =
            from source in Repository.Sources
            where !source.Path.StartsWith("tests/Standards.Tests/", StringComparison.Ordinal) // which names the words
            from Match match in NotesToSelf().Matches(source.Text)
            select $"{source.Path}:{source.LineOf(match.Index)}: {match.Value.Trim()}";

        Findings.AssertNone(found, "Do it, or file an issue and say nothing.");
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine()
    {
        var allowed = new Exceptions("machine-paths");
        var found =
            from file in Repository.TextFiles
            from Match match in MachinePath().Matches(Repository.Text(file))
            where !allowed.Allow(file)
            select $"{file}: {match.Value}";

        allowed.AssertNoOther(found, "Paths are relative to the repository, or come from the caller.");
    }

    [Fact]
    public void Every_analyzer_rule_that_is_switched_off_has_its_reason_above()
    {
        var lines = Repository.Text(".editorconfig").Split('\n');

        var bare = lines.Where((line, i) => line.EndsWith("severity = none", StringComparison.Ordinal)
            && !lines.Take(i).Reverse().SkipWhile(above => above.StartsWith("dotnet_diagnostic", StringComparison.Ordinal)).First().StartsWith('#'));

        Findings.AssertNone(bare, "Write the reason in a comment above the line in .editorconfig.");
    }

    private static string ExpectedNamespace(string file)
    {
        var project = Repository.ProjectFolderOf(file) ?? throw new InvalidOperationException($"{file} belongs to no project.");
        var parts = Path.GetDirectoryName(file)![project.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('.', ["IqWorkflows", Path.GetFileName(project), .. parts]);
    }

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"^\s*#(end)?region.*$|\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.Multiline)]
    private static partial Regex NotesToSelf();

    [GeneratedRegex(@"(?<![\w.$}/:])/(home|root|work|tmp|Users|mnt|opt)/\w[\w./-]*|\b[A-Z]:\\(Users|work|src)\\")]
    private static partial Regex MachinePath();
}
