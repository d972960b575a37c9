using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class DurationTests
{
    [Theory]
    [InlineData("14d", "14.00:00:00")]
    [InlineData("2h", "02:00:00")]
    [InlineData("90m", "01:30:00")]
    [InlineData("30s", "00:00:30")]
    [InlineData("1.5h", "01:30:00")]
    [InlineData("00:05:00", "00:05:00")]
    [InlineData("1.02:00:00", "1.02:00:00")]
    [InlineData("0s", "00:00:00")]
    public void What_people_type_is_understood(string text, string expected)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(expected, duration.ToString("c"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")] // days or minutes?
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("-00:05:00")]
    [InlineData("1w")]
    [InlineData("1,5h")]
    [InlineData("99999999999d")]
    [InlineData("9999999d")]
    public void Anything_else_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));
}
