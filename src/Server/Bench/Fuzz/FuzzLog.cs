using System.Collections.Concurrent;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Listens to the server's log: whatever it calls an error was not foreseen.</summary>
internal sealed class FuzzLog : ILoggerProvider
{
    private const int Most = 1_000;

    private readonly ConcurrentQueue<string> _errors = new();

    public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

    /// <summary>What was logged since this was asked last.</summary>
    public IEnumerable<string> Take()
    {
        while (_errors.TryDequeue(out var error))
            yield return error;
    }

    public void Dispose()
    {
        // There is nothing to let go; the interface asks for it.
    }

    private sealed class Listener(FuzzLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && log._errors.Count < Most)
                log._errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
