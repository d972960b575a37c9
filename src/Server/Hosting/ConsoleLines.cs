using System.Threading.Channels;

namespace IqWorkflows.Server.Hosting;

/// <summary>Lines that workflows write, on their way to the console. A terminal that stands still must not hold up the writer of the database.</summary>
internal sealed class ConsoleLines : BackgroundService
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Write(string instanceId, string text) => _lines.Writer.TryWrite($"{instanceId}: {text}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(stoppingToken))
                await Console.Out.WriteLineAsync(line);
        }
        catch (OperationCanceledException)
        {
            while (_lines.Reader.TryRead(out var line))
                await Console.Out.WriteLineAsync(line);
        }
    }
}
