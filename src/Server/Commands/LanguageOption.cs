using System.CommandLine;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Server.Commands;

/// <summary>The language in which a command tells about cases; its own sentences are English.</summary>
internal static class LanguageOption
{
    public static Option<string> Build()
    {
        var option = new Option<string>("--lang") { Description = "Language of what is told.", HelpName = "de|en", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("de", "en");
        return option;
    }

    public static Language Of(string? value) => value == "de" ? Language.German : Language.English;
}
