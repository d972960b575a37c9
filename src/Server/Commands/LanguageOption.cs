using System.CommandLine;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Server.Commands;

/// <summary>The language in which a command tells about cases; its own sentences are English.</summary>
internal static class LanguageOption
{
    public static Option<string> Build()
    {
        var option = new Option<string>("--lang")
        {
            Description = "Language of what is told. Default: that of the environment (LC_ALL, LC_MESSAGES, LANG) if it is German, else English.",
            HelpName = "de|en",
            DefaultValueFactory = _ => OfEnvironment(Environment.GetEnvironmentVariable),
        };
        option.AcceptOnlyFromAmong("de", "en");
        return option;
    }

    /// <summary>The first of the variables that says something decides, as everywhere.</summary>
    internal static string OfEnvironment(Func<string, string?> variable) =>
        ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(variable).FirstOrDefault(value => value is { Length: > 0 }) is { } said
        && (said == "de" || said.StartsWith("de_", StringComparison.OrdinalIgnoreCase) || said.StartsWith("de.", StringComparison.OrdinalIgnoreCase)) ? "de" : "en";

    public static Language Of(string? value) => value == "de" ? Language.German : Language.English;
}
