using System.CommandLine;
using System.Globalization;
using IqWorkflows.Cases;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw deadline</c>: computes one deadline and tells step by step how it came about.</summary>
internal static class DeadlineCommand
{
    public static Command Build()
    {
        var rule = new Argument<string>("RULE") { Description = "Code of the deadline in the catalogue, for example D03." };
        var from = new Option<string?>("--from") { Description = "Day of the fact that sets the period in motion: received, complete, notified … With a time (2026-03-31T14:30) for what is counted in hours.", HelpName = "DATE" };
        var facts = new Option<string[]>("--fact") { Description = "Another fact, by its name in the catalogue, where a deadline hangs on several. Once for each.", HelpName = "NAME=DATE" };
        var land = new Option<string>("--land") { Description = "Land of the authority or court whose holidays count (BW, BY, …), or abroad.", HelpName = "LAND", Required = true };
        var place = new Option<string?>("--place") { Description = "Its municipality, by name or official key, where holidays differ within a Land.", HelpName = "MUNICIPALITY" };
        var posted = new Option<bool>("--posted") { Description = "DATE is the day of posting; the letter counts as notified some days later." };
        var days = new Option<int?>("--notification-days") { Description = "That many days later, where the authority's own law says so.", HelpName = "DAYS" };
        var set = new Option<string?>("--set") { Description = "The period that the authority or a contract set: a length or a day.", HelpName = "4w|DATE" };
        var when = new Option<string[]>("--when") { Description = "A circumstance that holds, for example regulated, eu_diploma, par81a. Once for each.", HelpName = "CIRCUMSTANCE" };
        var suspensions = new Option<string[]>("--suspend") { Description = "The period stood still, first and last day counted; a ground (INHALT, ZWEIFEL, QA …) may follow. Once for each.", HelpName = "FROM..TO[=GROUND]" };
        var extensions = new Option<string[]>("--extend") { Description = "The period was extended by a length or until a day; the day of the announcement may follow.", HelpName = "1m|3w|DATE[@DATE]" };
        var language = LanguageOption.Build();
        var rules = new Option<string?>("--rules") { Description = "Folder with the rule files. Default: those that came with iqw.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object: rawEnd, end, steps and more." };
        var command = new Command("deadline", "Computes a deadline and its derivation. Exit code 0: computed; 2: it could not be.")
        {
            rule, from, facts, land, place, posted, days, set, when, suspensions, extensions, language, rules, json,
        };
        command.SetAction(parsed => Run(
            new DeadlineQuestion
            {
                Rule = parsed.GetRequiredValue(rule),
                From = parsed.GetValue(from),
                Facts = parsed.GetValue(facts) ?? [],
                Land = parsed.GetRequiredValue(land),
                Place = parsed.GetValue(place),
                Posted = parsed.GetValue(posted),
                NotificationDays = parsed.GetValue(days)?.ToString(CultureInfo.InvariantCulture),
                Set = parsed.GetValue(set),
                Circumstances = parsed.GetValue(when) ?? [],
                Suspensions = parsed.GetValue(suspensions) ?? [],
                Extensions = parsed.GetValue(extensions) ?? [],
                Today = GermanDay.Of(TimeProvider.System.GetUtcNow()),
            },
            RulesFolder.Deadlines(parsed.GetValue(rules)), LanguageOption.Of(parsed.GetValue(language)), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(DeadlineQuestion question, DeadlineCatalog catalog, Language language, bool json, TextWriter output)
    {
        var (rule, request, problems) = question.Read(catalog);
        if (rule is null || request is null)
            throw new CommandRefusedException(string.Join(' ', problems.Select(DeadlineProblem.Sentence)));
        var words = new DeadlineText(catalog, language);
        var answer = catalog.Evaluate(rule.Code, request) switch
        {
            DeadlineOutcome.Computed computed => new DeadlineAnswer(computed.Deadline, "Computed", words, language),
            DeadlineOutcome.Paused paused => new DeadlineAnswer(paused.IfEndedToday, "Paused", words, language),
            DeadlineOutcome.Ended ended => new DeadlineAnswer(ended.Deadline, "Ended", words, language),
            DeadlineOutcome.NotComputable not => throw new CommandRefusedException(string.Join(' ', not.Reasons.Select(reason => words.Sentence(reason) + HowToGive(reason)))),
            var other => throw new InvalidOperationException($"{other} is no outcome of a deadline."),
        };
        if (json)
            output.WriteLine(answer.Json());
        else
            foreach (var line in answer.Lines())
                output.WriteLine(line);
        return ExitCode.Good;
    }

    private static string HowToGive(Reason reason) => reason.Code switch
    {
        DeadlineReason.MissingPeriod => " Give it with --set, as 4w or as a day.",
        DeadlineReason.MissingCircumstance => $" Give it with --when: {string.Join(" or ", reason.Arguments)}.",
        DeadlineReason.MissingFact => $" Give it with --fact: {string.Join(" or ", reason.Arguments)}.",
        _ => "",
    };
}
