using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>From recorded facts alone: which deadline the case scripts have, and when it ends.</summary>
public sealed class ScriptDeadlineTests
{
    private const string C01 = "application.kind=ERST;application.profession=PFLEGEFACHPERSON;application.authority=NW_ZAG;qualification.country=PH;application.received_on=2026-03-13;"
        + "application.complete_on=2026-03-31;decision.kind=AUFLAGE;decision.posted_on=2026-07-27;decision.mode=POST;decision.received_on=2026-07-30;decision.remedy_kind=KLAGE";

    private const string C02 = "application.kind=ERST;application.profession=ARZT;application.authority=BE_LAGESO;qualification.country=SY;application.received_on=2026-04-02;"
        + "application.complete_on=2026-04-30;decision.kind=AUFLAGE;decision.posted_on=2026-09-24;decision.mode=POST;decision.remedy_kind=WIDERSPRUCH;exam.kind=KENNTNISPRUEFUNG;"
        + "exam.held_on=2027-02-17;exam.attempt=1;licence.kind=APPROBATION;licence.complete_on=2027-06-30;measure.ended_on=2027-01-29";

    private const string C03 = "application.kind=ERST;application.profession=ELEKTRONIKER_ENERGIE;application.authority=HWK_HANNOVER;qualification.country=TR;application.received_on=2026-06-15;"
        + "application.complete_on=2026-07-31;decision.kind=TEIL;decision.posted_on=2026-10-26;decision.dated_on=2026-10-26;decision.mode=POST;decision.remedy_kind=KLAGE";

    private const string C03b = "application:2.kind=FOLGE;application:2.profession=ELEKTRONIKER_ENERGIE;application:2.authority=HWK_HANNOVER;application:2.received_on=2027-07-12;"
        + "application:2.complete_on=2027-07-12";

    private const string C04 = "application.kind=ZAB;application.profession=BETRIEBSWIRT_AKAD;application.authority=ZAB;qualification.country=UA;application.fee_paid_on=2026-03-06;"
        + "decision.kind=ZEUGNISBEWERTUNG;measure.ended_on=2027-02-05;title.valid_until=2027-03-04";

    private const string C05 = "application.kind=ERST;application.profession=ERZIEHER;application.authority=TH_TMBJS;qualification.country=PL;application.received_on=2027-05-18;"
        + "application.complete_on=2027-06-20;decision.kind=AUFLAGE;decision.posted_on=2027-10-11;decision.mode=POST;decision.remedy_kind=WIDERSPRUCH;decision.measure_chosen_on=2027-10-25";

    private const string C06 = "application.kind=ERST;application.profession=LEHRKRAFT;application.authority=SN_LASUB;qualification.country=UA;application.received_on=2026-06-25;"
        + "application.complete_on=2026-07-18;decision.kind=AUFLAGE;decision.posted_on=2026-11-09;decision.mode=POST;decision.remedy_kind=WIDERSPRUCH";

    private const string C08 = "application.kind=ERST;application.profession=MECHATRONIKER;application.authority=IHK_FOSA;qualification.country=TN;application.received_on=2026-04-20;"
        + "application.complete_on=2026-05-08;decision.kind=TEIL;decision.posted_on=2026-07-31;decision.mode=POST;decision.remedy_kind=KLAGE;immigration.entered_on=2026-04-07;"
        + "title.basis=AE_16D_3;title.valid_from=2026-04-07;title.valid_until=2027-04-06";

    private const string C13 = "application.kind=ERST;application.profession=PFLEGEFACHPERSON;application.authority=BY_LFP;qualification.country=RO;qualification.annex_listed=yes;"
        + "application.received_on=2026-05-04;application.complete_on=2026-05-15;decision.kind=ERLAUBNIS;decision.posted_on=2026-07-02;decision.mode=POST;decision.remedy_kind=KLAGE;"
        + "request.kind=ZWEIFEL_EU;request.dated_on=2026-06-01;request.period_end=2026-06-30";

    [Theory]
    [InlineData(C01, "receipt_deadline", "application:1", "D01s", "2026-04-13", "2026-04-13")]
    [InlineData(C01, "decision_deadline", "application:1", "D04", "2026-07-31", "2026-07-31")]
    [InlineData(C01, "remedy_deadline", "decision:1", "D10", "2026-08-31", "2026-08-31")]
    [InlineData(C02, "receipt_deadline", "application:1", "D01", "2026-05-02", "2026-05-04")]
    [InlineData(C02, "decision_deadline", "application:1", "D05", "2026-08-30", "2026-08-31")]
    [InlineData(C02, "remedy_deadline", "decision:1", "D09", "2026-10-28", "2026-10-28")]
    [InlineData(C02, null, "decision:1", "D14", "2027-03-28", "2027-03-30")]
    [InlineData(C02, "exam_day", "exam:1", "D15", "2027-02-12", "2027-02-12")]
    [InlineData(C02, "licence_deadline", "licence:1", "D05a", "2027-09-30", "2027-09-30")]
    [InlineData(C02, null, "measure:1", "D51", "2027-02-26", "2027-02-26")]
    [InlineData(C02, null, "measure:1", "D52", "2027-07-29", "2027-07-29")]
    [InlineData(C02, null, "application:1", "D12", "2026-07-02", "2026-07-03")]
    [InlineData(C03, "receipt_deadline", "application:1", "D01", "2026-07-15", "2026-07-15")]
    [InlineData(C03, "decision_deadline", "application:1", "D03", "2026-10-31", "2026-11-02")]
    [InlineData(C03, "remedy_deadline", "decision:1", "D10", "2026-11-30", "2026-11-30")]
    [InlineData(C03, null, "decision:1", "D17", "2031-10-26", "2031-10-26")]
    [InlineData(C03 + ";" + C03b, "receipt_deadline", "application:2", "D01", "2027-08-12", "2027-08-12")]
    [InlineData(C03 + ";" + C03b, "decision_deadline", "application:2", "D03", "2027-10-12", "2027-10-12")]
    [InlineData(C03 + ";" + C03b, null, "application:1", "D03", "2026-10-31", "2026-11-02")]
    [InlineData(C04, "decision_deadline", "application:1", "D62", "2026-06-06", "2026-06-08")]
    [InlineData(C04, null, "measure:1", "D52", "2027-08-05", "2027-08-05")]
    [InlineData(C05, "receipt_deadline", "application:1", "D01", "2027-06-18", "2027-06-18")]
    [InlineData(C05, "decision_deadline", "application:1", "D07", "2027-09-20", "2027-09-21")]
    [InlineData(C05, "remedy_deadline", "decision:1", "D09", "2027-11-15", "2027-11-15")]
    [InlineData(C05, null, "decision:1", "D14", "2028-04-25", "2028-04-25")]
    [InlineData(C06, "receipt_deadline", "application:1", "D01", "2026-07-25", "2026-07-27")]
    [InlineData(C06, "decision_deadline", "application:1", "D07", "2026-11-18", "2026-11-19")]
    [InlineData(C06, "remedy_deadline", "decision:1", "D09", "2026-12-13", "2026-12-14")]
    [InlineData(C08, "receipt_deadline", "application:1", "D01", "2026-05-20", "2026-05-20")]
    [InlineData(C08, "decision_deadline", "application:1", "D03", "2026-08-08", "2026-08-10")]
    [InlineData(C08, "remedy_deadline", "decision:1", "D10", "2026-09-04", "2026-09-04")]
    [InlineData(C08, null, "immigration:1", "D63", "2026-04-21", "2026-04-21")]
    [InlineData(C08, null, "title:1", "D19", "2027-04-06", "2027-04-06")]
    [InlineData(C08, null, "title:1", "D21m", "2029-04-06", "2029-04-06")]
    [InlineData(C13, "receipt_deadline", "application:1", "D01s", "2026-06-04", "2026-06-05")]
    [InlineData(C13, "decision_deadline", "application:1", "D04a", "2026-08-15", "2026-08-17")]
    [InlineData(C13, "remedy_deadline", "decision:1", "D10", "2026-08-06", "2026-08-06")]
    public void A_script_has_its_deadline(string facts, string? table, string about, string code, string raw, string end)
    {
        // the table is asked about the current objects, as a procedure asks it
        if (table is not null)
            Assert.Equal(code, ShippedRules.Ask(table, facts).Text("deadline"));

        var deadline = Shipped.Compute(code, ShippedRules.Request(facts, about, code, caseId: "IQ-BE-2026-1"));

        Assert.Equal((Shipped.Day(raw), Shipped.Day(end)), (code == "D12" ? deadline.End.AddDays(-1) : deadline.RawEnd, deadline.End));
    }

    [Fact]
    public void C13_a_doubt_about_Romanian_papers_neither_moves_nor_flags_the_period_of_nursing() =>
        Assert.Empty(Shipped.Compute("D04a", ShippedRules.Request(C13, "application:1", "D04a")).Flags);

    [Fact]
    public void C05_the_extension_of_the_authority_counts_up_to_the_month_and_that_of_the_client_does_not()
    {
        var month = C05 + ";extension.announced_on=2027-09-14;extension.length=1 month;extension.reasoned=yes;extension.asked_by=STELLE";
        var beyond = C05 + ";extension.announced_on=2027-09-14;extension.new_end=2027-11-30;extension.reasoned=yes;extension.asked_by=STELLE";
        var clients = C05 + ";extension.announced_on=2027-09-14;extension.length=1 month;extension.asked_by=RATSUCHENDE";

        Assert.Equal(Shipped.Day("2027-10-20"), Compute(month).End);
        Assert.Equal((Shipped.Day("2027-10-20"), Shipped.Day("2027-11-30")), (Compute(beyond).End, Compute(beyond).Announced));
        Assert.Contains("UNZULAESSIG_EU_1_MONAT", Compute(beyond).Flags.Select(flag => flag.Code));
        Assert.Equal(Shipped.Day("2027-09-21"), Compute(clients).End);

        static Deadline Compute(string facts) => Shipped.Compute("D07", ShippedRules.Request(facts, "application:1", "D07"));
    }

    [Fact]
    public void T21_and_T23_requests_suspend_from_their_notification_to_the_end_of_the_period_set()
    {
        const string Complete = "application.kind=ERST;application.profession=KOCH;application.authority=IHK_WUPPERTAL;application.complete_on=2026-03-16;application.received_on=2026-03-10";
        const string One = Complete + ";request.kind=INHALT;request.notified_on=2026-04-13;request.period_end=2026-05-11";
        const string Two = One + ";request:2.kind=ZWEIFEL;request:2.notified_on=2026-05-04;request:2.period_end=2026-05-29";

        Assert.Equal(Shipped.Day("2026-07-15"), Shipped.Compute("D03", ShippedRules.Request(One, "application:1", "D03")).End);
        Assert.Equal(Shipped.Day("2026-08-03"), Shipped.Compute("D03", ShippedRules.Request(Two, "application:1", "D03")).End);
    }

    [Fact]
    public void T22_a_qualification_analysis_suspends_and_one_that_lasts_pauses()
    {
        const string Began = "application.kind=ERST;application.profession=ELEKTRONIKER_ENERGIE;application.authority=HWK_HANNOVER;application.complete_on=2026-01-12;"
            + "application.received_on=2026-01-05;analysis.started_on=2026-02-16";

        Assert.Equal(Shipped.Day("2026-07-17"), Shipped.Compute("D03", ShippedRules.Request(Began + ";analysis.ended_on=2026-05-22", "application:1", "D03")).End);
        Assert.IsType<DeadlineOutcome.Paused>(Shipped.Catalog.Evaluate("D03", ShippedRules.Request(Began, "application:1", "D03")));
    }

    [Fact]
    public void T37_the_period_of_a_request_is_its_own_and_the_client_may_get_more()
    {
        const string Asked = "application.kind=ERST;application.profession=KOCH;application.authority=IHK_WUPPERTAL;application.received_on=2026-09-01;request.kind=FEHLEND;"
            + "request.posted_on=2026-10-01;request.mode=POST;request.period_length=4 weeks";

        Assert.Equal(Shipped.Day("2026-11-02"), Shipped.Compute("D08", ShippedRules.Request(Asked, "request:1", "D08")).End);
        Assert.Equal(
            Shipped.Day("2026-11-16"),
            Shipped.Compute("D08", ShippedRules.Request(Asked + ";extension.announced_on=2026-10-20;extension.new_end=2026-11-16;extension.asked_by=RATSUCHENDE", "request:1", "D08")).End);
    }

    [Fact]
    public void C02_a_letter_of_which_only_the_arrival_is_known_counts_from_then()
    {
        var request = ShippedRules.Request(
            "application.kind=ERST;application.profession=ARZT;application.authority=BE_LAGESO;request.kind=FEHLEND;request.mode=ELEKTRONISCH;request.received_on=2026-04-28;request.period_end=2026-05-26",
            "request:1", "D08");

        Assert.Equal((Shipped.Day("2026-04-28"), Shipped.Day("2026-05-26")), (Shipped.Compute("D08", request).Start, Shipped.Compute("D08", request).End));
    }

    [Fact]
    public void A_withdrawal_ends_it()
    {
        var withdrawn = ShippedRules.Request(C03 + ";application.withdrawn_on=2026-08-10", "application:1", "D03");

        Assert.IsType<DeadlineOutcome.Ended>(Shipped.Catalog.Evaluate("D03", withdrawn));
    }

    [Fact]
    public void Of_an_object_that_is_not_there_nothing_can_be_computed()
    {
        var outcome = Shipped.Catalog.Evaluate("D03", DeadlineInput.Of(new CaseView("IQ-NW-2026-1", []), new ObjectRef("application", 1), "D03", ShippedRules.Deadlines, Shipped.Day("2026-06-01")));

        Assert.IsType<DeadlineOutcome.NotComputable>(outcome);
    }
}
