using IqWorkflows.Cases;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Calculator;

/// <summary>What is wrong with a question, in the words of the form.</summary>
internal sealed class CalculatorProblems(DeadlineCatalog catalog, Words words, TypedQuestion typed)
{
    private readonly DeadlineText _text = new(catalog, words.Language);

    public IReadOnlyList<Problem> Of(IReadOnlyList<QuestionProblem> problems) => [.. problems.Select(problem => new Problem(Sentence(problem), Field(problem)))];

    /// <summary>Why it cannot be computed although everything typed means something.</summary>
    public IReadOnlyList<Problem> Of(IReadOnlyList<Reason> reasons) => [.. reasons.Select(reason => new Problem(_text.Sentence(reason), Field(reason)))];

    private string Sentence(QuestionProblem problem)
    {
        if (problem is { Part: QuestionPart.Land, Typed: "" } or { Part: QuestionPart.Rule, Typed: "" })
            return words[$"Calculator.{problem.Part}.Missing"];
        var place = Enum.TryParse<Land>(problem.Subject, out var land) ? words["Land." + land] : problem.Subject ?? "";
        return words.Of(
            Key(problem), problem.Typed, problem.Part is QuestionPart.Fact or QuestionPart.From ? Words.AsHeading(_text.Fact(problem.Subject ?? problem.Typed)) : place, string.Join(", ", problem.Known));
    }

    /// <summary>A sentence of its own where the part needs one, else what is said of all parts.</summary>
    private string Key(QuestionProblem problem) =>
        words.Has($"Calculator.{problem.Part}.{problem.Fault}") ? $"Calculator.{problem.Part}.{problem.Fault}" : $"Calculator.Any.{problem.Fault}";

    private string? Field(QuestionProblem problem) => problem.Part switch
    {
        QuestionPart.Rule => "frist",
        QuestionPart.Land => "land",
        QuestionPart.Place => "gemeinde",
        QuestionPart.NotificationDays => "tage",
        QuestionPart.Set => "gesetzt",
        QuestionPart.Circumstance => "umstand",
        QuestionPart.Fact when problem.Subject is { } fact => TypedQuestion.FactPrefix + fact,
        QuestionPart.From when catalog.Find(typed.Rule) is { } rule => TypedQuestion.FactPrefix + rule.Rows[0].Start[0],
        QuestionPart.Suspension => $"ruht-{(problem.Subject == "last" ? "bis" : "von")}-{typed.RowOfSuspension(problem.Number)}",
        QuestionPart.Cause => $"ruht-grund-{typed.RowOfSuspension(problem.Number)}",
        QuestionPart.Extension => $"um-{(problem.Subject == "announced" ? "am-" : "")}{typed.RowOfExtension(problem.Number)}",
        _ => null,
    };

    private string? Field(Reason reason) => reason.Code switch
    {
        DeadlineReason.MissingFact when reason.Arguments is [string fact, ..] => TypedQuestion.FactPrefix + fact,
        DeadlineReason.MissingCircumstance => "umstand",
        DeadlineReason.MissingPeriod or DeadlineReason.PeriodNotSetHere or DeadlineReason.LengthNotCountable => "gesetzt",
        _ => catalog.Find(typed.Rule) is { } rule ? TypedQuestion.FactPrefix + rule.Rows[0].Start[0] : null,
    };
}
