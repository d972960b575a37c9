using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Tests.Facts;

public sealed class ShippedFactsTests
{
    private static FactCatalog Catalog => Shipped.CaseFacts;

    [Theory]
    [InlineData("case person contact appointment document application request extension analysis decision difference remedy measure exam licence title funding language esf consent employment immigration note")]
    public void Every_kind_of_object_has_fields(string kinds) =>
        Assert.All(kinds.Split(' '), kind => Assert.True(Catalog.Of(kind).Count > 2, kind));

    [Theory]
    [InlineData("state", "ANFRAGE TERMINIERT ERSTBERATUNG REFERENZBERUF ZUSTAENDIGKEIT UNTERLAGEN ANTRAG_BEREIT ANTRAG_GESTELLT NACHFORDERUNG IN_PRUEFUNG GEHEMMT QUALIFIKATIONSANALYSE BESCHEID RECHTSBEHELF MASSNAHMEPLANUNG MASSNAHME PRUEFUNG BERUFSZULASSUNG ARBEITSMARKT NACHBETREUUNG RUHEND ABGESCHLOSSEN")]
    [InlineData("decision_kind", "VOLL TEIL AUFLAGE ABLEHNUNG_KEINE_GW ABLEHNUNG_MITWIRKUNG ABLEHNUNG_FORMAL GESONDERTER_BESCHEID ERLAUBNIS BERUFSERLAUBNIS PARTIELL ZEUGNISBEWERTUNG KEINE_BEWERTUNG DAB_POSITIV DAB_NEGATIV EINSTELLUNG WIDERSPRUCHSBESCHEID ABHILFEBESCHEID")]
    [InlineData("closing_reason", "ZIEL_ERREICHT_ANERKENNUNG ZIEL_ERREICHT_BESCHAEFTIGUNG NUR_INFORMATION VERWEIS_ZSBA VERWEIS_SCHULE_STUDIUM VERWEIS_ANDERE_BERATUNG KEIN_REFERENZBERUF KEIN_VERFAHREN_GEWUENSCHT RUECKNAHME_ANTRAG ABLEHNUNG_ENDGUELTIG MASSNAHME_ABGELEHNT MASSNAHME_ABGEBROCHEN ENDGUELTIG_NICHT_BESTANDEN KEINE_FINANZIERUNG KONTAKTABBRUCH KEIN_KONTAKT FEHLKONTAKT WEGZUG ABGABE_ANDERE_BST WIDERRUF_EINWILLIGUNG DATENLOESCHUNG VERSTORBEN SONSTIGES")]
    [InlineData("residence_status", "DE EU_EWR_CH FAM_EU NE DA_EU AE_16A AE_16B AE_16D_1 AE_16D_3 AE_16D_4 AE_16D_5 AE_16D_6 AE_17 AE_18A AE_18B BLAUE_KARTE_18G AE_18D AE_19C AE_20 CHANCENKARTE_20A AE_21 AE_24 AE_22_23 AE_25_1 AE_25_2 AE_25_3 AE_25_5 AE_25A_25B AE_104C AE_FAMILIE FIKTION GESTATTUNG DULDUNG VISUM AUSLAND OHNE UNBEKANNT")]
    [InlineData("consent_purpose", "BERATUNG_DOKU EMAIL_KONTAKT EMAIL_INHALT MESSENGER WEITERGABE_ZUST WEITERGABE_QUT WEITERGABE_JC_AA WEITERGABE_AG WEITERGABE_BST ESF_DATEN ESF_SENSIBEL NACHBEFRAGUNG FOTO_VIDEO FALLBEISPIEL_ANONYM")]
    [InlineData("channel", "PERSOENLICH_BST PERSOENLICH_MOBIL TELEFON EMAIL VIDEO CHAT_MESSENGER ONLINE_PORTAL BRIEF GRUPPE")]
    [InlineData("procedure", "VERWEIS_ZSBA VERWEIS_SCHULE BVFG10 REG_AUTO REG_EU REG_DRITT NREG_DUAL REG_HWO ZAB_ZB LAND_BQFG VALID BERATUNG_OHNE_VERFAHREN")]
    [InlineData("esf_state", "KEINE EINTRITT_OFFEN TEILNEHMEND AUSTRITT_OFFEN AUSGETRETEN VERBLEIB_OFFEN FERTIG")]
    [InlineData("funding_state", "OFFEN BEANTRAGT BEWILLIGT ABGELEHNT NICHT_NOETIG")]
    [InlineData("measure_kind", "ANPASSUNGSLEHRGANG VORBEREITUNG_KP VORBEREITUNG_EP APQ_BETRIEB APQ_KURS UELU BRUECKE SPRACHE_BSK MENTORING")]
    [InlineData("document_status", "FEHLT ANGEFORDERT VORHANDEN_ORIGINAL KOPIE BEGLAUBIGT UEBERSETZT GEPRUEFT NICHT_BESCHAFFBAR NICHT_NOETIG")]
    [InlineData("land", "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH")]
    public void The_lists_of_the_domain_have_exactly_its_codes(string list, string codes) =>
        Assert.Equal(codes.Split(' '), Catalog.Codes.Find(list)!.Codes.Select(entry => entry.Code));

    [Theory]
    [InlineData("country", "XK XXA SU YU CS NO TR UA PH TN SY RO PL DE")]
    [InlineData("language", "de en uk ar tr fa prs ti so ku kmr ckb no")]
    public void Countries_and_languages_are_there_also_those_without_an_iso_code(string list, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.NotNull(Catalog.Codes.Find(list)!.Find(code)));

    [Fact]
    public void A_nationality_may_be_unknown() => Assert.NotNull(Catalog.Codes.Find("country")!.Find(new string('X', 3)));

    [Fact]
    public void All_countries_of_iso_3166_are_there() =>
        Assert.Equal(249, Catalog.Codes.Find("country")!.Codes.Count(entry => entry.Code.Length == 2 && entry.Code is not ("XK" or "SU" or "YU" or "CS")));

    [Fact]
    public void What_suspends_a_deadline_is_a_kind_of_request_or_an_analysis() => Assert.Subset(
        Shipped.Catalog.Causes.Keys.ToHashSet(),
        Catalog.Codes.Find("request_kind")!.Codes.Select(entry => entry.Code).ToHashSet());

    [Fact]
    public void Every_fact_that_a_deadline_of_recognition_starts_from_can_be_recorded()
    {
        string[] ofLabourLaw = ["dismissal_received", "refusal_received", "written_claim_made", "claim_due", "claim_arose", "first_day_without_work"];

        Assert.Equal(ofLabourLaw.Order(), Shipped.Catalog.Facts.Keys.Where(fact => Catalog.OfDeadlineFact(fact).Count == 0).Order());
    }

    [Fact]
    public void Names_of_fields_and_of_kinds_are_told_apart_in_both_languages()
    {
        Assert.All(Catalog.Kinds, kind => Assert.Equal(Catalog.Of(kind.Name).Count, Catalog.Of(kind.Name).Select(field => field.Label.German).Distinct().Count()));
        Assert.All(Catalog.Kinds, kind => Assert.Equal(Catalog.Of(kind.Name).Count, Catalog.Of(kind.Name).Select(field => field.Label.English).Distinct().Count()));
        Assert.Equal(Catalog.Kinds.Count, Catalog.Kinds.Select(kind => kind.Table).Distinct().Count());
    }

    [Theory]
    [InlineData("person.name")]
    [InlineData("person.email")]
    [InlineData("person.born_on")]
    [InlineData("person.nationalities")]
    [InlineData("case.wish")]
    [InlineData("decision.note")]
    [InlineData("measure.provider")]
    [InlineData("title.kind")]
    [InlineData("esf.disability")]
    public void What_names_or_describes_a_person_is_not_open(string fact) => Assert.False(Catalog.Find(fact)!.IsOpen);

    [Fact]
    public void No_free_text_is_open() =>
        Assert.DoesNotContain(Catalog.Fields, field => field.IsOpen && (field.Type == FactType.LongText || field.Type == FactType.Text && field.MaxLength > 64));

    [Theory]
    [InlineData("esf.disability", "ESF_SENSIBEL")]
    [InlineData("person.access_needs", "BERATUNG_DOKU")]
    public void Special_categories_need_a_consent(string fact, string purpose) => Assert.Equal(purpose, Catalog.Find(fact)!.Consent);

    [Fact]
    public void A_list_from_another_file_is_added_without_touching_the_rest()
    {
        var with = Catalog.With(new CodeList("authority", [new CodeEntry("LAGESO", new("LAGeSo", "LAGeSo"))]));

        Assert.NotNull(with.Codes.Find("authority")!.Find("LAGESO"));
        Assert.Null(Catalog.Codes.Find("authority"));
        Assert.Same(Catalog.Fields, with.Fields);
    }
}
