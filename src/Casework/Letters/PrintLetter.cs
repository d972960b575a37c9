using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Letters;

/// <summary>Prints any message as a letter: those without a mail address, and every other one when somebody wants it on paper.</summary>
public sealed class PrintLetter(IqRuntime runtime, RuleBook rules)
{
    /// <returns>The PDF; null when there is no such message or its contents are forgotten.</returns>
    public async Task<byte[]?> RunAsync(string messageId, CancellationToken cancellationToken) =>
        await runtime.Writer.WriteAsync(turn => LetterOf(turn, messageId), cancellationToken) is { } letter ? new LetterPdf(rules.Texts).Draw(letter) : null;

    private Letter? LetterOf(Turn turn, string messageId)
    {
        if (MessageTable.Find(turn, messageId) is not { Parts: { } parts } row)
            return null;
        var centre = row.CaseId is { } caseId && turn.Text("select centre_id from cases where id = @id", caseId) is { } centreId ? StaffTable.Centre(turn, centreId) : null;
        var contact = CaseMailValues.OfCentre(centre, null);
        var german = rules.Texts.Language(MailLanguage.German);
        return new Letter(
            $"{contact["centre.name"]} · {contact["centre.address"]}",
            row.PostalAddress?.Split('\n') ?? [row.Name ?? ""],
            [row.ReplyName ?? (string)contact["centre.name"]!, $"Telefon {contact["centre.phone"]}", .. row.CaseId is null ? Array.Empty<string>() : [row.CaseId], "", german.Written(GermanDay.Of(row.CreatedAt))],
            PartsJson.Read(parts));
    }
}
