using IqWorkflows.Engine.Definitions;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Checking;

/// <summary>A file that should hold a workflow definition, and what reading it gave.</summary>
internal sealed class DefinitionFile
{
    private DefinitionFile(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
        Reading = WorkflowDefinition.Read(bytes);
    }

    public string Path { get; }

    public byte[] Bytes { get; }

    public DefinitionReading Reading { get; }

    /// <exception cref="CommandRefusedException">There is no such file, or it cannot be opened.</exception>
    public static DefinitionFile Read(string path)
    {
        if (Directory.Exists(path))
            throw new CommandRefusedException($"{path} is a folder. Give the file of one workflow definition.");
        try
        {
            return new DefinitionFile(path, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandRefusedException($"There is no file {path}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException($"{path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>All definitions below a folder, in the order of their paths. Scripts and expected results of conformance cases are none.</summary>
    /// <exception cref="CommandRefusedException">There is no such folder.</exception>
    public static IEnumerable<DefinitionFile> ReadAll(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CommandRefusedException($"There is no folder {folder}.");
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".expected.json", StringComparison.Ordinal) && !path.EndsWith(".script.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read);
    }
}
