using System.Globalization;

namespace IqWorkflows.Server.Hosting;

/// <summary>This machine's clock, as it would be if somebody had set it wrong. For the chaos run only, which lets the clocks of its nodes jump.</summary>
/// <param name="offsetFile">File that says by how many seconds it is wrong; it is looked at again and again.</param>
internal sealed class MachineClock(string offsetFile) : TimeProvider
{
    /// <summary>Name in the environment of that file.</summary>
    public const string Variable = "IQ_BENCH_CLOCK";

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    private long _looked;
    private long _offset;

    /// <summary>The machine's own clock, unless the chaos run has started this process.</summary>
    public static TimeProvider OfThisProcess() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? new MachineClock(file) : System;

    public override DateTimeOffset GetUtcNow()
    {
        if (GetElapsedTime(Interlocked.Read(ref _looked)) > s_betweenLooks)
        {
            Interlocked.Exchange(ref _looked, GetTimestamp());
            if (long.TryParse(File.ReadAllText(offsetFile), CultureInfo.InvariantCulture, out var offset))
                Interlocked.Exchange(ref _offset, offset);
        }
        return base.GetUtcNow() + TimeSpan.FromSeconds(Interlocked.Read(ref _offset));
    }
}
