using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed partial class MimeTextTests
{
    private static readonly OutgoingMail s_mail = new()
    {
        MessageId = "<iq-nw-2026-0001.m02.abc@beratung.example>",
        References = ["<iq-nw-2026-0001.m01.abc@beratung.example>"],
        From = new MailAddress("IQ Anerkennungsberatung", "beratung@iq.example"),
        To = new MailAddress("Þóra Günther-Ölçer", "thora@example.org"),
        ReplyTo = new MailAddress("Anna \"A.\" Beispiel", "anna@beratung.example"),
        Date = new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero),
        Subject = "Ihr Termin am Montag, 2. März 2026, um 10:00 Uhr – bitte bringen Sie Ihre Zeugnisse mit",
        Text = "Grüße aus Köln.\n.Punkt am Anfang\n" + new string('x', 200) + " = Ende ",
        Html = "<p>Grüße</p>",
        Languages = ["de"],
    };

    [Fact]
    public void Only_seven_bits_and_short_lines_go_over_the_wire()
    {
        var mail = Encoding.Latin1.GetString(MimeText.Of(s_mail with { Calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Gespräch\r\n", Text = s_mail.Text + "مرحبًا" }));

        Assert.All(mail, letter => Assert.InRange(letter, '\t', '~'));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        Assert.DoesNotMatch("[^\r]\n|\r[^\n]", mail);
    }

    [Fact]
    public void Headers_tell_threads_and_machines_what_they_need()
    {
        var mail = Encoding.ASCII.GetString(MimeText.Of(s_mail));

        Assert.Contains("\r\nMessage-ID: <iq-nw-2026-0001.m02.abc@beratung.example>\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nReferences: <iq-nw-2026-0001.m01.abc@beratung.example>\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nIn-Reply-To: <iq-nw-2026-0001.m01.abc@beratung.example>\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nAuto-Submitted: auto-generated\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nReply-To: \"Anna \\\"A.\\\" Beispiel\"\r\n <anna@beratung.example>\r\n", mail, StringComparison.Ordinal);
        Assert.StartsWith("Date: Mon, 02 Mar 2026 07:00:00 +0000\r\n", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe", mail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Encoded_words_give_the_subject_back_and_cut_no_letter()
    {
        var mail = Encoding.ASCII.GetString(MimeText.Of(s_mail with { Subject = "Ihr Termin: الأربعاء 21 كانون الثاني – Grüße " + string.Concat(Enumerable.Repeat("ü", 60)) }));
        var header = SubjectHeader().Match(mail).Groups["value"].Value;

        var decoded = string.Concat(EncodedWord().Matches(header).Select(word => new UTF8Encoding(false, true).GetString(Convert.FromBase64String(word.Groups["text"].Value))));

        Assert.Equal("Ihr Termin: الأربعاء 21 كانون الثاني – Grüße " + string.Concat(Enumerable.Repeat("ü", 60)), decoded);
    }

    [Fact]
    public void No_value_can_begin_a_header_of_its_own()
    {
        var mail = Encoding.ASCII.GetString(MimeText.Of(s_mail with { To = new MailAddress("Eve\r\nBcc: all@example.org", "eve@example.org\r\nCc: b@example.org"), Subject = "a\nBcc: c" }));

        Assert.DoesNotMatch("(?m)^(Bcc|Cc):", mail);
    }

    [Fact]
    public void The_same_message_gives_the_same_octets()
    {
        Assert.Equal(MimeText.Of(s_mail), MimeText.Of(s_mail with { }));
    }

    [Fact]
    public void A_cancelled_appointment_is_told_as_one()
    {
        var entry = new CalendarEntry("a@b", 1, s_mail.Date, s_mail.Date, 45, "Beratung", null, s_mail.From, s_mail.To, IsCancelled: true);

        var mail = Encoding.ASCII.GetString(MimeText.Of(s_mail with { Calendar = CalendarFile.Of(entry) }));

        Assert.Contains("Content-Type: text/calendar; charset=utf-8; method=CANCEL;", mail, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\r\nSubject: (?<value>.*?)\r\n[A-Z]", RegexOptions.Singleline)]
    private static partial Regex SubjectHeader();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[^?]+)\?=")]
    private static partial Regex EncodedWord();
}
