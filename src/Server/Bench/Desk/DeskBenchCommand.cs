using System.CommandLine;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench.Desk;

/// <summary><c>iqw bench desk</c>.</summary>
internal static class DeskBenchCommand
{
    private const int Fewest = 1_000;
    private const int Most = 10_000_000; // as many as the numbers of the copies have room for

    public static Command Build()
    {
        var cases = new Option<long>("--cases") { Description = "How many cases there are.", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each page is asked for.", HelpName = "N", DefaultValueFactory = _ => 400 };
        var folder = new Option<string?>("--data") { Description = "Folder on the disk to measure; a folder of its own is made in it and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var keep = new Option<bool>("--keep") { Description = "Leaves the database there, to be measured --again." };
        var again = new Option<string?>("--again") { Description = "Folder that a run with --keep has left; nothing is made anew.", HelpName = "DIR" };
        var load = new Option<int>("--load") { Description = "Steps a second that instances take beside the reading: starts, events and timers.", HelpName = "N" };
        var command = new Command("desk", "Measures the pages that counsellors live in, with very many cases in the database.") { cases, rounds, load, folder, keep, again };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(cases) is < Fewest or > Most)
                throw new CommandRefusedException($"--cases must be from {Fewest:N0} to {Most:N0}.");
            if (parsed.GetValue(rounds) < 10)
                throw new CommandRefusedException("--rounds must be at least 10.");
            if (parsed.GetValue(load) is < 0 or > 100_000)
                throw new CommandRefusedException("--load must be from 0 to 100,000.");
            var output = parsed.InvocationConfiguration.Output;
            return parsed.GetValue(again) is { } kept
                ? DeskBench.AgainAsync(kept, parsed.GetValue(rounds), parsed.GetValue(load), output, cancellationToken)
                : DeskBench.RunAsync(parsed.GetValue(cases), parsed.GetValue(rounds), parsed.GetValue(load), parsed.GetValue(folder), parsed.GetValue(keep), output, cancellationToken);
        });
        return command;
    }
}
