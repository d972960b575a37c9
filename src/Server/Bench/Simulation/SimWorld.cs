using System.Globalization;
using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>Nodes on one database in memory, callers, and a mail server, all on one thread and one clock.</summary>
internal sealed class SimWorld
{
    private const int MostNodes = 3;
    private static readonly Lazy<RuleBook> s_rules = new(() => RuleBook.Load(ServerOptions.ShippedRules).Book ?? throw new InvalidDataException("The shipped rules have mistakes."));
    private static int s_last;

    private readonly List<SimNode> _nodes = [];
    private readonly Database _database;
    private readonly SimLine _outside;

    private SimWorld(int seed, SimFault fault)
    {
        (Seed, Fault, Scheduler) = (seed, fault, new SimScheduler(seed));
        _database = Database.InMemory(string.Create(CultureInfo.InvariantCulture, $"simulation-{Interlocked.Increment(ref s_last)}"), byHand: true);
        _outside = Scheduler.NewLine();
        Transport = new SimTransport(this);
    }

    public int Seed { get; }

    public SimFault Fault { get; }

    public SimScheduler Scheduler { get; }

    public SimTransport Transport { get; }

    public static RuleBook Rules => s_rules.Value;

    public ChaosHistory History { get; } = new();

    /// <summary>Mails that were acknowledged.</summary>
    public HashSet<string> Mails { get; } = new(StringComparer.Ordinal);

    public int Deaths { get; private set; }

    /// <summary>Whether nothing fails any more, so that everything may come to its end.</summary>
    public bool IsCalm { get; private set; }

    public bool IsPlanted { get; private set; }

    /// <summary>What must not happen in a node.</summary>
    public List<Finding> Failures { get; } = [];

    /// <summary>Runs one seed to its end and checks what is left.</summary>
    public static SimOutcome Run(int seed, SimFault fault)
    {
        var world = new SimWorld(seed, fault);
        try
        {
            return world.Run();
        }
        finally
        {
            foreach (var node in world._nodes)
                node.Die();
            world._database.Dispose();
        }
    }

    /// <summary>A node that is alive; null: none is just now.</summary>
    public SimNode? AnyNode() => _nodes.Count == 0 ? null : _nodes[Scheduler.Random.Next(_nodes.Count)];

    public void Kill(SimNode node)
    {
        Deaths++;
        var place = _nodes.IndexOf(node);
        node.Die();
        _nodes.Remove(node);
        Scheduler.After(TimeSpan.FromMilliseconds(Scheduler.Random.Next(3_000)), () => Begin(sendsMail: place == 0));
    }

    public void Failed(Exception exception) => Failures.Add(new Finding("failed", exception.ToString()));

    private void Begin(bool sendsMail)
    {
        var node = new SimNode(this, _database, sendsMail);
        if (sendsMail)
            _nodes.Insert(0, node); // the one that sends mails is always the first
        else
            _nodes.Add(node);
    }

    private SimOutcome Run()
    {
        Scheduler.AddSource(() => _nodes.FindAll(node => node.HasTurns) is { Count: > 0 } those ? those[those.Count == 1 ? 0 : Scheduler.Random.Next(those.Count)].TakeGroup : null);
        var isOver = false;
        _outside.Run(async () =>
        {
            try
            {
                await LiveAsync();
            }
            catch (Exception exception) // told as a finding, with the seed
            {
                Failed(exception);
            }
            isOver = true;
        });
        IsCalm = true;
        Begin(sendsMail: true);
        while (!isOver && Scheduler.Choices < SimOutcome.MostChoices && Scheduler.Step())
        {
        }
        if (!isOver)
            Failures.Add(new Finding("no-rest", $"It does not come to rest: {Scheduler.Choices} choices, {Scheduler.Clock.GetUtcNow():O}"));
        return SimCheck.Of(this, _nodes, _database);
    }

    private async Task LiveAsync()
    {
        foreach (var definition in ChaosDefinitions.Of(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)))
            await AskAsync(runtime => new ImportDefinition(runtime).RunAsync(Encoding.UTF8.GetBytes(definition), PublishCare.NoErrors, CancellationToken.None));
        for (var more = Scheduler.Random.Next(MostNodes); more > 0; more--)
            Begin(sendsMail: false);
        IsCalm = false;
        var planting = Fault == SimFault.None ? Task.CompletedTask : PlantAsync();
        await Task.WhenAll(Enumerable.Range(0, 1 + Scheduler.Random.Next(3)).Select(lane => new SimCaller(this, lane).RunAsync()));
        IsCalm = true;
        // Nobody asks for anything any more. What was begun comes to its end within a while, or never.
        for (var seconds = 0; seconds < SimOutcome.Patience && !await IsAtRestAsync(); seconds++)
            await Scheduler.DelayAsync(TimeSpan.FromSeconds(1));
        _ = planting;
    }

    /// <summary>Asks some node, until one answers.</summary>
    public async Task<T> AskAsync<T>(Func<IqRuntime, Task<T>> work)
    {
        while (true)
        {
            try
            {
                if (AnyNode() is { } node)
                    return await node.AskAsync(work);
            }
            catch (Exception exception) when (exception is NodeGoneException or DatabaseUnavailableException)
            {
                // Another one, or the same later.
            }
            await Scheduler.DelayAsync(300);
        }
    }

    private async Task<bool> IsAtRestAsync() => await AskAsync(runtime => runtime.Writer.WriteAsync(
        turn => turn.Number("select (select count(*) from inbox where state = 'Pending') + (select count(*) from timers) + (select count(*) from messages where state in ('Queued', 'Claimed'))") == 0, CancellationToken.None));

    private async Task PlantAsync()
    {
        await Scheduler.DelayAsync(1_000);
        while (!await AskAsync(runtime => runtime.Writer.WriteAsync(turn => SimPlanting.Plant(turn, Fault, runtime.Clock.GetUtcNow()), CancellationToken.None)))
            await Scheduler.DelayAsync(20);
        while (Fault == SimFault.DoubleFire && !await AskAsync(runtime => runtime.Writer.WriteAsync(SimPlanting.FireAgain, CancellationToken.None)))
            await Scheduler.DelayAsync(20);
        IsPlanted = true;
    }
}
