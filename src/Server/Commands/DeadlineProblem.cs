using IqWorkflows.Cases;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Server.Commands;

/// <summary>What is wrong with a question, in the words of the command line.</summary>
internal static class DeadlineProblem
{
    public static string Sentence(QuestionProblem problem) => (problem.Part, problem.Fault) switch
    {
        (QuestionPart.Place, QuestionFault.PlaceAbroad) => "--place and --land abroad contradict each other: only municipalities in Germany have holidays of their own.",
        (QuestionPart.Place, QuestionFault.NoKey) =>
            $"--place {Typed(problem)} is no official key of a municipality in {problem.Known[0]}: it has eight digits and begins with {problem.Subject}.",
        (QuestionPart.Place, QuestionFault.Unknown) =>
            $"--place {Typed(problem)}: no municipality of that name in {problem.Subject} is known to keep days of its own; nearest are {string.Join(", ", problem.Known)}. Give its official key of eight digits, or leave --place out.",
        (QuestionPart.NotificationDays, QuestionFault.NeedsPosted) => "--notification-days says how long a letter counts as under way; it needs --posted.",
        (QuestionPart.NotificationDays, _) => $"--notification-days {Typed(problem)}: write a number of days, 365 at most.",
        (QuestionPart.From, QuestionFault.Missing) => $"The day from which {problem.Typed} is counted is missing: --from 2026-03-31.",
        (QuestionPart.Posted, QuestionFault.Missing) => "--posted belongs to --from, which is missing.",
        (QuestionPart.From, QuestionFault.SaidTwice) => $"--from and --fact {problem.Typed} say the same thing twice.",
        (_, QuestionFault.SaidTwice) => $"--fact names {problem.Typed} twice.",
        (_, QuestionFault.PostedWithTime) => "--posted counts days: give --from without a time.",
        (QuestionPart.Fact, QuestionFault.Unreadable) => $"--fact {Typed(problem)}: write the name of the fact and its day, for example employment_ends=2027-03-31.",
        (QuestionPart.Suspension, QuestionFault.Unreadable) => $"--suspend {Typed(problem)}: write the first and the last day, for example 2026-04-13..2026-05-11.",
        (QuestionPart.Suspension, QuestionFault.EndsBeforeItBegins) => $"--suspend {Typed(problem)}: it ends before it begins.",
        (_, QuestionFault.NoDay) => $"{Option(problem.Part)} {Typed(problem)}: there is no such day; write it as 2026-03-31.",
        (QuestionPart.Set, QuestionFault.NoDayOrLength) => $"--set {Typed(problem)}: there is no such day; write it as 2026-03-31, or a length such as 4w.",
        (_, QuestionFault.NoDayOrLength) => $"{Option(problem.Part)} {Typed(problem)}: there is no such day; write it as 2026-03-31, or a length such as 1m or 3w.",
        (_, QuestionFault.Unknown) when Nearest.To(problem.Typed, problem.Known) is { } nearest => $"There is no {What(problem.Part)} {Typed(problem)}; did you mean {nearest}?",
        (_, QuestionFault.Unknown) => $"There is no {What(problem.Part)} {Typed(problem)}; known are {string.Join(", ", problem.Known)}.",
        _ => throw new InvalidOperationException($"{problem} has no sentence."),
    };

    private static string Typed(QuestionProblem problem) => Printable.Of(problem.Typed);

    private static string What(QuestionPart part) => part switch
    {
        QuestionPart.Rule => "deadline",
        QuestionPart.Land => "Land",
        QuestionPart.Fact => "fact",
        QuestionPart.Cause => "ground",
        _ => "circumstance",
    };

    private static string Option(QuestionPart part) => part switch
    {
        QuestionPart.From => "--from",
        QuestionPart.Fact => "--fact",
        QuestionPart.Suspension => "--suspend",
        _ => "--extend",
    };
}
