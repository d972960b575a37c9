using System.CommandLine;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary><c>iqw bench fuzz</c>: sends every endpoint what nobody who means well would send.</summary>
internal static class FuzzCommand
{
    private const double MostMinutes = 7 * 24 * 60;
    private const int LastNumber = 100_000_000;

    public static Command Build()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long, a week at most.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var seed = new Option<int>("--seed") { Description = "Chooses the requests.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var only = new Option<int?>("--only") { Description = "Sends only the request of this number, to a fresh server, and shows the answer.", HelpName = "N" };
        var folder = new Option<string?>("--data") { Description = "Folder in which a folder of its own is made, and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var command = new Command(
            "fuzz",
            "Starts a server with invented cases and sends random and hostile requests to every endpoint that it lists, as everybody who may sign in. Exit code 1: something happened that must not.") { minutes, seed, only, folder };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            OrderOf(parsed.GetRequiredValue(seed), parsed.GetRequiredValue(minutes), parsed.GetValue(only)), parsed.GetValue(folder), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static FuzzOrder OrderOf(int seed, double minutes, int? only)
    {
        if (minutes is not (> 0 and <= MostMinutes))
            throw new CommandRefusedException($"--minutes must be more than 0 and at most {MostMinutes}.");
        if (only is < 0 or > LastNumber)
            throw new CommandRefusedException($"--only must be between 0 and {LastNumber}.");
        return new FuzzOrder(seed, null, TimeSpan.FromMinutes(minutes), only);
    }

    private static async Task<int> RunAsync(FuzzOrder order, string? parent, TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = BenchFolder.In(parent);
        var result = await FuzzRun.RunAsync(folder.Path, order, output.WriteLine, cancellationToken);
        foreach (var finding in result.Findings)
            await output.WriteLineAsync($"FOUND {finding}");
        foreach (var (place, reason) in FuzzUnreached.Reasons)
            await output.WriteLineAsync($"not to be reached: {place}: {reason}");
        foreach (var place in result.NeverInside)
            await output.WriteLineAsync($"never got inside: {place}");
        await output.WriteLineAsync(result.ToString());
        return result.Findings.Count == 0 || order.Only is not null ? ExitCode.Good : ExitCode.Bad;
    }
}
