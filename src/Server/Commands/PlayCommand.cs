using System.CommandLine;
using System.Globalization;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw play</c>: plays case scripts against the procedures and checks what the scripts expect.</summary>
internal static class PlayCommand
{
    private const int MostDifferencesTold = 20;

    public static Command Build()
    {
        var scripts = new Argument<string[]>("SCRIPT") { Description = "Case scripts (docs/case-scripts.md).", Arity = ArgumentArity.OneOrMore };
        var kills = new Option<int>("--kill") { Description = "Play on a file and kill the process so often, at moments that chance chooses; the timeline must be the same.", HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "The same seed kills at the same moments.", HelpName = "SEED", DefaultValueFactory = _ => 1 };
        var mails = new Option<string?>("--mail-folder") { Description = "Put the mails of the story into this folder as .eml files.", HelpName = "DIR" };
        var language = LanguageOption.Build();
        var rules = new Option<string?>("--rules") { Description = "Folder with rules and procedures. Default: those that came with iqw.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for each script instead of lines." };
        var command = new Command(
            "play",
            "Plays case scripts under a clock that the scripts move. Prints what could be seen, when: states, tasks, deadlines, messages, and what was planned and left out. Exit code 0: all as the scripts expect; 1: differences; 2: could not be played.")
        {
            scripts, kills, seed, mails, language, rules, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(kills) is < 0 or > 1000)
                throw new CommandRefusedException("--kill: between 0 and 1000 times.");
            var read = parsed.GetRequiredValue(scripts).Select(ScriptFile.Read).ToList();
            var scene = RulesFolder.Scene(parsed.GetValue(rules));
            var play = new PlayScript(scene, parsed.GetValue(mails) is { } folder ? new FolderTransport(folder) : null);
            var words = new TimelineText(scene.Rules, LanguageOption.Of(parsed.GetValue(language)));
            var output = parsed.InvocationConfiguration.Output;
            var good = true;
            foreach (var script in read)
            {
                var played = await play.RunAsync(script, cancellationToken);
                if (parsed.GetValue(kills) is > 0 and var often)
                    played = Compare(played, await KilledAsync(play, script, often, parsed.GetValue(seed), cancellationToken), words);
                good &= played.IsAsExpected;
                if (parsed.GetValue(json))
                    output.WriteLine(PlayedJson.Write(script, played));
                else
                    Tell(script, played, words, LanguageOption.Of(parsed.GetValue(language)), output);
            }
            return good ? ExitCode.Good : ExitCode.Bad;
        });
        return command;
    }

    private static async Task<Played> KilledAsync(PlayScript play, CaseScript script, int kills, int seed, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("iqw-play-");
        try
        {
            return await play.RunWithKillsAsync(script, kills, seed, Path.Combine(folder.FullName, "play.db"), cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What was seen without kills must have been seen with them, and nothing else.</summary>
    private static Played Compare(Played quiet, Played killed, TimelineText words)
    {
        var (expected, seen) = (words.Lines(quiet.Timeline).ToList(), words.Lines(killed.Timeline).ToList());
        var first = Enumerable.Range(0, Math.Max(expected.Count, seen.Count)).FirstOrDefault(i => expected.ElementAtOrDefault(i) != seen.ElementAtOrDefault(i), -1);
        var differences = first < 0
            ? killed.Differences
            : [.. killed.Differences, new Difference(0, $"after {killed.Kills} kills: \"{seen.ElementAtOrDefault(first)?.Trim()}\", without: \"{expected.ElementAtOrDefault(first)?.Trim()}\"")];
        return killed with { Differences = differences };
    }

    private static void Tell(CaseScript script, Played played, TimelineText words, Language language, TextWriter output)
    {
        output.WriteLine($"{script.Name} {script.Title.In(language)}{(played.CaseId is { } id ? $" ({id})" : "")}");
        foreach (var line in words.Lines(played.Timeline))
            output.WriteLine(line);
        foreach (var difference in played.Differences.Take(MostDifferencesTold))
            output.WriteLine($"{script.File}{(difference.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $":{difference.Line}") : "")}: {Printable.Of(difference.Text)}");
        if (played.Differences.Count > MostDifferencesTold)
            output.WriteLine($"{script.File}: and {played.Differences.Count - MostDifferencesTold} more.");
        var kills = played.Kills > 0 ? string.Create(CultureInfo.InvariantCulture, $" The process was killed {played.Kills} times.") : "";
        output.WriteLine(played.IsAsExpected ? $"{script.Name}: as expected.{kills}" : string.Create(CultureInfo.InvariantCulture, $"{script.Name}: {played.Differences.Count} differences.{kills}"));
    }
}
