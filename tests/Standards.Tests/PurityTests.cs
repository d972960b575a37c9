namespace IqWorkflows.Standards.Tests;

/// <summary>The invariant of the engine: no I/O, no clock, no chance, nothing asynchronous. Read from what the compiler emitted, so that aliases and implicit usings hide nothing.</summary>
public sealed class PurityTests
{
    private static readonly string[] s_pure = ["Engine", "Cases", "Activities"];

    private static readonly string[] s_forbidden =
    [
        "System.Threading.Tasks.", "System.Threading.Thread", "System.Threading.Timer", "System.Threading.CancellationToken",
        "System.Runtime.CompilerServices.Async", "System.TimeProvider", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.IO.", "System.Net.", "System.Console", "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Environment.", "System.AppContext.",
        "System.TimeZoneInfo.get_Local", "System.Globalization.CultureInfo.get_Current", "Microsoft.Extensions.", "Microsoft.AspNetCore.",
    ];

    /// <summary>What the beginnings above would hit although it is harmless.</summary>
    private static readonly string[] s_harmless =
    [
        "System.IO.TextWriter", "System.IO.StringWriter", "System.IO.TextReader", "System.IO.StringReader", "System.IO.Stream", "System.IO.MemoryStream", // memory only: FileStream and the rest stay forbidden
        "System.IO.InvalidDataException",
        "System.Net.WebUtility", "System.Net.HttpStatusCode", // text to text, and a list of numbers
        "System.Environment.get_CurrentManagedThreadId", // the compiler's iterators ask for it
        "System.AppContext.GetData", // generated regular expressions ask once for a default timeout, which nobody sets
        "System.Threading.ThreadLocal`1",
        "System.ThreadStaticAttribute",
    ];

    [Fact]
    public void Pure_projects_use_no_io_no_clock_no_chance_and_nothing_asynchronous()
    {
        var impure =
            from project in PureProjects()
            from name in CompiledType.ForeignNamesIn(project)
            where s_forbidden.Any(start => name.StartsWith(start, StringComparison.Ordinal))
                && !s_harmless.Any(harmless => name == harmless || name.StartsWith(harmless + ".", StringComparison.Ordinal))
            select $"{project} uses {name}";

        Findings.AssertNone(impure, "Take what you need as a parameter, and return what must happen outside as an effect.");
    }

    [Fact]
    public void Pure_projects_write_no_async_code()
    {
        var found =
            from source in Repository.Sources
            where PureProjects().Any(project => source.Path.StartsWith(Path.GetDirectoryName(project) + "/", StringComparison.Ordinal))
            from word in new[] { " async ", " await " }
            let position = source.Code.IndexOf(word, StringComparison.Ordinal)
            where position >= 0
            select $"{source.Path}:{source.LineOf(position)}:{word}";

        Findings.AssertNone(found, "Pure code is synchronous: it never waits for anything.");
    }

    [Fact]
    public void The_engine_needs_no_package()
    {
        Assert.Empty(Repository.Xml("src/Engine/Engine.csproj").Descendants("PackageReference"));
        Assert.Empty(Repository.Xml("src/Engine/Engine.csproj").Descendants("FrameworkReference"));
    }

    private static List<string> PureProjects()
    {
        var projects = s_pure.Select(name => $"src/{name}/{name}.csproj").Where(Repository.Exists).ToList();
        Assert.Contains("src/Engine/Engine.csproj", projects);
        return projects;
    }
}
