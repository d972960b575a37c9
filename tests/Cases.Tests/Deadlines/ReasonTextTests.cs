using System.Reflection;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

public sealed class ReasonTextTests
{
    public static TheoryData<string> Codes =>
        [.. new[] { typeof(ClockFlag), typeof(DeadlineReason) }.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(code => (string)code.GetValue(null)!),
         .. Shipped.Catalog.Deadlines.SelectMany(deadline => deadline.Rows).SelectMany(row => row.Extensions?.Limits ?? []).Select(limit => limit.Flag).Distinct()
             .Where(flag => flag != ClockFlag.ExtensionTooLong)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_sentence_in_both_languages(string code)
    {
        var reason = new Reason(code, Shipped.Day("2026-03-02"), Shipped.Day("2026-03-03"), Shipped.Day("2026-03-04"));

        var (german, english) = (Shipped.German.Sentence(reason), Shipped.English.Sentence(reason));

        Assert.NotEqual(german, english);
        Assert.DoesNotContain("{", german + english);
    }

    [Fact]
    public void A_reason_names_facts_circumstances_and_lengths_in_words()
    {
        Assert.Equal(
            "Es fehlt: Widerspruchsbescheid zugestellt oder Bescheid bekanntgegeben.",
            Shipped.German.Sentence(new Reason(DeadlineReason.MissingFact, "objection_decided", "decision_notified")));
        Assert.Equal(
            "Announced is Tue 30 Nov 2027; for diplomas from EU, EEA and Switzerland in regulated professions an extension by at most 1 month is allowed (BQFG § 13 Abs. 3 S. 4).",
            Shipped.English.Sentence(new Reason("UNZULAESSIG_EU_1_MONAT", Shipped.Day("2027-11-30"), Length.Months(1), "BQFG § 13 Abs. 3 S. 4")));
        Assert.Equal(
            "It must be known which of these holds: fast-track skilled worker procedure + nursing profession or doctor.",
            Shipped.English.Sentence(new Reason(DeadlineReason.MissingCircumstance, "par81a + nursing", "doctor")));
    }
}
