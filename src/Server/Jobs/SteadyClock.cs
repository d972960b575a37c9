namespace IqWorkflows.Server.Jobs;

/// <summary>Goes on from when the process began, whatever is done to the machine's clock: who knocks at intervals must not stand still because somebody has set it back.</summary>
internal sealed class SteadyClock : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private readonly long _stamp = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _began + GetElapsedTime(_stamp);
}
