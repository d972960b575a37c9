using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IqWorkflows.Server.Bench.Chaos.Nodes;

/// <summary>The line between one node and the database, which can be cut and can fall silent.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly int _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Socket> _lines = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private volatile Task _silence = Task.CompletedTask;

    /// <param name="target">Port of the database.</param>
    public Relay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all connections at once, without a farewell (RST): what was on its way is lost, in both directions.</summary>
    public void Cut()
    {
        foreach (var (near, far) in _lines)
        {
            Reset(near);
            Reset(far);
        }
    }

    /// <summary>Nothing gets through for a while, and nobody is told.</summary>
    public async Task FallSilentAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var silence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _silence = silence.Task;
        try
        {
            await Task.Delay(time, TimeProvider.System, cancellationToken);
        }
        finally
        {
            silence.SetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = CarryAsync(await _listener.AcceptSocketAsync(_end.Token));
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        _lines[near] = far;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            // Whichever side ends it, the other is told.
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // There is no database just now, or no run any more.
        }
        finally
        {
            _lines.TryRemove(near, out _);
            near.Dispose();
            far.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                await _silence;
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It was cut.
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It has ended already, or was never connected.
        }
    }
}
