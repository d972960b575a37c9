using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IqWorkflows.Cases.Mail;

/// <summary>Writes a mail as it goes over the wire or into a file (RFC 5322, 2045-2047): seven bits only, lines of at most 76 characters.</summary>
public static class MimeText
{
    public static byte[] Of(OutgoingMail mail)
    {
        var boundary = "iq-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)))[..24];
        var text = new StringBuilder();
        WriteHeaders(text, mail);
        if (mail.Calendar is null)
            WriteAlternatives(text, mail, boundary);
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed;\r\n boundary=\"{boundary}-mixed\"\r\n\r\n--{boundary}-mixed\r\n");
            WriteAlternatives(text, mail, boundary);
            var method = mail.Calendar.Contains("METHOD:CANCEL", StringComparison.Ordinal) ? CalendarFile.Method(true) : CalendarFile.Method(false);
            text.Append(CultureInfo.InvariantCulture, $"--{boundary}-mixed\r\n")
                .Append(CultureInfo.InvariantCulture, $"Content-Type: text/calendar; charset=utf-8; method={method};\r\n name=\"termin.ics\"\r\nContent-Disposition: attachment; filename=\"termin.ics\"\r\n");
            WriteContent(text, mail.Calendar, alwaysBase64: true);
            text.Append(CultureInfo.InvariantCulture, $"--{boundary}-mixed--\r\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void WriteHeaders(StringBuilder text, OutgoingMail mail)
    {
        Header(text, "Date", mail.Date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Header(text, "From", MimeWords.Address(mail.From));
        Header(text, "To", MimeWords.Address(mail.To));
        if (mail.ReplyTo is { } reply)
            Header(text, "Reply-To", MimeWords.Address(reply));
        Header(text, "Subject", MimeWords.Text(mail.Subject));
        Header(text, "Message-ID", mail.MessageId);
        if (mail.References is [.., var last])
        {
            Header(text, "In-Reply-To", last);
            Header(text, "References", string.Join("\r\n ", mail.References));
        }
        // So that absence notes do not answer, and lists and loops stay away (RFC 3834).
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "X-Auto-Response-Suppress", "OOF, AutoReply");
        if (mail.Languages.Count > 0)
            Header(text, "Content-Language", string.Join(", ", mail.Languages));
        Header(text, "MIME-Version", "1.0");
    }

    private static void WriteAlternatives(StringBuilder text, OutgoingMail mail, string boundary)
    {
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n");
        WriteContent(text, mail.Text, alwaysBase64: false);
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: text/html; charset=utf-8\r\n");
        WriteContent(text, mail.Html, alwaysBase64: false);
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
    }

    /// <summary>Latin letters stay readable as quoted-printable; other scripts are shorter in base64.</summary>
    private static void WriteContent(StringBuilder text, string content, bool alwaysBase64)
    {
        var lines = content.ReplaceLineEndings("\r\n");
        if (alwaysBase64 || lines.Count(letter => !char.IsAscii(letter)) * 5 > lines.Length)
        {
            text.Append("Content-Transfer-Encoding: base64\r\n\r\n");
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(lines));
            for (var at = 0; at < encoded.Length; at += 76)
                text.Append(encoded.AsSpan(at, Math.Min(76, encoded.Length - at))).Append("\r\n");
            return;
        }
        text.Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        MimeWords.QuotePrintable(text, lines);
        text.Append("\r\n");
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");
}
