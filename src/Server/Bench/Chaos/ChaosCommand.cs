using System.CommandLine;
using IqWorkflows.Server.Bench.Chaos.Nodes;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary><c>iqw bench chaos</c>: does the worst to servers under load and proves what was promised.</summary>
internal static class ChaosCommand
{
    private const int MostNodes = 16; // more would only wait for each other
    private const int MostInstances = 10_000_000;
    private const int MostMinutes = 10_080; // a week

    public static Command Build()
    {
        var kills = new Option<int?>("--kills") { Description = "Without --nodes: how often the server is killed. Default: 50.", HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Chooses the moments and what callers do.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var nodes = new Option<int?>("--nodes") { Description = "Lets so many servers share a PostgreSQL server of the run's own instead, and makes every kind of trouble at once.", HelpName = "N" };
        var instances = new Option<int?>("--instances") { Description = "With --nodes: how many instances there shall be. Default: 5000, unless --minutes is given.", HelpName = "N" };
        var minutes = new Option<double?>("--minutes") { Description = "With --nodes: how long it runs at least.", HelpName = "N" };
        var isKept = new Option<bool>("--keep") { Description = "Leaves the folder there, with the database and what the servers said." };
        var folder = new Option<string?>("--data") { Description = "Folder in which a folder of its own is made, and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var command = new Command(
            "chaos",
            "Starts the server on a port of its own, kills it with SIGKILL again and again while callers use it, then checks that every acknowledged request had its effect once. Exit code 1: it did not.") { kills, nodes, instances, minutes, seed, folder, isKept };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            CheckOptions(parsed.GetValue(kills), parsed.GetValue(nodes), parsed.GetValue(instances), parsed.GetValue(minutes));
            using var place = BenchFolder.In(parsed.GetValue(folder), parsed.GetValue(isKept));
            if (parsed.GetValue(nodes) is not { } many)
                return await RunAsync(parsed.GetValue(kills) ?? 50, parsed.GetRequiredValue(seed), place, output, cancellationToken);
            var time = parsed.GetValue(minutes) is { } asked ? TimeSpan.FromMinutes(asked) : (TimeSpan?)null;
            return await RunAsync(new NodesPlan(many, parsed.GetValue(instances) ?? (time is null ? 5_000 : null), time, parsed.GetRequiredValue(seed)), place, output, cancellationToken);
        });
        return command;
    }

    /// <exception cref="CommandRefusedException">They make no sense, or not together.</exception>
    private static void CheckOptions(int? kills, int? nodes, int? instances, double? minutes)
    {
        if (nodes is < 1 or > MostNodes)
            throw new CommandRefusedException($"--nodes must be from 1 to {MostNodes}.");
        if (instances is < 1 or > MostInstances)
            throw new CommandRefusedException($"--instances must be from 1 to {MostInstances}.");
        if (minutes is { } time && !(time is > 0 and <= MostMinutes))
            throw new CommandRefusedException($"--minutes must be more than 0 and at most {MostMinutes}.");
        if (kills < 0)
            throw new CommandRefusedException("--kills must not be negative.");
        if (kills is not null && nodes is not null)
            throw new CommandRefusedException("--kills is for one server; with --nodes the seed chooses how often each is killed. Leave one of the two out.");
        if ((instances ?? minutes) is not null && nodes is null)
            throw new CommandRefusedException("--instances and --minutes say nothing without --nodes.");
    }

    private static async Task<int> RunAsync(NodesPlan plan, BenchFolder folder, TextWriter output, CancellationToken cancellationToken)
    {
        var result = await new NodesRun(plan, folder.Path, output.WriteLine).RunAsync(cancellationToken);
        foreach (var finding in result.Findings)
            await output.WriteLineAsync($"FOUND {finding}");
        await output.WriteLineAsync(result.ToString());
        return result.Findings.Count == 0 ? ExitCode.Good : ExitCode.Bad;
    }

    private static async Task<int> RunAsync(int kills, int seed, BenchFolder folder, TextWriter output, CancellationToken cancellationToken)
    {
        var result = await ChaosRun.RunAsync(folder.Path, kills, seed, output.WriteLine, cancellationToken);
        foreach (var finding in result.Findings)
            await output.WriteLineAsync($"FOUND {finding}");
        await output.WriteLineAsync(
            $"{result.Kills} kills, {result.Sent:N0} requests sent, {result.Acknowledged:N0} acknowledged; {result.Instances:N0} instances, {result.Steps:N0} steps run again; {result.Findings.Count} findings");
        return result.Findings.Count == 0 ? ExitCode.Good : ExitCode.Bad;
    }
}
