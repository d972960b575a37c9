namespace IqWorkflows.Engine.Tests;

/// <summary>Finds files of the repository from wherever the tests were built.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    /// <summary>Definitions recorded from other servers; beside the repository, on machines that have them.</summary>
    public static string Shared { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IqWorkflows.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No repository above {AppContext.BaseDirectory}.");
        return folder;
    }
}

/// <summary>A fact about the definitions in <see cref="RepositoryFolder.Shared"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (!Directory.Exists(RepositoryFolder.Shared))
            Skip = "There is no folder 'shared' beside the repository.";
    }
}
