using System.CommandLine;
using System.Globalization;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Server.Bench.Desk;
using IqWorkflows.Server.Bench.Fuzz;
using IqWorkflows.Server.Bench.Simulation;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench;

/// <summary><c>iqw bench</c>: measures this build on this machine, each figure beside the least it could be.</summary>
internal static class BenchCommand
{
    public static Command Build()
    {
        var quick = new Option<bool>("--quick") { Description = "Shorter rounds and 50,000 waiting instances instead of 1,000,000." };
        var folder = new Option<string?>("--data") { Description = "Folder on the disk to measure; a folder of its own is made in it and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var waiting = new Option<int?>("--waiting") { Description = "How many instances wait while latency is measured.", HelpName = "N" };
        var command = new Command("bench", "Measures the engine and the database, and prints one table. Nothing else should run meanwhile.") { quick, folder, waiting, ChaosCommand.Build(), DeskBenchCommand.Build(), FuzzCommand.Build(), SimulateCommand.Build(), ServerCommand.Build(), StepsCommand.Build(), TimersCommand.Build() };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            BenchSize.Of(parsed.GetValue(quick), parsed.GetValue(waiting)),
            parsed.GetValue(folder),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BenchSize size, string? parent, TextWriter output, CancellationToken cancellationToken)
    {
        if (size.Waiting < BenchSize.FewWaiting)
            throw new CommandRefusedException($"--waiting must be at least {BenchSize.FewWaiting}, with which it is compared.");
        using var folder = BenchFolder.In(parent);
        folder.AssertRoomFor(size);
        var table = new BenchTable();

        await output.WriteLineAsync($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {(size.IsQuick ? "quick" : "full")} run");
        await SayAsync(output, "in memory");
        InMemoryBench.Measure(table, size);
        await SayAsync(output, "the disk");
        DiskBench.Measure(table, folder, size);
        await SayAsync(output, "durable starts and resumes");
        foreach (var callers in (int[])[1, 64])
        {
            var file = folder.File(string.Create(CultureInfo.InvariantCulture, $"durable-{callers}.db"));
            await DurableBench.MeasureAsync(table, BenchStore.File(file), BenchStore.File(file + ".floor"), "", nodes: 1, size, callers, cancellationToken);
        }
        await SayAsync(output, "import and publish");
        await ImportBench.MeasureAsync(table, folder, size, cancellationToken);
        await SayAsync(output, $"{size.Waiting:N0} waiting instances");
        await WaitingBench.MeasureAsync(table, folder, size, cancellationToken);
        await output.WriteLineAsync();
        table.Print(output);
        return ExitCode.Good;
    }

    private static Task SayAsync(TextWriter output, string what) => output.WriteLineAsync($"measuring: {what}");
}
