using System.Diagnostics;
using System.Text.Json;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>The machine's Node, the other opinion on what a program gives.</summary>
internal static class DifferentialNode
{
    /// <summary>Where node is on the PATH, or null.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "node"), System.IO.Path.Combine(folder, "node.exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>The results of all programs, in their order, from one process.</summary>
    public static string[] Run(IReadOnlyList<string> programs)
    {
        var start = new ProcessStartInfo(Path!) // the tests that come here are skipped without it
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            ArgumentList = { "-e", Resource("DifferentialRunner.js") },
            Environment = { ["TZ"] = "Europe/Berlin", ["LC_ALL"] = "en_US.UTF-8" },
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        node.StandardInput.Write(JsonSerializer.Serialize(programs));
        node.StandardInput.Close();
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        if (node.ExitCode != 0) throw new InvalidOperationException($"node ended with {node.ExitCode}");
        return JsonSerializer.Deserialize<string[]>(output) ?? throw new InvalidOperationException("node wrote no list");
    }

    public static string Resource(string name)
    {
        using var stream = typeof(DifferentialNode).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"no resource {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A fact that needs Node; it is counted as skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithNodeAttribute : FactAttribute
{
    public FactWithNodeAttribute()
    {
        if (DifferentialNode.Path is null) Skip = "node is not on the PATH: nothing to compare our results with";
    }
}
