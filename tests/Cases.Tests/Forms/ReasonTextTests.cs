using System.Reflection;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Cases.Tests.Forms;

public sealed class ReasonTextTests
{
    private static readonly ReasonText s_german = new(Shipped.CaseFacts, Language.German), s_english = new(Shipped.CaseFacts, Language.English);

    public static TheoryData<string> Codes =>
        [.. typeof(FormReason).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_reason_has_its_own_sentence_in_both_languages(string code)
    {
        var reason = new Reason(code, "decision.dated_on", 1, 2, 3);

        Assert.True(s_german.Knows(reason));
        Assert.NotEqual(s_german.Sentence(reason), s_english.Sentence(reason));
        Assert.DoesNotContain(code, s_german.Sentence(reason));
        Assert.EndsWith(".", s_english.Sentence(reason));
    }

    [Fact]
    public void Names_and_days_are_told_as_people_read_them()
    {
        var reason = new Reason(FormReason.TooEarly, "decision.dated_on", new DateOnly(2026, 3, 2), "application.received_on", new DateOnly(2026, 3, 13));

        Assert.Equal("„Datum des Bescheids“ (02.03.2026) liegt vor „bei der Stelle eingegangen am“ (13.03.2026).", s_german.Sentence(reason));
        Assert.Equal("“date of the decision” (2 March 2026) lies before “received by the authority on” (13 March 2026).", s_english.Sentence(reason));
    }

    [Fact]
    public void A_missing_consent_is_named() => Assert.Equal(
        "„Behinderung“ darf nur mit Einwilligung erfasst werden; es fehlt: besondere ESF-Angaben.",
        s_german.Sentence(new Reason(FormReason.ConsentMissing, "esf.disability", "ESF_SENSIBEL")));
}
