using System.Diagnostics;
using System.Globalization;

namespace IqWorkflows.Server.Tests;

/// <summary>The built executable, run as people run it.</summary>
internal static class Iqw
{
    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ran> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command that does not end by itself.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "iqw.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
    }
}

/// <summary>What a command left.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ExitCode}\n{Output}\n{Error}");
}
