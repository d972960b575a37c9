using System.CommandLine;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Mail;

/// <summary><c>iqw mail</c>: looks at texts with an invented case, and tries the mail server.</summary>
internal static class MailCommand
{
    public static Command Build() => new("mail", "Shows what a mail will look like, or tries whether mails get out.") { Preview(), Test() };

    private static Command Preview()
    {
        var occasion = new Argument<string>("OCCASION") { Description = "For example M09, or M19b-A2." };
        var language = new Option<string>("--lang") { Description = "Language of the recipient: de, en, de-x-leicht, uk, ar, tr.", HelpName = "LANG", DefaultValueFactory = _ => "de" };
        var recipient = new Option<string>("--to") { Description = "Kind of recipient.", HelpName = "KIND", DefaultValueFactory = _ => "client" };
        var neutral = new Option<bool>("--neutral") { Description = "As it is without consent to content." };
        var pdf = new Option<string?>("--pdf") { Description = "Writes it as a letter into this file.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Writes its HTML into this file.", HelpName = "FILE" };
        var folder = new Option<string>("--rules") { Description = "Folder of the rules.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "workflows") };
        var command = new Command("preview", "Writes an occasion for an invented case.") { occasion, language, recipient, neutral, pdf, html, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var texts = Texts(parsed.GetRequiredValue(folder));
            var (code, kind) = (parsed.GetRequiredValue(occasion), parsed.GetRequiredValue(recipient));
            var composed = MailSample.Preview(texts, code, kind, parsed.GetRequiredValue(language), parsed.GetValue(neutral) ? MailLevel.Neutral : MailLevel.Content)
                ?? throw new CommandRefusedException(Unknown(texts, code, kind));
            if (parsed.GetValue(html) is { } htmlFile)
                await File.WriteAllTextAsync(htmlFile, composed.Html, cancellationToken);
            if (parsed.GetValue(pdf) is { } pdfFile)
                await File.WriteAllBytesAsync(pdfFile, new LetterPdf(texts).Draw(SampleLetter(composed)), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{composed.Subject}\n\n{composed.Text}");
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Test()
    {
        var settings = new MailSettings();
        var to = new Option<string>("--to") { Description = "Who gets it.", HelpName = "ADDRESS", Required = true };
        var command = new Command("test", "Sends one mail and says what the mail server said. Exit code 0: it was taken; 1: it was not.") { to };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var mail = settings.MailIn(parsed);
            IMailTransport transport = settings.SmtpIn(parsed) is { } smtp ? new SmtpTransport(smtp) : new FolderTransport(settings.FolderIn(parsed) ?? "mail");
            var now = TimeProvider.System.GetUtcNow();
            var delivery = await transport.SendAsync(
                new OutgoingMail
                {
                    MessageId = $"<{Guid.CreateVersion7(now):N}@{mail.MessageIdDomain}>",
                    From = new MailAddress(mail.FromName, mail.FromAddress),
                    To = new MailAddress("", parsed.GetRequiredValue(to)),
                    Date = now,
                    Subject = "IqWorkflows: Probe – äöüß",
                    Text = "Diese Mail ist eine Probe.\n",
                    Html = "<!DOCTYPE html>\n<html lang=\"de\"><body><p>Diese Mail ist eine Probe.</p></body></html>\n",
                    Languages = ["de"],
                },
                cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{delivery.GetType().Name}: {delivery.Reply}");
            return delivery is Delivery.Accepted ? ExitCode.Good : 1;
        });
        return command;
    }

    private static MailTexts Texts(string folder)
    {
        var rules = RuleBook.Load(folder);
        return rules.Book?.Texts ?? throw new CommandRefusedException($"The rules in {folder} have mistakes:\n{string.Join('\n', rules.Problems)}");
    }

    private static string Unknown(MailTexts texts, string occasion, string recipient)
    {
        var recipients = texts.All.Where(text => text.Occasion == occasion).Select(text => text.Recipient).Distinct().ToList();
        return recipients.Count > 0
            ? $"{occasion} is not written to {recipient}, but to {string.Join(", ", recipients)}: choose with --to."
            : $"There is no text {occasion}. Known: {string.Join(", ", texts.All.Select(text => text.Occasion).Distinct().Order(StringComparer.Ordinal))}.";
    }

    private static Letter SampleLetter(ComposedMail composed) => new(
        "Beratungsstelle Köln · Domplatz 1, 50667 Köln", ["Maria Santos", "Hauptstraße 5", "44135 Dortmund"],
        ["Anna Beispiel", "Telefon 0221 1234", "IQ-NW-2026-0001", "", "Montag, 2. März 2026"], composed.Parts);
}
