namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Where callers find a server, whichever process it is just now and however many there are; and what tells the killer that its moment has come.</summary>
internal sealed class ServerSeat
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Uri> _serving = [];
    private TaskCompletionSource _isServed = NewServing();
    private int _turns;
    private TaskCompletionSource _moment = new();
    private int _untilMoment;
    private bool _countsAnswers;

    /// <summary>One server after the other. Waits while there is none.</summary>
    public async Task<Uri> AddressAsync()
    {
        while (true)
        {
            Task isServed;
            lock (_lock)
            {
                if (_serving.Count > 0)
                    return _serving.Values.ElementAt(_turns++ % _serving.Count);
                isServed = _isServed.Task;
            }
            await isServed;
        }
    }

    /// <param name="address">Where it is.</param>
    /// <param name="node">Which of several.</param>
    public void Serve(Uri address, int node = 0)
    {
        lock (_lock)
        {
            _serving[node] = address;
            _isServed.TrySetResult();
        }
    }

    /// <summary>From now on callers wait for the next server, if there is no other.</summary>
    public void Vacate(int node = 0)
    {
        lock (_lock)
        {
            _serving.Remove(node);
            if (_serving.Count == 0)
                _isServed = NewServing();
        }
    }

    /// <summary>Completes when so many requests more were sent, or answered.</summary>
    public Task MomentAsync(int requests, bool countsAnswers)
    {
        lock (_lock)
        {
            _moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_untilMoment, _countsAnswers) = (requests, countsAnswers);
            if (requests == 0)
                _moment.SetResult();
            return _moment.Task;
        }
    }

    public void Sent() => Count(isAnswer: false);

    public void Answered() => Count(isAnswer: true);

    private void Count(bool isAnswer)
    {
        lock (_lock)
        {
            if (isAnswer == _countsAnswers && _untilMoment > 0 && --_untilMoment == 0)
                _moment.TrySetResult();
        }
    }

    private static TaskCompletionSource NewServing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
