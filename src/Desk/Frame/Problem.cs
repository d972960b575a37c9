using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Desk.Frame;

/// <summary>One thing that is wrong with a form.</summary>
/// <param name="Sentence">What, in words.</param>
/// <param name="Field">Id of the control; null: none in particular.</param>
public sealed record Problem(string Sentence, string? Field)
{
    /// <summary>Reasons of a case as problems of the form with this prefix.</summary>
    public static IReadOnlyList<Problem> Of(IEnumerable<Reason> reasons, CaseReasonText text, Func<string, bool> isField, string prefix) =>
        [.. reasons.Select(reason => new Problem(text.Sentence(reason), FieldOf(reason, isField) is { } field ? prefix + field : null))];

    private static string? FieldOf(Reason reason, Func<string, bool> isField) => reason.Code switch
    {
        FormReason.HappenedNoDay or FormReason.HappenedInFuture => "happenedOn",
        FormReason.LearnedNoDay or FormReason.LearnedInFuture or FormReason.LearnedBeforeHappened => "learnedOn",
        FormReason.UnknownSource => "source",
        CaseReason.OutcomeUnknown => "outcome",
        _ => reason.Arguments is [string fact, ..] && isField(fact) ? fact : null,
    };
}
