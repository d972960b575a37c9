using System.Globalization;
using FsCheck;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>How often random suites repeat: multiplied by the environment variable IQW_TEST_FACTOR.</summary>
internal static class Repetitions
{
    private static readonly int s_factor =
        int.TryParse(Environment.GetEnvironmentVariable("IQW_TEST_FACTOR"), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) ? Math.Max(1, factor) : 1;

    public static Config Of(int times) => Config.QuickThrowOnFailure.WithMaxTest(times * s_factor);
}
