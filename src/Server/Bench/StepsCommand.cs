using System.CommandLine;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench;

/// <summary><c>iqw bench steps</c>: durable steps per second by callers, on a file and on PostgreSQL with one node and with three.</summary>
internal static class StepsCommand
{
    public static Command Build()
    {
        var quick = new Option<bool>("--quick") { Description = "Shorter rounds." };
        var folder = new Option<string?>("--data") { Description = "Folder in which a folder of its own is made, and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var server = new Option<string?>("--server") { Description = "A PostgreSQL server on which databases are made, instead of one that is started for the run.", HelpName = "CONNECTION" };
        var command = new Command("steps", "Measures durable steps per second by callers, on SQLite and on PostgreSQL with one node and with three, each beside its floor. Nothing else should run meanwhile.") { quick, folder, server };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            BenchSize.Of(parsed.GetValue(quick), null), parsed.GetValue(folder), parsed.GetValue(server), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BenchSize size, string? parent, string? server, TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = BenchFolder.In(parent);
        await using var own = server is null ? await PrivatePostgres.StartAsync(folder.Path, waitsForDisk: true, cancellationToken) : null;
        var connection = server ?? own!.Connection(); // one or the other
        BenchStore.Postgres(connection, "iqw_bench"); // a server that is not there is told at once
        var table = new BenchTable();
        foreach (var callers in (int[])[1, 4, 16, 64])
        {
            await output.WriteLineAsync($"measuring: {callers} caller{(callers == 1 ? "" : "s")}");
            var file = folder.File($"steps-{callers}.db");
            await DurableBench.MeasureAsync(table, BenchStore.File(file), BenchStore.File(file + ".floor"), "SQLite, ", nodes: 1, size, callers, cancellationToken);
            foreach (var nodes in (int[])[1, 3])
            {
                await DurableBench.MeasureAsync(
                    table, BenchStore.Postgres(connection, "iqw_bench"), BenchStore.Postgres(connection, "iqw_bench_floor"), $"PostgreSQL, {nodes} node{(nodes == 1 ? "" : "s")}, ", nodes, size, callers, cancellationToken);
            }
        }
        await output.WriteLineAsync();
        table.Print(output);
        return ExitCode.Good;
    }
}
