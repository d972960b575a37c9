using System.Net;
using System.Net.Sockets;

namespace IqWorkflows.TestKit;

/// <summary>Stands between a program and a server, and cuts the connection at the worst moment.</summary>
public sealed class CutConnection : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private volatile int _next;

    /// <param name="serverPort">Where the server listens on this machine.</param>
    public CutConnection(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether connections are taken at all.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>What the program sends next does not reach the server any more.</summary>
    public void LoseNextQuestion() => _next = 1;

    /// <summary>What the program sends next reaches the server, but its answer is lost.</summary>
    public void LoseNextAnswer() => _next = 2;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                if (!IsOpen)
                {
                    client.Dispose();
                    continue;
                }
                var server = new TcpClient { NoDelay = true };
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
                _ = PassAsync(client, server);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client, TcpClient server)
    {
        var isCut = false;
        using (client)
        using (server)
            await Task.WhenAny(FromClientAsync(), FromServerAsync());

        async Task FromClientAsync()
        {
            var buffer = new byte[65536];
            int length;
            while ((length = await ReadAsync(client, buffer)) > 0)
            {
                switch (Interlocked.Exchange(ref _next, 0))
                {
                    case 1:
                        return;
                    case 2:
                        isCut = true;
                        break;
                }
                await server.GetStream().WriteAsync(buffer.AsMemory(0, length));
            }
        }

        async Task FromServerAsync()
        {
            var buffer = new byte[65536];
            int length;
            while ((length = await ReadAsync(server, buffer)) > 0)
            {
                if (isCut)
                    return; // the server has done it and said so
                await client.GetStream().WriteAsync(buffer.AsMemory(0, length));
            }
        }
    }

    private static async Task<int> ReadAsync(TcpClient from, byte[] buffer)
    {
        try
        {
            return await from.GetStream().ReadAsync(buffer);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return 0;
        }
    }
}
