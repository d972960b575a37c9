using System.Net;
using System.Text;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>A mail of the house to somebody who works here: about their account, or about a case that was opened with a reason. It belongs to no case.</summary>
/// <param name="Occasion">What it is about: <c>INVITATION</c>, <c>RESET</c>, <c>ACCOUNT</c>, <c>OPENED</c>.</param>
/// <param name="Language">Tag of its language.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Paragraphs">What it says, as plain text.</param>
/// <param name="Link">An address below the paragraphs; null: none.</param>
public sealed record SystemMail(string Occasion, string Language, string Subject, IReadOnlyList<string> Paragraphs, string? Link = null)
{
    /// <summary>Kind of recipient under which these mails stand in the outbox. What they say is forgotten as soon as they are sent: a link in them is a key.</summary>
    public const string Recipient = MessageTable.AccountRecipient;

    /// <summary>Puts it into the outbox, in the turn of what caused it.</summary>
    internal void Write(Turn turn, string name, string address, MailOptions options, DateTimeOffset now)
    {
        var id = $"{Occasion.ToLowerInvariant()}.{Guid.CreateVersion7(now):N}";
        MessageTable.Insert(turn, new MessageRow
        {
            Id = id,
            Occasion = Occasion,
            Recipient = Recipient,
            State = MessageState.Queued,
            Level = "NEUTRAL",
            Languages = Language,
            ReasonCode = "KONTO",
            Name = name,
            Address = address,
            Subject = Subject,
            Text = string.Join("\n\n", Link is null ? Paragraphs : [.. Paragraphs, Link]) + "\n",
            Html = Html(),
            MessageId = $"<{id}@{options.MessageIdDomain}>",
            CreatedAt = now,
            NextTryAt = now,
        });
    }

    private string Html()
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{Language}\">\n<head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(Subject)}</title></head>\n")
            .Append("<body style=\"margin:0;padding:16px;background:#ffffff;color:#1a1a1a;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5\">\n");
        foreach (var paragraph in Paragraphs)
            html.Append("<p style=\"max-width:640px;margin:0 0 16px 0\">").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>\n");
        if (Link is { } link)
            html.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(link)).Append("\">").Append(WebUtility.HtmlEncode(link)).Append("</a></p>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }
}
