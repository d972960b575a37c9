using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Professions;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>Who decides about what, and what they ask for.</summary>
public sealed class AuthorityTests
{
    [Theory]
    [InlineData("PFLEGEFACHPERSON", Land.NW, Origin.Third, "2026-01-21", "NW_ZAG")] // C01
    [InlineData("ARZT", Land.BE, Origin.Third, "2026-01-29", "BE_LAGESO")] // C02
    [InlineData("ELEKTRONIKER_ENERGIE", Land.NI, Origin.Third, "2026-04-22", "HWK_HANNOVER")] // C03
    [InlineData("BETRIEBSWIRT_AKAD", Land.HE, Origin.Third, "2026-02-11", "ZAB")] // C04
    [InlineData("ERZIEHER", Land.TH, Origin.EU, "2027-05-01", "TH_TMBJS")] // C05
    [InlineData("LEHRKRAFT", Land.SN, Origin.Third, "2026-06-01", "SN_LASUB")] // C06
    [InlineData("MECHATRONIKER", Land.BW, Origin.Third, "2026-04-07", "IHK_FOSA")] // C08
    [InlineData("PFLEGEFACHPERSON", Land.BY, Origin.EU, "2026-05-01", "BY_LFP")] // C13
    [InlineData("ARZT", Land.BY, Origin.EU, "2026-05-01", "BY_RUF")]
    [InlineData("ARZT", Land.BY, Origin.Third, "2026-05-01", "BY_ROB")]
    [InlineData("LEHRKRAFT", Land.NW, Origin.EU, "2026-05-01", "NW_BRA")]
    [InlineData("LEHRKRAFT", Land.NW, Origin.Third, "2026-05-01", "NW_BRD")]
    [InlineData("MFA", Land.SH, Origin.Third, "2026-05-01", "AEKWL")]
    public void The_usual_authority_comes_first(string profession, Land land, Origin origin, string day, string authority) =>
        Assert.Equal(authority, ShippedRules.Authorities.For(ShippedRules.Professions.Find(profession)!, land, origin, Shipped.Day(day))[0].Code); // shipped

    [Fact]
    public void Before_it_was_competent_an_authority_is_not_named()
    {
        var nursing = ShippedRules.Professions.Find("PHYSIOTHERAPEUT")!; // shipped

        var before = ShippedRules.Authorities.For(nursing, Land.BY, Origin.Third, Shipped.Day("2025-06-30"));

        Assert.DoesNotContain(before, authority => authority.Code == "BY_LFP_HEIL");
        Assert.Equal("BY_LFP_HEIL", ShippedRules.Authorities.For(nursing, Land.BY, Origin.Third, Shipped.Day("2025-07-01"))[0].Code);
    }

    [Fact]
    public void Each_Land_has_an_authority_for_each_health_profession()
    {
        foreach (var land in Enum.GetValues<Land>())
        {
            foreach (var profession in ShippedRules.Professions.Professions.Where(profession => profession.AuthorityKind == "LAND_HEIL" && profession.Group.Code is "nursing" or "doctor"))
                Assert.Equal(land, ShippedRules.Authorities.For(profession, land, Origin.Third, Shipped.Day("2026-06-01"))[0].Land);
        }
    }

    [Theory]
    [InlineData("NW_ZAG", ObjectionStage.None)] // C01
    [InlineData("BE_LAGESO", ObjectionStage.Required)] // C02
    [InlineData("HWK_HANNOVER", ObjectionStage.None)] // C03
    [InlineData("TH_TMBJS", ObjectionStage.Check)]
    [InlineData("HE_RPDA", ObjectionStage.None)]
    [InlineData("HE_HLFGP", ObjectionStage.Required)]
    [InlineData("BW_RPS", ObjectionStage.None)]
    public void The_default_about_objections_is_that_of_the_Land_unless_the_authority_has_its_own(string authority, ObjectionStage stage) =>
        Assert.Equal(stage, ShippedRules.Authorities.Find(authority)!.Stage); // shipped

    [Fact]
    public void Occupations_and_authorities_fit_together()
    {
        var day = Shipped.Day("2026-06-01");
        Assert.All(ShippedRules.Professions.Professions, profession =>
        {
            Assert.NotNull(ShippedRules.Checklists.Find(profession.Checklist, day));
            Assert.All(profession.Group.Circumstances, circumstance => Assert.True(Shipped.Catalog.Circumstances.ContainsKey(circumstance)));
            Assert.All(profession.Compensation.SelectMany(pair => pair.Value), choice => Assert.NotNull(ShippedRules.Codes.Find("measure_choice")!.Find(choice))); // shipped
        });
        Assert.All(ShippedRules.Authorities.Referrals, referral => Assert.NotNull(ShippedRules.Codes.Find("referral_target")!.Find(referral.Code))); // shipped
        var kinds = ShippedRules.Authorities.Authorities.Select(authority => authority.Kind).ToHashSet();
        Assert.All(ShippedRules.Professions.Professions.Where(profession => profession.AuthorityKind is not "ARCH"), profession => Assert.Contains(profession.AuthorityKind, kinds));
    }

    [Theory]
    [InlineData("application.profession=ERZIEHER;application.kind=ERST;person.origin_group=EU_EWR_CH;person.lives_abroad=no", false)] // C05
    [InlineData("application.profession=KOCH;application.kind=ERST;person.origin_group=DRITTSTAAT;person.lives_abroad=no;person.land=NW", false)] // resident of the EU
    [InlineData("application.profession=KOCH;application.kind=ERST;person.origin_group=DRITTSTAAT;person.lives_abroad=yes;person.residence_country=IN", true)]
    [InlineData("application.profession=PFLEGEFACHPERSON;application.authority=NW_ZAG;application.kind=ERST;person.land=NW", true)] // C01: contacts with employers in NW
    [InlineData("application.profession=PFLEGEFACHPERSON;application.authority=BY_LFP;application.kind=ERST;person.land=BY", false)]
    public void Intent_to_work_is_proved_only_where_the_law_or_the_authority_asks(string facts, bool asked)
    {
        var known = ShippedRules.FactsOf(ShippedRules.Case(facts));

        var documents = ChecklistCatalog.Asked(ShippedRules.Checklists.For(known)!, known); // the occupation has one

        Assert.Equal(asked, documents.Any(document => document.Item.Document == "ERWERBSABSICHT" && document.IsSure));
        Assert.Equal(documents.Count, documents.DistinctBy(document => document.Item.Document).Count());
    }

    [Fact]
    public void Doctors_need_certified_copies_and_proofs_of_three_months_and_cooks_plain_copies()
    {
        Assert.Contains(Asked("ARZT"), document => document.Item is { Document: "AUSBILDUNGSNACHWEIS", Form: "BEGLAUBIGTE_KOPIE", CostsMoney: true });
        Assert.Contains(Asked("ARZT"), document => document.Item is { Document: "GOOD_STANDING", OldestWhenFiled: { Count: 3, Unit: LengthUnit.Months } });
        Assert.Contains(Asked("KOCH"), document => document.Item is { Document: "AUSBILDUNGSNACHWEIS", Form: "EINFACHE_KOPIE", NeedsTranslation: true });

        static IReadOnlyList<AskedDocument> Asked(string profession)
        {
            var known = ShippedRules.FactsOf(ShippedRules.Case($"application.profession={profession};application.kind=ERST;qualification.country=SY"));
            return ChecklistCatalog.Asked(ShippedRules.Checklists.For(known)!, known); // the occupation has one
        }
    }

    [Fact]
    public void A_follow_up_application_asks_for_the_proofs_of_the_training_and_a_licence_for_its_own()
    {
        var follow = ShippedRules.FactsOf(ShippedRules.Case("application.profession=KOCH;application.kind=FOLGE"));
        var doctor = ShippedRules.FactsOf(ShippedRules.Case("application.profession=ARZT;application.kind=ERST"));
        var nurse = ShippedRules.FactsOf(ShippedRules.Case("application.profession=PFLEGEFACHPERSON;application.kind=ERST"));

        Assert.Equal("FOLGEANTRAG", ShippedRules.Checklists.For(follow)?.Code);
        Assert.Equal(("APPROBATION", "ERLAUBNIS"), (ShippedRules.Checklists.ForLicence(doctor)?.Code, ShippedRules.Checklists.ForLicence(nurse)?.Code));
    }

    [Theory]
    [InlineData("kind: LAND_HEIL", "kind: land heil", "kind")]
    [InlineData("land: BW", "land: XX", "land")]
    [InlineData("groups: [nursing, doctor, health]", "groups: [nurses]", "groups")]
    [InlineData("ags: \"08111000\"", "ags: \"8111\"", "ags")]
    [InlineData("decision: { deadline: D07", "decision: { deadline: D01", "deadline")]
    [InlineData("valid_to: 2026-12-31", "valid_to: 2019-12-31", "valid_to")]
    public void A_spoilt_file_names_the_place(string from, string to, string path)
    {
        var text = Shipped.TextOf("authorities.yaml");
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);

        var reading = AuthorityFile.Read(text[..at] + to + text[(at + from.Length)..], "authorities.yaml", ShippedRules.Professions, Shipped.Catalog);

        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, problem => problem.Path.EndsWith(path, StringComparison.Ordinal) && problem.Line > 1);
    }
}
