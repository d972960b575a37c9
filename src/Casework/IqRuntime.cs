using System.Threading.Channels;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Requests;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Http;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework;

/// <summary>What all use cases share: the writer, the engine, the programs, the clock. One per process and database; where several share a database, each is a node, and none is special.</summary>
public sealed class IqRuntime : IAsyncDisposable
{
    /// <summary>How many turns a job that goes through cases asks for at once: enough to share a commit, few enough that a person who asks for something meanwhile hardly waits.</summary>
    internal const int TogetherInBackground = 16;

    /// <summary>What nodes call the rules among each other.</summary>
    internal const string RuleMemory = "rules";

    /// <summary>What nodes call answers to requests among each other.</summary>
    internal const string AnswerTopic = "answer";

    private volatile CaseRoom? _cases;

    /// <param name="database">Where everything is kept; disposed with this.</param>
    /// <param name="compiler">Makes programs of definitions.</param>
    /// <param name="engine">Runs them.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">What the operator set.</param>
    /// <param name="writeLine">Gets instance id and text of every line that a workflow writes, after the commit, on the writer's thread; it must be quick. Null: nobody wants them.</param>
    /// <param name="rules">The rules by which cases go; null: this runtime has workflows only, and no cases.</param>
    public IqRuntime(
        Database database, ProgramCompiler compiler, WorkflowEngine engine, TimeProvider clock, RuntimeOptions options, Action<string, string>? writeLine, RuleBook? rules = null)
    {
        Database = database;
        Clock = clock;
        Options = options;
        Programs = new ProgramCache(compiler);
        Requests = new HeldRequests(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n"), database.IsShared); // the same moment twice makes two ids
        Writer = new StepWriter(database, Programs.ForgetAll, Forget);
        _cases = rules is null ? null : new CaseRoom(rules, Programs, options.Mail);
        var effects = new EffectKeeping(options, Inbox, Calls, Requests, writeLine, () => _cases?.Effects);
        Stepping = new Stepping(engine, Programs, new RunKeeping(Programs, effects, InstanceNews), () => _cases?.Snapshots);
        _cases?.ConnectTo(Stepping);
        Publishing = new Publishing(Stepping, Programs, Inbox);
    }

    public Database Database { get; }

    public TimeProvider Clock { get; }

    public RuntimeOptions Options { get; }

    /// <summary>The only way to write: also for what has nothing to do with workflows.</summary>
    public StepWriter Writer { get; }

    /// <summary>HTTP requests waiting for a workflow's answer.</summary>
    public HeldRequests Requests { get; }

    /// <summary>Tells which instances take a step.</summary>
    public ChangeNews InstanceNews { get; } = new("instance");

    internal InboxDoor Inbox { get; } = new();

    /// <summary>Rings when there is an outgoing request to send.</summary>
    internal Doorbell Calls { get; } = new();

    internal ProgramCache Programs { get; }

    internal Stepping Stepping { get; }

    internal Publishing Publishing { get; }

    /// <exception cref="InvalidOperationException">The runtime was opened without rules.</exception>
    internal CaseRoom Cases => _cases ?? throw new InvalidOperationException("This runtime was opened without the rules of cases; it has workflows only.");

    /// <summary>The rules by which cases go.</summary>
    /// <exception cref="InvalidOperationException">The runtime was opened without rules.</exception>
    public RuleBook Rules => Cases.Rules;

    /// <summary>Tells which cases change.</summary>
    /// <exception cref="InvalidOperationException">The runtime was opened without rules.</exception>
    public ChangeNews News => Cases.News;

    /// <summary>Makes everything ready for other rules.</summary>
    /// <returns>From its call on cases go by them. To be called on the writer's thread, after a commit, so that no step sees both.</returns>
    internal Action ReadyFor(RuleBook rules)
    {
        var cases = new CaseRoom(rules, Programs, Options.Mail, _cases?.News);
        cases.ConnectTo(Stepping);
        return () => _cases = cases;
    }

    /// <summary>Reads the rules again in a turn, when another node has changed them. Null: nobody can change them here.</summary>
    internal Action<Turn>? ReadRulesAgain { get; set; }

    /// <summary>Does what other nodes tell, until it is cancelled: wakes whoever waits here for what they have saved. Where the database is not shared, nobody tells anything.</summary>
    public async Task HearOthersAsync(CancellationToken cancellationToken)
    {
        var answered = Channel.CreateUnbounded<string>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetching = FetchAnswersAsync(answered, end.Token);
        try
        {
            await Database.HearAsync(news => Heard(news, answered.Writer), () => RingAll(answered.Writer), cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes what another node answered to a request that is held here.</summary>
    /// <returns>Null when there is nothing.</returns>
    public async Task<Effect.AnswerHttp?> TakeAnswerAsync(string handle, CancellationToken cancellationToken)
    {
        if (!Database.IsShared)
            return null;
        return await Writer.WriteAsync(turn => HttpAnswerRow.Take(turn, handle), cancellationToken) is { } written ? HeldRequests.Read(handle, written) : null;
    }

    /// <summary>Whether there are cases here, or workflows only.</summary>
    public bool HasCases => _cases is not null;

    internal DateTimeOffset Now => Clock.GetUtcNow();

    internal Task<DefinitionAnswer> ChangeDefinitionsAsync(
        Func<DefinitionBook, Turn, DateTimeOffset, DefinitionAnswer> change, CancellationToken cancellationToken, string? who = null) =>
        Writer.WriteAsync(turn => change(new DefinitionBook(Programs, who), turn, Now), cancellationToken);

    /// <summary>Changes a case in a turn of its own. What the case refuses on the way is an answer, and nothing is kept.</summary>
    internal async Task<CaseAnswer> ChangeCaseAsync(string? requestKey, Func<CaseRoom, Turn, DateTimeOffset, CaseAnswer> change, CancellationToken cancellationToken)
    {
        var cases = Cases;
        try
        {
            return await Writer.WriteAsync(
                turn =>
                {
                    var now = Now;
                    return OnceByKey.Run(turn, requestKey, now, () => change(cases, turn, now), CaseAnswer.Write, CaseAnswer.Read);
                },
                cancellationToken);
        }
        catch (CaseRefusedException refused)
        {
            return new CaseAnswer.Refused(refused.Reasons);
        }
    }

    private void Heard(NodeNews news, ChannelWriter<string> answered)
    {
        if (news.Topic == AnswerTopic && Requests.IsHeld(news.What))
            answered.TryWrite(news.What);
        else if (news.Topic == InstanceNews.Topic)
            InstanceNews.Pass(news.What);
        else if (_cases is { News: { } cases } && news.Topic == cases.Topic)
            cases.Pass(news.What);
    }

    /// <summary>Something may have been missed: everybody looks.</summary>
    private void RingAll(ChannelWriter<string> answered)
    {
        foreach (var handle in Requests.Handles)
            answered.TryWrite(handle);
        Inbox.Bell.Ring();
        Calls.Ring();
    }

    private async Task FetchAnswersAsync(Channel<string> answered, CancellationToken cancellationToken)
    {
        await foreach (var handle in answered.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                if (await TakeAnswerAsync(handle, cancellationToken) is { } answer)
                    Requests.Answer(answer);
            }
            catch (DatabaseTroubleException)
            {
                // Whoever waits looks once more before giving up.
            }
            catch (WriterStoppedException)
            {
                return;
            }
        }
    }

    private void Forget(string memory, Turn turn)
    {
        switch (memory)
        {
            case ProgramCache.Memory:
                Programs.ForgetAll();
                break;
            case RuleMemory:
                ReadRulesAgain?.Invoke(turn);
                break;
        }
    }

    /// <summary>Takes no more steps, finishes those under way, and closes the database. What is left in the inbox goes on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Database.Dispose();
    }
}
