using System.Diagnostics;
using System.Threading.Channels;
using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Storage.Steps;

/// <summary>The only writer of this process. It takes every step that waits, runs each in a savepoint of one transaction, commits once and only then answers the callers.</summary>
/// <remarks>
/// The work itself runs inside the turn: it reads what the turn before it wrote, so there are no lost races to repeat, and the disk, which
/// everybody waits for anyway, is waited for once per group. Turns are taken in the order in which they were asked for. Where several nodes share the
/// database, their groups go one after the other, too: a turn never meets half of another's.
/// </remarks>
public sealed class StepWriter : IAsyncDisposable
{
    private const int MostWaiting = 4096;

    // Beyond this the waiting time of the first in the group grows and nothing is gained.
    private const int MostPerCommit = 256;

    private readonly Database _database;
    private readonly Action? _lost;
    private readonly Action<string, Turn>? _changedElsewhere;
    private readonly OutgoingNews _news = new();
    private readonly Channel<PendingTurn> _waiting = Channel.CreateBounded<PendingTurn>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly List<PendingTurn> _group = new(MostPerCommit);
    private readonly Task _running;
    private StepConnection? _connection;
    private long _turns;
    private long _commits;
    private long _groupBegan;

    /// <param name="database">The database.</param>
    /// <param name="lost">Called between turns when a group or a single turn was lost: what was remembered of it must be forgotten.</param>
    /// <param name="changedElsewhere">Called before the first turn of a group with the name of what another node has changed: what was remembered of it must be forgotten, or read anew in the turn given.</param>
    public StepWriter(Database database, Action? lost = null, Action<string, Turn>? changedElsewhere = null)
    {
        _database = database;
        _lost = lost;
        _changedElsewhere = changedElsewhere;
        _running = database.WritesByHand ? Task.CompletedTask : Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many turns were taken and how many commits they needed: their ratio is the size of the groups.</summary>
    public (long Turns, long Commits) Count => (Interlocked.Read(ref _turns), Interlocked.Read(ref _commits));

    /// <summary>How many turns wait.</summary>
    internal int Waiting => _waiting.Reader.Count;

    /// <summary>Runs the work in a turn of its own.</summary>
    /// <param name="work">Reads and writes through the turn. If it throws, nothing it did is kept and only this caller hears of it. It must not wait for anything.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue; once in the queue, the turn is taken and answered.</param>
    /// <returns>What the work returned, once it is safe on the disk.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing was saved; try again.</exception>
    /// <exception cref="CommitInDoubtException">Whether it was saved is not known.</exception>
    /// <exception cref="WriterStoppedException">The writer was stopped.</exception>
    public Task<T> WriteAsync<T>(Func<Turn, T> work, CancellationToken cancellationToken)
    {
        var pending = new PendingTurn<T>(work);
        return _waiting.Writer.TryWrite(pending) ? pending.Answer : QueueAsync(pending, cancellationToken);
    }

    /// <summary>The same for a statement of which it is wanted how many rows it changed.</summary>
    public Task<int> WriteAsync(Func<Turn, RowCount> work, CancellationToken cancellationToken) => WriteAsync(turn => work(turn).ToInt32(), cancellationToken);

    /// <summary>The same for work without a result.</summary>
    public Task WriteAsync(Action<Turn> work, CancellationToken cancellationToken) => WriteAsync(
        turn =>
        {
            work(turn);
            return true;
        },
        cancellationToken);

    /// <summary>Takes the next turns on the thread of the caller; only where the database is written by hand.</summary>
    internal void TakeGroup(int most)
    {
        _group.Clear();
        while (_group.Count < most && _waiting.Reader.TryRead(out var pending))
            _group.Add(pending);
        RunGroup();
    }

    /// <summary>Ends as a process ends that is killed: nothing that waits is taken any more; only where the database is written by hand.</summary>
    internal void Kill()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>Takes no more turns, finishes those that wait, and closes the connection.</summary>
    public async Task StopAsync()
    {
        _waiting.Writer.TryComplete();
        await _running;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<T> QueueAsync<T>(PendingTurn<T> pending, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new WriterStoppedException();
        }
        return await pending.Answer;
    }

    private void Run()
    {
        var waiting = _waiting.Reader;
        while (waiting.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) // a thread of its own: it may block
        {
            _group.Clear();
            while (_group.Count < MostPerCommit && waiting.TryRead(out var pending))
                _group.Add(pending);
            RunGroup();
        }
        _connection?.Dispose();
        _connection = null;
    }

    private void RunGroup()
    {
        _news.Clear();
        _groupBegan = StepTelemetry.Timestamp();
        try
        {
            _connection ??= _database.OpenForWriting();
            foreach (var changed in _connection.Begin())
                _changedElsewhere?.Invoke(changed, new Turn(_connection));
            _connection.FinishTurn();
            foreach (var pending in _group)
                TakeTurn(_connection, pending);
            var commitBegan = StepTelemetry.Timestamp();
            _connection.Commit(_news);
            StepTelemetry.Committed(commitBegan, _group.Count);
        }
        catch (CommitInDoubtException exception)
        {
            Settle(exception);
            return;
        }
        catch (Exception exception) // whatever it is, the callers must hear of it and the writer must go on
        {
            Abandon(exception);
            return;
        }
        Answer();
    }

    private void TakeTurn(StepConnection connection, PendingTurn pending)
    {
        connection.BeginTurn();
        try
        {
            var turn = new Turn(connection);
            pending.Run(turn);
            connection.FinishTurn();
            turn.Check();
            turn.PassOn(_news);
        }
        catch (Exception exception) when (!_database.IsUnavailable(exception))
        {
            connection.UndoTurn();
            // The turn may have filled a memory from rows that are no more; it is filled again from the database.
            _lost?.Invoke();
            pending.Failed(exception);
        }
        connection.EndTurn();
    }

    private void Answer()
    {
        Interlocked.Add(ref _turns, _group.Count);
        Interlocked.Increment(ref _commits);
        foreach (var pending in _group)
        {
            pending.Committed();
            pending.Ended(_groupBegan, _group.Count);
        }
    }

    /// <summary>The answer to the commit was lost: the database is asked what became of the group, and the callers are told that.</summary>
    private void Settle(CommitInDoubtException doubt)
    {
        CloseConnection();
        switch (_database.WasCommitted(doubt.Group))
        {
            case true:
                Answer();
                break;
            case false:
                Abandon(doubt.InnerException ?? doubt);
                break;
            default:
                _lost?.Invoke();
                AbandonAll(doubt);
                break;
        }
    }

    private void Abandon(Exception exception)
    {
        // After an error of the disk the connection's view of the file is not to be trusted.
        CloseConnection();
        _lost?.Invoke();
        var unavailable = DatabaseUnavailableException.From(exception);
        AbandonAll(unavailable);
    }

    private void AbandonAll(Exception exception)
    {
        StepTelemetry.Lost();
        foreach (var pending in _group)
        {
            pending.Abandoned(exception);
            pending.Ended(_groupBegan, _group.Count);
        }
    }

    private void CloseConnection()
    {
        _connection?.Rollback();
        _connection?.Dispose();
        _connection = null;
    }

    private abstract class PendingTurn
    {
        private readonly long _asked = StepTelemetry.Timestamp();
        private readonly Activity? _span = StepTelemetry.Begin();

        public abstract void Run(Turn turn);

        public abstract void Failed(Exception exception);

        public abstract void Committed();

        public abstract void Abandoned(Exception exception);

        public void Ended(long groupBegan, int group) => StepTelemetry.Ended(_asked, groupBegan, _span, group);
    }

    private sealed class PendingTurn<T>(Func<Turn, T> work) : PendingTurn
    {
        // Callers go on elsewhere: the writer must not run their code.
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Turn? _turn;
        private T? _result;
        private Exception? _failure;

        public Task<T> Answer => _answer.Task;

        public override void Run(Turn turn)
        {
            _result = work(turn);
            turn.Finish();
            _turn = turn;
        }

        public override void Failed(Exception exception) => _failure = exception;

        public override void Committed()
        {
            if (_failure is not null)
            {
                _answer.TrySetException(_failure);
                return;
            }
            Debug.Assert(_turn is not null);
            _turn.Committed();
            _answer.TrySetResult(_result!); // the work returned it
        }

        public override void Abandoned(Exception exception) => _answer.TrySetException(_failure ?? exception);
    }
}
