using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Forms;

/// <summary>Checks what was typed into a form: everything at once, so that nobody has to send it five times.</summary>
public static class FormCheck
{
    /// <param name="form">What was asked.</param>
    /// <param name="submission">What was answered.</param>
    /// <param name="view">The case as it stands.</param>
    /// <param name="catalog">Knows the facts.</param>
    /// <param name="today">The day in Germany.</param>
    public static FormAnswer Of(Form form, Submission submission, CaseView view, FactCatalog catalog, DateOnly today) =>
        new FormChecking(form, submission, view, catalog, today).Answer();
}
