namespace IqWorkflows.Conformance;

/// <summary>Where cases lie.</summary>
internal static class Folders
{
    private static readonly string s_root = FindRoot();

    /// <summary>Our own.</summary>
    public static string Cases { get; } = Path.Combine(s_root, "tests", "Conformance", "cases");

    /// <summary>Recorded from Elsa; beside the repository, on machines that have them.</summary>
    public static string Recorded { get; } = Path.GetFullPath(Path.Combine(s_root, "..", "shared", "conformance"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IqWorkflows.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No repository above {AppContext.BaseDirectory}.");
        return folder;
    }
}

/// <summary>A fact about the cases in <see cref="Folders.Recorded"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (!Directory.Exists(Folders.Recorded))
            Skip = "There is no folder 'shared/conformance' beside the repository.";
    }
}
