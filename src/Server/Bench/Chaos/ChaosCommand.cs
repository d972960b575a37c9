using System.CommandLine;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary><c>iqw bench chaos</c>: kills the server under load and proves what was promised.</summary>
internal static class ChaosCommand
{
    public static Command Build()
    {
        var kills = new Option<int>("--kills") { Description = "How often the server is killed.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var seed = new Option<int>("--seed") { Description = "Chooses the moments and what callers do.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var folder = new Option<string?>("--data") { Description = "Folder in which a folder of its own is made, and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var command = new Command(
            "chaos",
            "Starts the server on a port of its own, kills it with SIGKILL again and again while callers use it, then checks that every acknowledged request had its effect once. Exit code 1: it did not.") { kills, seed, folder };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(kills), parsed.GetRequiredValue(seed), parsed.GetValue(folder), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int kills, int seed, string? parent, TextWriter output, CancellationToken cancellationToken)
    {
        if (kills < 0)
            throw new CommandRefusedException("--kills must not be negative.");
        using var folder = BenchFolder.In(parent);
        var result = await ChaosRun.RunAsync(folder.Path, kills, seed, output.WriteLine, cancellationToken);
        foreach (var finding in result.Findings)
            await output.WriteLineAsync($"FOUND {finding}");
        await output.WriteLineAsync(
            $"{result.Kills} kills, {result.Sent:N0} requests sent, {result.Acknowledged:N0} acknowledged; {result.Instances:N0} instances, {result.Steps:N0} steps run again; {result.Findings.Count} findings");
        return result.Findings.Count == 0 ? ExitCode.Good : ExitCode.Bad;
    }
}
