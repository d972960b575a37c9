using System.Xml.Linq;

namespace IqWorkflows.Standards.Tests;

/// <summary>The working tree these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] s_notOurs = [".git", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults", "data", "BenchmarkDotNet.Artifacts"];
    private static readonly string[] s_textEndings =
        [".cs", ".csproj", ".props", ".sln", ".json", ".md", ".sh", ".yaml", ".yml", ".txt", ".tsv", ".js", ".mjs", ".css", ".html", ".razor", ".editorconfig", ".gitignore"];

    public static string Root { get; } = FindRoot();

    /// <summary>All files that belong to the product, as paths from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. FilesIn(Root).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Those that people write: sources, texts, scripts.</summary>
    public static IEnumerable<string> TextFiles => Files.Where(file => s_textEndings.Contains(Path.GetExtension(file)) || IsScript(file));

    public static IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Sources => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(file => new SourceFile(file, Text(file)));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static XDocument Xml(string file) => XDocument.Parse(Text(file));

    public static bool Exists(string file) => Path.Exists(Path.Combine(Root, file));

    /// <summary>The project a file belongs to: its nearest folder that holds a .csproj.</summary>
    public static string? ProjectFolderOf(string file) =>
        Projects.Select(project => Path.GetDirectoryName(project)!).Where(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)).MaxBy(folder => folder.Length);

    private static bool IsScript(string file)
    {
        if (Path.GetExtension(file).Length > 0 && Path.GetFileName(file) != "run")
            return false;
        using var reader = new StreamReader(Path.Combine(Root, file));
        return reader.Read() == '#' && reader.Read() == '!';
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != ".git") // a file, not a folder, in a second working tree
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !s_notOurs.Contains(Path.GetFileName(inner))).SelectMany(FilesIn));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IqWorkflows.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds IqWorkflows.sln.");
    }
}
