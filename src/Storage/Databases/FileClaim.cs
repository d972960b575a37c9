using System.Globalization;

namespace IqWorkflows.Storage.Databases;

/// <summary>Keeps a database file to one process: two servers on one file would each fire its timers. The claim ends with the process, however that ends.</summary>
internal sealed class FileClaim : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _holder;

    private FileClaim(FileStream held, string holder) => (_lock, _holder) = (held, holder);

    public static FileClaim Take(string path)
    {
        var lockPath = path + ".lock";
        var holder = path + ".pid"; // a file of its own, for nobody can read the locked one
        FileStream held;
        try
        {
            held = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new DatabaseInUseException(path, Holder(holder));
        }
        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new FileClaim(held, holder);
    }

    public void Dispose()
    {
        File.Delete(_holder);
        // The locked file is left behind: deleting it could take away another process's claim that was made in between.
        _lock.Dispose();
    }

    private static string? Holder(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>Another process has the database open.</summary>
/// <param name="path">The database file.</param>
/// <param name="process">Id of that process, or null when it cannot be told.</param>
public sealed class DatabaseInUseException(string path, string? process) : Exception(
    $"The database {path} is in use by {(string.IsNullOrEmpty(process) ? "another process" : $"process {process}")}. Stop that one first, or name another file: one SQLite file serves one server.");
