using IqWorkflows.Casework.Play;

namespace IqWorkflows.Server.Commands;

/// <summary>A case script on disk.</summary>
internal static class ScriptFile
{
    /// <exception cref="CommandRefusedException">It is not there, or cannot be read; all its mistakes are told.</exception>
    public static CaseScript Read(string path)
    {
        if (Directory.Exists(path))
            throw new CommandRefusedException($"{Printable.Of(path)} is a folder; name the case scripts in it.");
        // The parser takes an unknown option for one more script.
        if (!File.Exists(path))
            throw new CommandRefusedException(path.StartsWith('-') ? $"There is no option {Printable.Of(path)}; --help lists them." : $"There is no file {Printable.Of(path)}.");
        var reading = ScriptReader.Read(File.ReadAllText(path), path, other => Path.Combine(Path.GetDirectoryName(path) ?? "", other) is var beside && File.Exists(beside) ? File.ReadAllText(beside) : null);
        return reading.Value ?? throw new CommandRefusedException(string.Join("\niqw: ", reading.Problems.Select(problem => Printable.Of(problem.ToString()))));
    }
}
