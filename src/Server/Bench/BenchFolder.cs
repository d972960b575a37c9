using System.Globalization;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench;

/// <summary>A folder for the databases of one run, removed at its end unless it is to be kept.</summary>
internal sealed class BenchFolder : IDisposable
{
    // What an instance, its bookmarks, timer and step take with their indexes, generously.
    private const long BytesPerInstance = 6_000;

    private readonly bool _isKept;

    private BenchFolder(string path, bool isKept) => (Path, _isKept) = (path, isKept);

    public string Path { get; }

    public static BenchFolder In(string? parent, bool isKept = false)
    {
        var path = System.IO.Path.Combine(
            parent is null ? System.IO.Path.GetTempPath() : System.IO.Path.GetFullPath(parent),
            string.Create(CultureInfo.InvariantCulture, $"iqw-bench-{Environment.ProcessId}"));
        Directory.CreateDirectory(path);
        return new BenchFolder(path, isKept);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void AssertRoomFor(BenchSize size) => AssertRoomFor(size.Waiting * BytesPerInstance, $"{size.Waiting:N0} waiting instances", "--waiting");

    /// <param name="needed">Bytes.</param>
    /// <param name="what">What takes them.</param>
    /// <param name="option">The option by which there are fewer.</param>
    public void AssertRoomFor(long needed, string what, string option)
    {
        if (new DriveInfo(Path).AvailableFreeSpace is var free && free < needed)
            throw new CommandRefusedException($"{what} may take {needed >> 20:N0} MB, but {Path} has room for {free >> 20:N0}. Name another folder by --data, or fewer by {option}.");
    }

    public void Dispose()
    {
        if (!_isKept)
            Directory.Delete(Path, recursive: true);
    }
}
