using IqWorkflows.Casework.Play;

namespace IqWorkflows.Server.Commands;

/// <summary>A case script on disk.</summary>
internal static class ScriptFile
{
    /// <exception cref="CommandRefusedException">It is not there, or cannot be read; all its mistakes are told.</exception>
    public static CaseScript Read(string path)
    {
        if (!File.Exists(path))
            throw new CommandRefusedException($"There is no file {path}.");
        var reading = ScriptReader.Read(File.ReadAllText(path), path, other => Path.Combine(Path.GetDirectoryName(path) ?? "", other) is var beside && File.Exists(beside) ? File.ReadAllText(beside) : null);
        return reading.Value ?? throw new CommandRefusedException(string.Join("\niqw: ", reading.Problems.Select(problem => Printable.Of(problem.ToString()))));
    }
}
