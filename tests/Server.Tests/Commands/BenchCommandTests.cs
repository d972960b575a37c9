namespace IqWorkflows.Server.Tests.Commands;

/// <summary>Runs that would take years, count beyond what a number holds, or have nothing to measure are refused before they begin.</summary>
public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("fuzz", "--minutes", "0")]
    [InlineData("fuzz", "--minutes", "NaN")]
    [InlineData("fuzz", "--minutes", "10081")]
    [InlineData("fuzz", "--only", "-1")]
    [InlineData("fuzz", "--only", "100000001")]
    [InlineData("chaos", "--nodes", "0")]
    [InlineData("chaos", "--nodes", "17")]
    [InlineData("chaos", "--instances", "0")]
    [InlineData("chaos", "--instances", "5")] // of which there is nothing to say for one server
    [InlineData("chaos", "--minutes", "NaN")]
    [InlineData("chaos", "--kills", "-1")]
    [InlineData("desk", "--load", "-1")]
    [InlineData("server", "--seconds", "0")]
    [InlineData("timers", "--timers", "999")]
    [InlineData("timers", "--server", "Host=127.0.0.1;Port=9")]
    [InlineData("steps", "--server", "Hst=somewhere")]
    [InlineData("simulate", "--seeds", "0")]
    [InlineData("simulate", "--seeds", "10000001")]
    [InlineData("simulate", "--seed", "2147483647")]
    public async Task What_is_out_of_bounds_is_refused_by_its_name(string what, string option, string value)
    {
        var ran = await Iqw.RunAsync("bench", what, option, value);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(option, ran.Error, StringComparison.Ordinal);
    }
}
