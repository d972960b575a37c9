namespace IqWorkflows.Server.Hosting;

/// <summary>Before a server stops it says for a while that it is not ready, and goes on answering: whoever spreads requests over the nodes has time to leave this one out.</summary>
/// <param name="time">How long; nothing where there is only one node.</param>
internal sealed class Draining(TimeSpan time) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    /// <summary>Whether it is about to stop.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>Comes before any service stops, also before the doors are closed.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        // Real time: whoever spreads the requests looks by it.
        await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
