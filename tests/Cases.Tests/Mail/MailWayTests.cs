using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class MailWayTests
{
    private static readonly DateOnly s_day = new(2026, 1, 12);

    [Fact]
    public void Whoever_wrote_by_mail_is_answered_by_mail_without_content()
    {
        Assert.Equal(new MailWay.ByMail("m@example.org", MailLevel.Neutral), Way([]));
    }

    [Fact]
    public void Content_needs_its_own_consent()
    {
        Assert.Equal(new MailWay.ByMail("m@example.org", MailLevel.Content), Way([("EMAIL_KONTAKT", true), ("EMAIL_INHALT", true)]));
        Assert.Equal(new MailWay.ByMail("m@example.org", MailLevel.Neutral), Way([("EMAIL_INHALT", true), ("EMAIL_INHALT", false)]));
    }

    [Fact]
    public void A_shared_mailbox_gets_no_content()
    {
        Assert.Equal(new MailWay.ByMail("m@example.org", MailLevel.Neutral), Way([("EMAIL_INHALT", true)], ("email_shared", true)));
    }

    [Fact]
    public void Withdrawn_consent_a_bounce_or_the_wish_for_paper_make_it_a_letter()
    {
        string[] address = ["Maria Santos", "Hauptstraße 5", "44135 Dortmund"];

        Assert.Equal(address, Assert.IsType<MailWay.ByLetter>(Way([("EMAIL_KONTAKT", false)])).Address);
        Assert.Equal(address, Assert.IsType<MailWay.ByLetter>(Way([], ("email_bounced_on", s_day))).Address);
        Assert.Equal(address, Assert.IsType<MailWay.ByLetter>(Way([], ("preferred_channel", "BRIEF"))).Address);
        Assert.Equal(address, Assert.IsType<MailWay.ByLetter>(Way([], ("email", "back@example.org"))).Address);
    }

    [Fact]
    public void Without_any_address_or_where_it_is_not_safe_somebody_must_call()
    {
        Assert.Equal(new MailWay.NotAtAll(new Reason(MailWay.NoAddress)), Way([("EMAIL_KONTAKT", false)], ("street", "")));
        Assert.Equal(new MailWay.NotAtAll(new Reason(MailWay.Unsafe)), Way([("EMAIL_INHALT", true)], ("unsafe_contact", true)));
    }

    [Fact]
    public void A_person_with_one_name_has_one_name()
    {
        Assert.Equal("Madonna", MailWay.FullName(new CaseObject(new ObjectRef("person", 1), null, default, new Dictionary<string, object> { ["name"] = "Madonna" })));
    }

    private static MailWay Way((string Purpose, bool Stands)[] consents, params (string Field, object Value)[] more)
    {
        var person = new Dictionary<string, object>
        {
            ["name"] = "Santos",
            ["given_name"] = "Maria",
            ["email"] = "m@example.org",
            ["street"] = "Hauptstraße 5",
            ["postcode"] = "44135",
            ["town"] = "Dortmund",
        };
        foreach (var (field, value) in more)
            person[field] = value;
        var objects = consents.Select((consent, i) =>
        {
            var values = new Dictionary<string, object> { ["purpose"] = consent.Purpose, ["given_on"] = s_day };
            if (!consent.Stands)
                values["withdrawn_on"] = s_day.AddDays(1);
            return new CaseObject(new ObjectRef("consent", i + 1), null, default, values);
        });
        return MailWay.To(new CaseView("IQ-NW-2026-0001", objects.Append(new CaseObject(new ObjectRef("person", 1), null, default, person))), address => address == "back@example.org");
    }
}
