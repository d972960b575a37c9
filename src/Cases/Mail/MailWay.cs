using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Mail;

/// <summary>How a client is reached. Exactly one of these.</summary>
public abstract record MailWay
{
    private MailWay() { }

    public sealed record ByMail(string Address, MailLevel Level) : MailWay;

    /// <summary>On paper everything may be said.</summary>
    public sealed record ByLetter(IReadOnlyList<string> Address) : MailWay;

    /// <param name="Why">What the counsellor is told.</param>
    public sealed record NotAtAll(Reason Why) : MailWay;

    /// <summary>Why nothing can be sent: neither a mail address that may be used nor a postal address.</summary>
    public const string NoAddress = "KEINE_ADRESSE";

    /// <summary>Why nothing can be sent: whatever arrives could be seen by the wrong person.</summary>
    public const string Unsafe = "KONTAKT_UNSICHER";

    /// <summary>Why nothing is sent, and nobody need do anything.</summary>
    public const string Died = "VERSTORBEN";

    /// <summary>
    /// By mail when there is an address that works and the client has not withdrawn the consent to mail: whoever wrote to us by mail gets an answer by mail. What a mail
    /// may say is another question: content only with that consent, and never to a shared mailbox.
    /// </summary>
    /// <param name="view">The case.</param>
    /// <param name="cameBack">Whether a message to an address came back.</param>
    public static MailWay To(CaseView view, Func<string, bool> cameBack)
    {
        if (view.Current("person") is not { } person)
            return new NotAtAll(new Reason(NoAddress));
        if (person.Day("died_on") is not null)
            return new NotAtAll(new Reason(Died));
        if (person.Is("unsafe_contact"))
            return new NotAtAll(new Reason(Unsafe));

        var postal = PostalAddress(person);
        var wantsPaper = person.Text("preferred_channel") == "BRIEF" && postal.Count > 0;
        if (person.Text("email") is { Length: > 0 } mail && person.Day("email_bounced_on") is null && !wantsPaper && !IsWithdrawn(view, "EMAIL_KONTAKT") && !cameBack(mail))
            return new ByMail(mail, view.HasConsent("EMAIL_INHALT") && !person.Is("email_shared") ? MailLevel.Content : MailLevel.Neutral);
        return postal.Count > 0 ? new ByLetter(postal) : new NotAtAll(new Reason(NoAddress));
    }

    /// <summary>One name is enough: not everybody has two.</summary>
    public static string FullName(CaseObject person) =>
        string.Join(' ', new[] { person.Text("academic_title"), person.Text("given_name"), person.Text("name") }.Where(part => part is { Length: > 0 }));

    private static bool IsWithdrawn(CaseView view, string purpose) =>
        view.Of("consent").LastOrDefault(consent => consent.Text("purpose") == purpose) is { } last && last.Day("withdrawn_on") is not null;

    private static List<string> PostalAddress(CaseObject person)
    {
        if (person.Text("street") is not { Length: > 0 } street || person.Text("town") is not { Length: > 0 } town)
            return [];
        List<string> lines = [FullName(person), street, $"{person.Text("postcode")} {town}".Trim()];
        if (person.Text("residence_country") is { Length: > 0 } country and not "DE")
            lines.Add(country);
        return lines;
    }
}
