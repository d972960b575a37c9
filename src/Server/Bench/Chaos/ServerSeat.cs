namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Where callers find the server, whichever process it is just now; and what tells the killer that its moment has come.</summary>
internal sealed class ServerSeat
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<Uri> _address = NewAddress();
    private TaskCompletionSource _moment = new();
    private int _untilMoment;
    private bool _countsAnswers;

    /// <summary>Waits while there is no server.</summary>
    public Task<Uri> AddressAsync()
    {
        lock (_lock)
            return _address.Task;
    }

    public void Serve(Uri address)
    {
        lock (_lock)
            _address.SetResult(address);
    }

    /// <summary>From now on callers wait for the next server.</summary>
    public void Vacate()
    {
        lock (_lock)
            _address = NewAddress();
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

    private static TaskCompletionSource<Uri> NewAddress() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
