using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>The server as a process of its own on a port that the system chose.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    // Not a limit that anything is measured by: without it a server that hangs would hang its test.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _said = new();
    private readonly Action<string>? _log;

    private ServerProcess(Process process, Action<string>? log) => (_process, _log) = (process, log);

    /// <summary>The key, if this was the first start on its folder.</summary>
    public string? ApiKey { get; private set; }

    /// <summary>Its number at the system.</summary>
    public int Id => _process.Id;

    /// <param name="dataFolder">Its folder.</param>
    /// <param name="more">More words of its command line.</param>
    /// <param name="environment">More of its environment.</param>
    /// <param name="log">Gets every line that it says; null: nobody wants them.</param>
    public static ServerProcess Start(string dataFolder, IReadOnlyList<string>? more = null, IReadOnlyDictionary<string, string>? environment = null, Action<string>? log = null)
    {
        var start = new ProcessStartInfo(Host(), [typeof(ServerProcess).Assembly.Location, ServeCommand.Name, "--urls", "http://127.0.0.1:0", "--data", dataFolder, .. more ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            // It lives for a moment only: preparing to run faster later would cost more than it brings.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, log);
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server._process.Exited += (_, _) => server._serving.TrySetException(new InvalidOperationException($"The server ended before it served. It said:\n{server.Said}"));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until it answers requests.</summary>
    /// <returns>Where.</returns>
    public Task<Uri> ServingAsync(CancellationToken cancellationToken) => _serving.Task.WaitAsync(s_patience, cancellationToken);

    /// <summary>Ends it by SIGKILL: nothing of its own runs any more. What it has given to the system is still written, other than in a power cut.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Lets it stand still (SIGSTOP): it is there and does nothing.</summary>
    public Task StopAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on (SIGCONT), as if no time had passed.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var sending = Process.Start("bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process.Id}")]);
        await sending.WaitForExitAsync(CancellationToken.None);
    }

    private string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _log?.Invoke(line);
        if (_serving.Task.IsCompleted)
            return;
        lock (_said)
            _said.AppendLine(line);
        if (KeyLine().Match(line) is { Success: true } key)
            ApiKey = key.Groups["key"].Value;
        if (ServingLine().Match(line) is { Success: true } serving)
            _serving.TrySetResult(new Uri(serving.Groups["url"].Value));
    }

    /// <summary>The runtime that runs this process, so that it need not be on the path.</summary>
    private static string Host()
    {
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }

    [GeneratedRegex(@"API key[^:]*: (?<key>\S+)")]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"Serving (?<url>http://127\.0\.0\.1:\d+)")]
    private static partial Regex ServingLine();
}
