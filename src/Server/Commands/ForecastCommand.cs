using System.CommandLine;
using System.Globalization;
using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw forecast</c>: what will be sent and what falls due if nobody does anything.</summary>
internal static class ForecastCommand
{
    public static Command Build()
    {
        var subject = new Argument<string>("CASE|SCRIPT") { Description = "Number of a case (IQ-NW-2026-1), or a case script, which is played to its last step first." };
        var days = new Option<int>("--days") { Description = "How far to look.", HelpName = "N", DefaultValueFactory = _ => 90 };
        var on = new Option<string?>("--on") { Description = "Play the script only until the end of that day.", HelpName = "DATE" };
        var database = new DatabaseSettings("Folder of the database, for a case. A server on it must not be running.");
        var language = LanguageOption.Build();
        var rules = new Option<string?>("--rules") { Description = "Folder with rules and procedures. Default: those that came with iqw.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print a JSON list." };
        var command = new Command("forecast", "Tells what will be sent and what falls due for a case if nobody does anything. Exit code 0: told; 2: there is no such case or script.")
        {
            subject, days, on, language, rules, json,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is < 1 or > 3650)
                throw new CommandRefusedException("--days: between 1 and 3650.");
            var scene = RulesFolder.Scene(parsed.GetValue(rules));
            var name = parsed.GetRequiredValue(subject);
            var rows = IsScript(name)
                ? await OfScriptAsync(scene, name, parsed.GetValue(on), parsed.GetValue(days), cancellationToken)
                : await OfCaseAsync(scene, name, database.In(parsed), parsed.GetValue(days), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                output.WriteLine(PlayedJson.Write(rows));
            else
                Tell(rows, parsed.GetValue(days), new TimelineText(scene.Rules, LanguageOption.Of(parsed.GetValue(language))), output);
            return ExitCode.Good;
        });
        return command;
    }

    private static bool IsScript(string name) => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || File.Exists(name);

    private static async Task<IReadOnlyList<ForecastRow>> OfScriptAsync(PlayScene scene, string path, string? on, int days, CancellationToken cancellationToken)
    {
        var script = ScriptFile.Read(path);
        DateTimeOffset? until = null;
        if (on is not null)
        {
            if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw new CommandRefusedException($"--on {Printable.Of(on)}: there is no such day; write it as 2026-03-31.");
            until = Cases.Periods.GermanDay.EndOf(day).AddTicks(-1);
            if (until < script.Begins)
                throw new CommandRefusedException($"--on {on}: the script begins later.");
        }
        var (played, rows) = await new PlayScript(scene).ForecastAsync(script, until, days, cancellationToken);
        return played.CaseId is not null ? rows : throw new CommandRefusedException($"{path} cannot be played: {Printable.Of(played.Differences[0].Text)}");
    }

    private static async Task<IReadOnlyList<ForecastRow>> OfCaseAsync(PlayScene scene, string caseId, DatabasePlace place, int days, CancellationToken cancellationToken)
    {
        await using var runtime = new IqRuntime(
            await place.OpenForCommandAsync(cancellationToken),
            new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.Utc), new WorkflowEngine(EngineLimits.Default), TimeProvider.System, new RuntimeOptions(), null, scene.Rules);
        if (await new Casework.CaseLife.ShowCase(runtime).RunAsync(caseId, cancellationToken) is null)
            throw new CommandRefusedException($"There is no case {Printable.Of(caseId)} in {place}.");
        return await new Forecast(runtime).RunAsync(caseId, days, cancellationToken);
    }

    private static void Tell(IReadOnlyList<ForecastRow> rows, int days, TimelineText text, TextWriter output)
    {
        foreach (var line in text.Forecast(rows, days))
            output.WriteLine(line);
    }
}
