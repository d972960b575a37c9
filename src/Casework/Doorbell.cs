using System.Threading.Channels;

namespace IqWorkflows.Casework;

/// <summary>Wakes whoever waits for work within this process. Ringing twice before anybody comes is ringing once; the work itself is in rows.</summary>
internal sealed class Doorbell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Waits until it was rung since the last time.</summary>
    public async Task RungAsync(CancellationToken cancellationToken) => await _rings.Reader.ReadAsync(cancellationToken);
}
