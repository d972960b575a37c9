namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>Which procedure a case takes (§ 2.1), row by row.</summary>
public sealed class TriageTests
{
    private const string Here = "person.lives_abroad=no;";
    private const string Nurse = "application.profession=PFLEGEFACHPERSON;qualification.kind=BERUFSAUSBILDUNG;";

    [Theory]
    [InlineData(1, "person.lives_abroad=yes;person.plans_immigration=yes", "VERWEIS_ZSBA", null)]
    [InlineData(2, Here + "case.goal=STUDIUM", "VERWEIS_SCHULE", null)]
    [InlineData(3, Here + Nurse + "case.bvfg=yes;qualification.origin=DRITTSTAAT", "BVFG10", "LAND_HEIL")]
    [InlineData(4, Here + Nurse + "qualification.country=RO;qualification.annex_listed=yes", "REG_AUTO", "LAND_HEIL")] // C13
    [InlineData(5, Here + Nurse + "qualification.country=RO", "REG_EU", "LAND_HEIL")]
    [InlineData(5, Here + "application.profession=ERZIEHER;qualification.kind=BERUFSAUSBILDUNG;qualification.country=PL", "REG_EU", "LAND_SCHULE")] // C05
    [InlineData(6, Here + Nurse + "qualification.origin=DRITTSTAAT;qualification.recognised_in_eu=yes", "REG_EU", "LAND_HEIL")]
    [InlineData(7, Here + Nurse + "qualification.country=PH", "REG_DRITT", "LAND_HEIL")] // C01
    [InlineData(7, Here + "application.profession=ARZT;qualification.kind=HOCHSCHULE;qualification.country=SY", "REG_DRITT", "LAND_HEIL")] // C02
    [InlineData(8, Here + "application.profession=ELEKTRONIKER_ENERGIE;qualification.kind=BERUFSAUSBILDUNG;qualification.country=TR", "NREG_DUAL", "HWK")] // C03
    [InlineData(9, Here + "application.profession=ELEKTROTECHNIKERMEISTER;qualification.kind=FORTBILDUNG;qualification.country=TR", "REG_HWO", "HWK")]
    [InlineData(10, Here + "application.profession=BETRIEBSWIRT_AKAD;qualification.kind=HOCHSCHULE;qualification.country=UA", "ZAB_ZB", "ZAB")] // C04
    [InlineData(11, Here + "application.profession=SOZIALASSISTENT;qualification.kind=BERUFSAUSBILDUNG;qualification.country=UA", "LAND_BQFG", "LAND_SCHULE")]
    [InlineData(12, Here + "application.profession=KOCH;qualification.kind=KEIN_FORMALER;qualification.country=TR", "VALID", null)]
    [InlineData(13, Here + "application.profession=SOFTWAREENTWICKLER;qualification.kind=BERUFSAUSBILDUNG;qualification.country=IN", "BERATUNG_OHNE_VERFAHREN", null)]
    public void Each_row_hits(int row, string facts, string procedure, string? authorityKind)
    {
        var answer = ShippedRules.Ask("triage", facts);

        Assert.Empty(answer.Missing);
        Assert.Equal((row, procedure, authorityKind), (answer.Hits[0].Number, answer.Text("procedure"), answer.Text("authority_kind")));
    }

    [Theory]
    [InlineData("case.employer_acts=yes")] // C08: the employer acts
    [InlineData("case.overlays=ANERK_PARTNERSCHAFT")]
    [InlineData("case.overlays=PAR81A,ELEKTRONISCH")]
    public void Abroad_with_an_employer_is_no_referral(string fact)
    {
        var answer = ShippedRules.Ask(
            "triage", $"person.lives_abroad=yes;person.plans_immigration=yes;{fact};application.profession=MECHATRONIKER;qualification.kind=BERUFSAUSBILDUNG;qualification.country=TN");

        Assert.Equal("NREG_DUAL", answer.Text("procedure"));
    }

    [Theory]
    [InlineData("person.plans_immigration=yes", "person.lives_abroad")]
    [InlineData(Here + "application.profession=PFLEGEFACHPERSON;qualification.kind=BERUFSAUSBILDUNG", "origin.diploma")]
    [InlineData(Here + "qualification.country=PH", "profession.regulated")]
    [InlineData(Here + Nurse, "origin.diploma")]
    public void What_is_missing_is_named_and_nothing_is_guessed(string facts, string missing)
    {
        var answer = ShippedRules.Ask("triage", facts);

        Assert.False(answer.IsDecided);
        Assert.Empty(answer.Hits);
        Assert.Contains(missing, answer.Missing);
    }

    [Theory]
    [InlineData("2026-03-04", "ZSBA", "VERWEIS_ZSBA")] // C07
    [InlineData("2026-12-31", "ZSBA", "VERWEIS_ZSBA")]
    [InlineData("2027-01-11", "NONE", "VERWEIS_ANDERE_BERATUNG")] // its variant: never name who is not there any more
    public void The_referral_ends_with_the_pilot(string day, string target, string reason)
    {
        var answer = ShippedRules.Ask("referral", "person.lives_abroad=yes;person.plans_immigration=yes", day);

        Assert.Equal((target, reason), (answer.Text("target"), answer.Text("reason")));
        Assert.Equal(target == "ZSBA", ShippedRules.Authorities.Target("VERWEIS_ZSBA", Shipped.Day(day)) is not null);
        Assert.Equal(target == "ZSBA", ShippedRules.Authorities.Target("ZSBA", Shipped.Day(day)) is not null);
    }
}
