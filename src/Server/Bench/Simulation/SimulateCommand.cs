using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary><c>iqw bench simulate</c>: one course of events for each seed, each with its crashes, and what is left of it checked.</summary>
internal static class SimulateCommand
{
    private const int MostShown = 20;
    private const int SeedsBetweenWords = 5_000;
    private const int MostSeeds = 10_000_000;

    public static Command Build()
    {
        var seeds = new Option<int>("--seeds") { Description = "How many seeds.", HelpName = "N", DefaultValueFactory = _ => 1_000 };
        var first = new Option<int>("--seed") { Description = "The first of them.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var fault = new Option<SimFault>("--fault") { Description = "A mistake to be made on purpose, which must be found.", HelpName = "FAULT", DefaultValueFactory = _ => SimFault.None };
        var command = new Command(
            "simulate",
            "Runs engine, casework and storage as several nodes on one thread, with a clock of its own and crashes chosen by a seed, and checks that nothing was lost and nothing done twice. Exit code 1: something was.") { seeds, first, fault };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(seeds), parsed.GetRequiredValue(first), parsed.GetRequiredValue(fault), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int seeds, int first, SimFault fault, TextWriter output, CancellationToken cancellationToken)
    {
        if (seeds is < 1 or > MostSeeds)
            throw new CommandRefusedException($"--seeds must be between 1 and {MostSeeds}.");
        if (first > int.MaxValue - seeds)
            throw new CommandRefusedException($"--seed must be at most {int.MaxValue - seeds} for {seeds} seeds.");
        var began = Stopwatch.GetTimestamp();
        var outcomes = new List<SimOutcome>();
        var bad = new List<SimOutcome>();
        while (outcomes.Count < seeds)
        {
            var more = SimRun.All(first + outcomes.Count, Math.Min(SeedsBetweenWords, seeds - outcomes.Count), fault, cancellationToken);
            var found = more.Where(outcome => outcome.Findings.Count > 0).ToList();
            foreach (var outcome in found.Take(MostShown - bad.Count))
                await output.WriteLineAsync($"FOUND {outcome}");
            outcomes.AddRange(more);
            bad.AddRange(found);
            if (outcomes.Count < seeds)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count:N0} seeds after {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s, {bad.Count:N0} with findings"));
        }
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcomes.Count:N0} seeds in {seconds:N1} s, {outcomes.Count / seconds:N0} a second; {outcomes.Sum(outcome => (long)outcome.Choices):N0} choices, {outcomes.Sum(outcome => outcome.Deaths):N0} processes killed, {outcomes.Sum(outcome => (long)outcome.Steps):N0} steps run again; {bad.Count:N0} seeds with findings{(fault == SimFault.None ? "" : $", of {outcomes.Count(outcome => outcome.IsPlanted):N0} with the mistake {fault}")}"));
        return bad.Count == 0 ? ExitCode.Good : ExitCode.Bad;
    }
}

/// <summary>Many seeds.</summary>
internal static class SimRun
{
    /// <summary>Runs them, as many at a time as there are processors: each is a world of its own.</summary>
    public static IReadOnlyList<SimOutcome> All(int first, int count, SimFault fault, CancellationToken cancellationToken)
    {
        var outcomes = new SimOutcome[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, i => outcomes[i] = SimWorld.Run(first + i, fault));
        return outcomes;
    }
}
