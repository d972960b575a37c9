using System.Text.RegularExpressions;

namespace IqWorkflows.Standards.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_relative_link_in_a_document_leads_to_a_file()
    {
        var broken =
            from document in Documents()
            from Match link in Link().Matches(Prose(document))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Leads(document, target)
            select $"{document}: {target}";

        Findings.AssertNone(broken, "The file or the heading it names does not exist.");
    }

    [Fact]
    public void Every_file_the_README_calls_or_names_exists()
    {
        var missing = CommandLines("README.md").SelectMany(line => RepositoryPath().Matches(line).Select(match => match.Groups["path"].Value))
            .Where(path => !Repository.Exists(path)).Distinct();

        Findings.AssertNone(missing, "README.md names it in a command, and it is not there.");
    }

    [Fact]
    public void Every_verb_the_README_uses_is_one_of_the_executable()
    {
        var server = string.Concat(Repository.Sources.Where(source => source.Path.StartsWith("src/Server/", StringComparison.Ordinal)).Select(source => source.Text));

        var unknown = CommandLines("README.md").SelectMany(line => Verb().Matches(line).Select(match => match.Groups["verb"].Value)).Distinct()
            .Where(verb => !server.Contains($"\"{verb}\"", StringComparison.Ordinal));

        Findings.AssertNone(unknown, "README.md uses a verb of iqw that src/Server does not have.");
    }

    private static IEnumerable<string> Documents() => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    private static bool Leads(string document, string target)
    {
        var parts = target.Split('#', 2);
        var folder = Path.GetDirectoryName(document)!;
        var file = parts[0].Length == 0 ? document : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, parts[0])));
        if (!Repository.Exists(file))
            return false;
        return parts.Length == 1 || Heading().Matches(Prose(file)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]);
    }

    /// <summary>The anchor a forge makes of a heading: lower case, blanks to hyphens, everything else but letters, digits, hyphens dropped.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Select(c => c == ' ' ? '-' : c).Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    private static string Prose(string document) => Fence().Replace(Repository.Text(document), "");

    private static IEnumerable<string> CommandLines(string document) =>
        Fence().Matches(Repository.Text(document)).Where(fence => fence.Groups["language"].Value == "sh").SelectMany(fence => fence.Value.Split('\n').Skip(1));

    [GeneratedRegex(@"^```(?<language>\w*)\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:^|[\s@])(?:\./)?(?<path>(?:(?:samples|docs|workflows|build|src|tests)/[\w./-]+)|(?<=\./)[\w./-]+)")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\./iqw\s+(?<verb>[a-z]+)")]
    private static partial Regex Verb();
}
