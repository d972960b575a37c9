using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Records facts that no procedure asks for: a contact, a note, a document, a consent, a title, a correction.</summary>
public sealed class RecordFacts(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="kind">Kind of the object, for example <c>contact</c>.</param>
    /// <param name="isNew">Whether a new object is made; otherwise they are about the current one, or the one that the submission names.</param>
    /// <param name="submission">Facts of that kind.</param>
    /// <param name="who">Id of whoever records them.</param>
    /// <param name="requestKey">Sent again with the same key, they count once. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string kind, bool isNew, Submission submission, string who, string? requestKey, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(requestKey, (cases, turn, now) => cases.Input.RecordFacts(turn, caseId, kind, isNew, submission, who, now), cancellationToken);

    /// <summary>Whether people may record it by hand: what only the course of the case changes, they may not.</summary>
    public static bool MayBeRecorded(string fact) => !CaseInput.IsOfCourse(fact);
}
