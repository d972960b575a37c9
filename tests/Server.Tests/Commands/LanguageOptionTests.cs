using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Tests.Commands;

public sealed class LanguageOptionTests
{
    [Theory]
    [InlineData("", "", "", "en")]
    [InlineData("", "", "de_DE.UTF-8", "de")]
    [InlineData("", "", "de", "de")]
    [InlineData("", "", "dekanat", "en")]
    [InlineData("", "en_US.UTF-8", "de_DE.UTF-8", "en")]
    [InlineData("de_AT", "en_US.UTF-8", "C", "de")]
    [InlineData("", "", "uk_UA.UTF-8", "en")]
    public void The_environment_decides_between_German_and_English(string all, string messages, string lang, string expected)
    {
        var environment = new Dictionary<string, string?> { ["LC_ALL"] = all, ["LC_MESSAGES"] = messages, ["LANG"] = lang };

        Assert.Equal(expected, LanguageOption.OfEnvironment(name => environment[name]));
    }
}
