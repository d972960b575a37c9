namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>Time as the simulation has it: it goes on when the scheduler says so.</summary>
internal sealed class SimClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset moment) => _now = moment > _now ? moment : _now;
}

/// <summary>What one process, or the world outside, has yet to do, in its order. Everything that waits asynchronously on it goes on through it.</summary>
internal sealed class SimLine : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Work, object? State)> _work = new();

    /// <summary>Whether its process is gone: what it had yet to do is never done.</summary>
    public bool IsCut { get; private set; }

    public bool HasWork => _work.Count > 0;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsCut)
            _work.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing may wait for another line.");

    public override SynchronizationContext CreateCopy() => this;

    public void Run(Func<Task> work) => Post(_ => work(), null);

    public void Cut()
    {
        IsCut = true;
        _work.Clear();
    }

    /// <summary>Does the next thing.</summary>
    public void Step()
    {
        var (work, state) = _work.Dequeue();
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            work(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}

/// <summary>Chooses what happens next, everything on one thread: the same seed makes the same choices, and so the same course.</summary>
internal sealed class SimScheduler(int seed)
{
    private readonly List<SimLine> _lines = [];
    private readonly List<Func<Action?>> _sources = [];
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _later = new();
    private long _order;

    public Random Random { get; } = new(seed);

    public SimClock Clock { get; } = new();

    /// <summary>How many choices were made.</summary>
    public int Choices { get; private set; }

    /// <summary>A number that two courses have in common only if they made the same choices at the same times.</summary>
    public ulong Course { get; private set; } = 14695981039346656037;

    public SimLine NewLine()
    {
        var line = new SimLine();
        _lines.RemoveAll(each => each.IsCut);
        _lines.Add(line);
        return line;
    }

    /// <param name="source">Gives something to do; null: there is nothing now.</param>
    public void AddSource(Func<Action?> source) => _sources.Add(source);

    public void After(TimeSpan time, Action action) => _later.Enqueue(action, ((Clock.GetUtcNow() + time).UtcTicks, _order++));

    /// <summary>Waits for a time of the simulation.</summary>
    public Task DelayAsync(TimeSpan time)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        After(time, over.SetResult);
        return over.Task;
    }

    public Task DelayAsync(int mostMilliseconds) => DelayAsync(TimeSpan.FromMilliseconds(Random.Next(mostMilliseconds + 1)));

    /// <summary>Lets one thing happen.</summary>
    /// <returns>False when there is nothing more to come.</returns>
    public bool Step()
    {
        Choices++;
        var ready = _lines.FindAll(line => line.HasWork);
        var actions = _sources.Select(source => source()).OfType<Action>().ToList();
        var isDue = _later.TryPeek(out _, out var next) && next.Ticks <= Clock.GetUtcNow().UtcTicks;
        var count = ready.Count + actions.Count + (isDue ? 1 : 0);
        // Time may go on while something waits to be done: whoever should do it is slow.
        if (_later.Count > 0 && (count == 0 || Random.Next(30) == 0))
        {
            Note(-1, next.Ticks);
            Clock.MoveTo(new DateTimeOffset(next.Ticks, TimeSpan.Zero));
            _later.Dequeue()();
            return true;
        }
        if (count == 0)
            return false;
        var choice = Random.Next(count);
        Note(choice, count);
        if (choice < ready.Count)
            ready[choice].Step();
        else if (choice < ready.Count + actions.Count)
            actions[choice - ready.Count]();
        else
            _later.Dequeue()();
        return true;
    }

    /// <summary>Makes something part of the course.</summary>
    public void Note(long first, long second)
    {
        foreach (var number in (ReadOnlySpan<long>)[first, second])
            Course = unchecked((Course ^ (ulong)number) * 1099511628211);
    }
}
