using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Server.Mail;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Bench.Chaos.Nodes;

/// <summary>What is asked of a run on several nodes.</summary>
/// <param name="Nodes">How many share the database.</param>
/// <param name="Instances">How many instances there shall be at least; null: as many as come in the time.</param>
/// <param name="Time">How long it runs at least; null: until there are as many instances.</param>
/// <param name="Seed">Chooses moments and what callers do.</param>
internal sealed record NodesPlan(int Nodes, int? Instances, TimeSpan? Time, int Seed);

/// <summary>What a run came to.</summary>
/// <param name="Troubles">What went wrong on purpose, and how often.</param>
/// <param name="Sent">Different requests sent.</param>
/// <param name="Acknowledged">Requests acknowledged.</param>
/// <param name="Instances">Instances in the database.</param>
/// <param name="Steps">Steps that were run again and compared.</param>
/// <param name="Timers">Timers that fired.</param>
/// <param name="Mails">Mails by what became of them.</param>
/// <param name="Findings">What must not be; empty when every promise was kept.</param>
internal sealed record NodesResult(
    IReadOnlyDictionary<Trouble, int> Troubles, int Sent, int Acknowledged, int Instances, int Steps, int Timers, IReadOnlyDictionary<MessageState, int> Mails, IReadOnlyList<Finding> Findings)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {string.Join(", ", Troubles.Select(trouble => $"{trouble.Key} {trouble.Value}"))}
        {Sent} requests sent, {Acknowledged} acknowledged; {Instances} instances, {Steps} steps run again; {Timers} timers fired; mails: {string.Join(", ", Mails.Select(mail => $"{mail.Key} {mail.Value}"))}; {Findings.Count} findings
        """);
}

/// <summary>Several nodes on one PostgreSQL server, to which everything happens that can happen, while callers use them. Then it is proved that nothing was lost and nothing done twice.</summary>
internal sealed class NodesRun(NodesPlan plan, string folder, Action<string> say)
{
    private const int Lanes = 48;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(500);
    // Whatever has not come to its end by then never will, and is found.
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(2);

    private readonly ChaosHistory _history = new();
    private readonly ServerSeat _seat = new();

    public async Task<NodesResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var postgres = await PrivatePostgres.StartAsync(folder, waitsForDisk: false, cancellationToken);
        await using var sink = new MailSink(plan.Seed);
        var watch = new DatabaseWatch(postgres);
        var nodes = Enumerable.Range(0, plan.Nodes).Select(number => new ChaosNode(number, folder, postgres, sink.Port, _seat)).ToList();
        try
        {
            await nodes[0].StartAsync(cancellationToken);
            using var caller = new ChaosCaller(_seat, nodes[0].ApiKey ?? throw new InvalidOperationException("The server did not print its key."), s_patience);
            await Task.WhenAll(nodes.Skip(1).Select(node => node.StartAsync(cancellationToken)));
            await PrepareAsync(caller, watch, cancellationToken);
            var troubles = new Troubles(nodes, postgres, watch, plan.Seed);
            await LoadAsync(caller, troubles, cancellationToken);
            sink.IsCalm = true;
            foreach (var node in nodes)
                node.SetClock(0);
            await RestAsync(watch, cancellationToken);
            var shown = await ShownState.ReadAsync(caller, cancellationToken);
            foreach (var node in nodes)
                await node.EndAsync();
            return await CheckAsync(postgres, sink, watch, shown, troubles, cancellationToken);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private static async Task PrepareAsync(ChaosCaller caller, DatabaseWatch watch, CancellationToken cancellationToken)
    {
        // Long enough that at any moment many wait, for whom a clock that jumps would be a temptation.
        foreach (var definition in (string[])[ChaosDefinitions.Procedure, .. ChaosDefinitions.Of(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8))])
        {
            if (await caller.PostAsync("/api/definitions?publish=true", definition, null, isOnce: false, cancellationToken) is not { IsGood: true } answer)
                throw new InvalidOperationException("A definition was not published.");
        }
        var centre = $"/api/centres/{ChaosLoad.Centre}";
        if (await caller.PutAsync(centre, new JsonObject { ["name"] = "Dortmund", ["land"] = "NW" }, cancellationToken) is not { IsGood: true } saved)
            throw new InvalidOperationException("The centre was not saved.");
        await watch.BeginAsync();
    }

    private async Task LoadAsync(ChaosCaller caller, Troubles troubles, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var load = new ChaosLoad(_history, caller, plan.Seed, opensCases: true);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var trouble = troubles.RunAsync(calm.Token);
        var told = TimeSpan.Zero;
        var isEnough = false;
        var lanes = Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => load.RunAsync(lane, () => !Volatile.Read(ref isEnough), cancellationToken)));
        while (!isEnough && !lanes.IsCompleted && !trouble.IsCompleted)
        {
            await Task.WhenAny(lanes, trouble, Task.Delay(s_betweenLooks, TimeProvider.System, cancellationToken));
            var time = TimeProvider.System.GetElapsedTime(begun);
            if (time - told > TimeSpan.FromSeconds(10))
            {
                told = time;
                say(string.Create(CultureInfo.InvariantCulture, $"after {time.TotalSeconds:0} s: {_history.Acknowledged} requests acknowledged, about {_history.Instances} instances; {troubles.Counts.Values.Sum()} troubles"));
            }
            Volatile.Write(ref isEnough, (plan.Instances is null || _history.Instances >= plan.Instances) && (plan.Time is null || time >= plan.Time));
        }
        await await Task.WhenAny(lanes, trouble); // what was begun is seen through, in the midst of trouble; a trouble that ends before it is told to has failed
        await calm.CancelAsync();
        await trouble;
    }

    private static async Task RestAsync(DatabaseWatch watch, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await watch.IsAtRestAsync(cancellationToken) && TimeProvider.System.GetElapsedTime(begun) < s_rest)
            await Task.Delay(s_betweenLooks, TimeProvider.System, cancellationToken);
    }

    private async Task<NodesResult> CheckAsync(PrivatePostgres postgres, MailSink sink, DatabaseWatch watch, ShownState shown, Troubles troubles, CancellationToken cancellationToken)
    {
        var database = await Database.OpenPostgresAsync(postgres.Connection(), cancellationToken);
        var engine = new WorkflowEngine(EngineLimits.Default);
        var rules = RuleBook.Load(ServerOptions.ShippedRules).Book ?? throw new InvalidDataException("The shipped rules have mistakes.");
        var compiler = new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), rules.Names.Problems);
        var clock = new LaterClock();
        await using var runtime = new IqRuntime(database, compiler, engine, clock, new RuntimeOptions(), writeLine: null, rules);
        var stored = await StoredState.ReadAsync(runtime, cancellationToken);
        var messages = await SendRestAsync(runtime, clock, rules, sink, cancellationToken);
        var fired = await watch.FiredAsync(cancellationToken);
        return new NodesResult(
            troubles.Counts,
            _history.Sent.Count,
            _history.Acknowledged,
            stored.Instances.Count,
            stored.Instances.Sum(instance => instance.Steps.Count),
            fired.Count,
            messages.CountBy(message => message.State).ToDictionary(),
            [
                .. HistoryCheck.Run(_history, stored, engine),
                .. shown.Differences(stored),
                .. TimerCheck.Run(stored, fired),
                .. stored.Instances.SelectMany(TimerCheck.Early),
                .. MailCheck.Run(messages, sink.Taken),
                .. MailCheck.Written(_history, messages),
            ]);
    }

    /// <summary>One more node, by whose clock all is past: the waits after a refusal, the quiet hours, and the time after which a mail that a dead node had taken is given up.</summary>
    private static async Task<List<MessageRow>> SendRestAsync(IqRuntime runtime, LaterClock clock, RuleBook rules, MailSink sink, CancellationToken cancellationToken)
    {
        var outbox = new DeliverOutbox(runtime, rules, new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.None }));
        for (var days = 1; days <= 4; days++)
        {
            clock.Ahead = TimeSpan.FromDays(days);
            await outbox.RunAsync(cancellationToken);
        }
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Messages.AsNoTracking().ToListAsync(cancellationToken);
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
