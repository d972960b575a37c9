using System.Globalization;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Bench.Chaos.Nodes;

/// <summary>One of several servers on one database, whichever process it is just now, with its line to the database and its clock.</summary>
internal sealed class ChaosNode : IAsyncDisposable
{
    private readonly int _number;
    private readonly string _folder;
    private readonly ServerSeat _seat;
    private readonly string[] _words;
    private readonly StreamWriter _log;
    // It does not die while it stands still, nor the other way round: each trouble has it for itself.
    private readonly SemaphoreSlim _one = new(1);
    private ServerProcess? _process;

    public ChaosNode(int number, string parent, PrivatePostgres postgres, int mailPort, ServerSeat seat)
    {
        (_number, _seat) = (number, seat);
        _folder = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"node-{number}"));
        Directory.CreateDirectory(_folder);
        _log = new StreamWriter(Path.Combine(_folder, "log"));
        Line = new Relay(postgres.Port);
        SetClock(0);
        _words =
        [
            "--database", postgres.Connection(Line.Port),
            "--smtp-host", "127.0.0.1", "--smtp-port", mailPort.ToString(CultureInfo.InvariantCulture), "--smtp-security", "none", "--smtp-timeout", "5",
        ];
    }

    /// <summary>Between it and the database.</summary>
    public Relay Line { get; }

    /// <summary>The key, if it was the first on the database.</summary>
    public string? ApiKey => _process?.ApiKey;

    private string ClockFile => Path.Combine(_folder, "clock");

    /// <summary>Starts it as often as it takes: it refuses while there is no database.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            _process = ServerProcess.Start(_folder, _words, new Dictionary<string, string> { [MachineClock.Variable] = ClockFile }, Write);
            try
            {
                _seat.Serve(await _process.ServingAsync(cancellationToken), _number);
                return;
            }
            catch (InvalidOperationException) when (tries < 100)
            {
                _process.Dispose();
            }
        }
    }

    /// <summary>Kills it with SIGKILL, and starts it again after a while.</summary>
    public Task KillAsync(TimeSpan away, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        await EndAsync();
        await Task.Delay(away, TimeProvider.System, cancellationToken);
        await StartAsync(cancellationToken);
    });

    /// <summary>Lets it stand still for a while. Callers do not know, and go on asking it.</summary>
    public Task StandStillAsync(TimeSpan time, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        if (_process is not { } process)
            return;
        await process.StopAsync();
        try
        {
            await Task.Delay(time, TimeProvider.System, cancellationToken);
        }
        finally
        {
            await process.ContinueAsync();
        }
    });

    /// <summary>Sets its machine's clock wrong.</summary>
    public void SetClock(int seconds)
    {
        // In one go: the node reads it at any moment.
        File.WriteAllText(ClockFile + ".new", seconds.ToString(CultureInfo.InvariantCulture));
        File.Move(ClockFile + ".new", ClockFile, overwrite: true);
    }

    public async Task EndAsync()
    {
        if (_process is null)
            return;
        _seat.Vacate(_number);
        await _process.KillAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        await Line.DisposeAsync();
        lock (_log)
            _log.Dispose();
        _one.Dispose();
    }

    private async Task AloneAsync(Func<Task> act)
    {
        await _one.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            _one.Release();
        }
    }

    private void Write(string line)
    {
        lock (_log)
        {
            if (_log.BaseStream is { CanWrite: true })
                _log.WriteLine(line);
        }
    }
}
