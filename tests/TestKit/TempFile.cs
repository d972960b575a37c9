using System.Globalization;

namespace IqWorkflows.TestKit;

/// <summary>A path for a database file that nobody else has; whatever lies there is deleted at the end.</summary>
public sealed class TempFile : IDisposable
{
    private static int s_last;

    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(),
        string.Create(CultureInfo.InvariantCulture, $"iqw-test-{Environment.ProcessId}-{Interlocked.Increment(ref s_last)}.db"));

    public void Dispose()
    {
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal", ".lock", ".pid"])
            File.Delete(Path + ending);
    }
}
