namespace IqWorkflows.Server.Tests.Commands;

/// <summary>Runs that would take years, or count beyond what a number holds, are refused before they begin.</summary>
public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("fuzz", "--minutes", "0")]
    [InlineData("fuzz", "--minutes", "NaN")]
    [InlineData("fuzz", "--minutes", "10081")]
    [InlineData("fuzz", "--only", "-1")]
    [InlineData("fuzz", "--only", "100000001")]
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
