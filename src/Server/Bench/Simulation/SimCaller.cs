using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>Somebody outside who sees errands through. What they send is delayed, lost, doubled and overtaken; they send it again, with the same key, until it is answered.</summary>
internal sealed class SimCaller(SimWorld world, int lane)
{
    private const int MostErrands = 3;

    private Random Random => world.Scheduler.Random;

    public async Task RunAsync()
    {
        for (var number = Random.Next(1, MostErrands + 1); number > 0; number--)
        {
            var errand = string.Create(CultureInfo.InvariantCulture, $"errand-{lane}-{number}");
            await RunErrandAsync(errand);
            if (Random.Next(3) == 0)
                await SendAsync(new ChaosRequest(Asked.Notice, $"{errand}-notice", ""), PublishAsync(ChaosDefinitions.NoticeEvent, null, $"{errand}-notice"));
            if (Random.Next(2) == 0)
                await OrderMailAsync($"{errand}-mail");
        }
    }

    private async Task RunErrandAsync(string errand)
    {
        var start = new StartRequest(ChaosDefinitions.Errand, [], errand, RequestKey: errand);
        var instance = await SendAsync(new ChaosRequest(Asked.Start, errand, errand), async runtime => await new StartInstance(runtime).RunAsync(start, CancellationToken.None) is StartAnswer.Started started ? started.InstanceId : throw new InvalidOperationException($"{errand} was refused."));
        // Papers may come before anybody awaits them.
        var early = Random.Next(ChaosDefinitions.Papers + 1);
        for (var paper = 1; paper <= ChaosDefinitions.Papers; paper++)
        {
            if (paper == early + 1)
                await CompleteAsync(errand, instance);
            var token = string.Create(CultureInfo.InvariantCulture, $"{errand}-paper-{paper}");
            await SendAsync(new ChaosRequest(Asked.Paper, token, errand), PublishAsync(ChaosDefinitions.PaperEvent, errand, token));
        }
        if (early == ChaosDefinitions.Papers)
            await CompleteAsync(errand, instance);
    }

    private async Task CompleteAsync(string errand, string instance)
    {
        var task = await world.AskAsync(runtime => runtime.Writer.WriteAsync(turn => turn.Text("select id from tasks where instance_id = @instance", instance), CancellationToken.None))
            ?? throw new InvalidOperationException($"{errand} has no task.");
        var token = $"{errand}-task";
        await SendAsync(new ChaosRequest(Asked.Task, token, errand), async runtime => await new CompleteTask(runtime).RunAsync(task, token, CancellationToken.None) switch
        {
            null or { Code: "task-not-open" } => "", // done now, or by what was sent before
            { } other => throw new InvalidOperationException(other.ToString()),
        });
    }

    private static Func<IqRuntime, Task<string>> PublishAsync(string name, string? errand, string token) =>
        async runtime => (await new PublishEvent(runtime).RunAsync(name, token, errand, token, CancellationToken.None)).Started is [var started] ? started : "";

    private async Task OrderMailAsync(string id)
    {
        var now = world.Scheduler.Clock.GetUtcNow();
        var row = new MessageRow { Id = id, Occasion = "M53", Recipient = "counsellor", State = MessageState.Queued, Level = "INHALT", Languages = "de", ReasonCode = "simulated", Address = "x@example.org", Subject = id, Text = id, MessageId = id, CreatedAt = now, NextTryAt = now };
        await AnsweredAsync(runtime => runtime.Writer.WriteAsync(turn => MessageTable.Insert(turn, row) ? "" : "", CancellationToken.None));
        world.Mails.Add(id);
    }

    private async Task<string> SendAsync(ChaosRequest request, Func<IqRuntime, Task<string>> work)
    {
        world.History.Send(request);
        var answer = await AnsweredAsync(work);
        world.History.Acknowledge(request.Token, answer);
        return answer;
    }

    private async Task<string> AnsweredAsync(Func<IqRuntime, Task<string>> work)
    {
        while (true)
        {
            await world.Scheduler.DelayAsync(100);
            if (world.AnyNode() is not { } node)
                continue;
            if (!world.IsCalm && Random.Next(10) == 0)
                _ = AgainAsync(work); // the same once more, some time, to anybody
            try
            {
                var answer = await node.AskAsync(work);
                await world.Scheduler.DelayAsync(50);
                if (world.IsCalm || Random.Next(20) > 0)
                    return answer;
                // The answer was lost.
            }
            catch (Exception exception) when (exception is NodeGoneException or DatabaseUnavailableException)
            {
                // Whether it was done, nobody here knows.
            }
        }
    }

    private async Task AgainAsync(Func<IqRuntime, Task<string>> work)
    {
        try
        {
            await world.Scheduler.DelayAsync(2_000);
            if (world.AnyNode() is { } node)
                await node.AskAsync(work);
        }
        catch (Exception exception) when (exception is NodeGoneException or DatabaseUnavailableException)
        {
            // Nobody waits for the answer.
        }
    }
}
