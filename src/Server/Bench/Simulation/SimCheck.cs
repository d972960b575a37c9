using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>What one seed came to.</summary>
/// <param name="Seed">The seed; it makes the same course again.</param>
/// <param name="Course">A number that no other course has.</param>
/// <param name="Choices">How often something was chosen.</param>
/// <param name="Deaths">How many processes were killed.</param>
/// <param name="Steps">Steps of instances that were run again and compared.</param>
/// <param name="IsPlanted">Whether the mistake that was to be made was made.</param>
/// <param name="Findings">What must not be.</param>
internal sealed record SimOutcome(int Seed, ulong Course, int Choices, int Deaths, int Steps, bool IsPlanted, IReadOnlyList<Finding> Findings)
{
    /// <summary>Nothing takes as many.</summary>
    public const int MostChoices = 100_000;

    /// <summary>Seconds of the simulated time after which whatever has not come to its end never will.</summary>
    public const int Patience = 120;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {string.Join("; ", Findings)}");
}

/// <summary>Compares what callers and the mail server know with what is stored.</summary>
internal static class SimCheck
{
    public static SimOutcome Of(SimWorld world, IReadOnlyList<SimNode> nodes, Database database)
    {
        var findings = new List<Finding>(world.Failures);
        var steps = 0;
        // A process that begins after all: it reads what is stored, and remembers nothing.
        var runtime = new IqRuntime(database, new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc), new WorkflowEngine(EngineLimits.Default), world.Scheduler.Clock, new RuntimeOptions(), writeLine: null);
        var reading = ReadAsync(runtime);
        while (!reading.IsCompleted)
            runtime.Writer.TakeGroup(1);
        runtime.Writer.Kill();
        var (stored, messages) = reading.GetAwaiter().GetResult(); // it has ended
        steps = stored.Instances.Sum(instance => instance.Steps.Count);
        findings.AddRange(HistoryCheck.Run(world.History, stored, new WorkflowEngine(EngineLimits.Default)));
        findings.AddRange(stored.Instances.SelectMany(TimerCheck.Early));
        findings.AddRange(stored.Instances.SelectMany(OutOfOrder));
        findings.AddRange(world.Mails.Where(id => messages.TrueForAll(message => message.Id != id)).Select(id => new Finding("lost-mail", $"{id} was acknowledged and is nowhere")));
        findings.AddRange(MailCheck.Run(messages, world.Transport.Taken));
        return new SimOutcome(world.Seed, world.Scheduler.Course, world.Scheduler.Choices, world.Deaths, steps, world.IsPlanted, findings);
    }

    private static async Task<(StoredState, List<MessageRow>)> ReadAsync(IqRuntime runtime)
    {
        var stored = await StoredState.ReadAsync(runtime, CancellationToken.None);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync();
        return (stored, await db.Messages.AsNoTracking().ToListAsync());
    }

    /// <summary>Papers were sent one after the other, each when the one before was acknowledged; they arrive so.</summary>
    private static IEnumerable<Finding> OutOfOrder(StoredInstance instance)
    {
        var papers = instance.Steps.Select(step => step.Given.Stimulus).OfType<Stimulus.Deliver>().Select(deliver => deliver.Payload as string ?? "").ToList();
        if (!papers.SequenceEqual(papers.Order(StringComparer.Ordinal)))
            yield return new Finding("out-of-order", $"{instance.Row.Id} was given {string.Join(", ", papers)}");
    }
}
