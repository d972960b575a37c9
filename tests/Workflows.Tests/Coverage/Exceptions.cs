namespace IqWorkflows.Workflows.Tests.Coverage;

/// <summary>What no script reaches, with the reason why not.</summary>
internal static class Exceptions
{
    /// <summary>Lines "name: reason" of a file beside this one; a reason must be given.</summary>
    public static HashSet<string> In(string file) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Coverage", file)).Where(line => line.Length > 0 && line[0] != '#').Select(line =>
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            return colon > 0 && line.Length > colon + 10 ? line[..colon] : throw new InvalidOperationException($"No reason is given: {line}");
        }),
    ];

    /// <summary>All that is not reached must be excepted, and what is excepted must not be reached, or be there no longer.</summary>
    public static void AssertAre(string file, IReadOnlySet<string> notReached)
    {
        var excepted = In(file);
        Assert.True(notReached.IsSubsetOf(excepted), "No script reaches:\n" + string.Join('\n', notReached.Except(excepted).Order(StringComparer.Ordinal)));
        Assert.Empty(excepted.Except(notReached));
    }
}
