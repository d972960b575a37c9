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
        findings.AddRange(stored.Instances.SelectMany(Early));
        findings.AddRange(stored.Instances.SelectMany(OutOfOrder));
        findings.AddRange(Mails(world, messages));
        return new SimOutcome(world.Seed, world.Scheduler.Course, world.Scheduler.Choices, world.Deaths, steps, world.IsPlanted, findings);
    }

    private static async Task<(StoredState, List<MessageRow>)> ReadAsync(IqRuntime runtime)
    {
        var stored = await StoredState.ReadAsync(runtime, CancellationToken.None);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync();
        return (stored, await db.Messages.AsNoTracking().ToListAsync());
    }

    /// <summary>No timer fires before its bookmark is due.</summary>
    private static IEnumerable<Finding> Early(StoredInstance instance)
    {
        byte[]? state = null;
        var number = 1;
        var engine = new WorkflowEngine(EngineLimits.Default);
        foreach (var step in instance.Steps)
        {
            if (step.Row.Number != number++)
                yield break; // one is missing, which is told elsewhere
            if (state is not null && step.Given.Stimulus is Stimulus.Wake { Payload: null } wake
                && WorkflowEngine.View(instance.Program, state).Bookmarks.FirstOrDefault(bookmark => bookmark.Number == wake.Bookmark)?.DueAt is { } due && step.Given.Now < due)
                yield return new Finding("early", $"bookmark {wake.Bookmark} of {instance.Row.Id} was due at {due:O} and fired at {step.Given.Now:O}");
            var run = engine.Replay(instance.Program, instance.Row.Id, state, step.Given);
            if (!run.Happened)
                yield break; // told by the replay itself
            state = run.State;
        }
    }

    /// <summary>Papers were sent one after the other, each when the one before was acknowledged; they arrive so.</summary>
    private static IEnumerable<Finding> OutOfOrder(StoredInstance instance)
    {
        var papers = instance.Steps.Select(step => step.Given.Stimulus).OfType<Stimulus.Deliver>().Select(deliver => deliver.Payload as string ?? "").ToList();
        if (!papers.SequenceEqual(papers.Order(StringComparer.Ordinal)))
            yield return new Finding("out-of-order", $"{instance.Row.Id} was given {string.Join(", ", papers)}");
    }

    /// <summary>A mail is handed over once. Where nobody can know whether it was, it is said to be unknown and not sent again.</summary>
    private static IEnumerable<Finding> Mails(SimWorld world, List<MessageRow> messages)
    {
        var taken = world.Transport.Taken.ToLookup(id => id, StringComparer.Ordinal);
        foreach (var id in world.Mails.Where(id => messages.TrueForAll(message => message.Id != id)))
            yield return new Finding("lost-mail", $"{id} was acknowledged and is nowhere");
        foreach (var message in messages)
        {
            var times = taken[message.MessageId].Count();
            if (times > 1)
                yield return new Finding("doubled-mail", $"{message.Id} was handed over {times} times");
            if (message.State is MessageState.Queued or MessageState.Claimed)
                yield return new Finding("mail-left", $"{message.Id} is {message.State} and nobody does anything about it");
            if (message.State == MessageState.Sent && times == 0)
                yield return new Finding("never-handed-over", $"{message.Id} is said to be sent");
            if (message.State == MessageState.Failed && times > 0)
                yield return new Finding("handed-over", $"{message.Id} is said to have failed, and was taken");
        }
    }
}
