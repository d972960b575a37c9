using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Cases.Tests.Occasions;

public sealed class SilenceTests
{
    private const string Withdrawn = "consent.purpose=EMAIL_KONTAKT; consent.given_on=2026-01-21; consent.withdrawn_on=2026-08-01";

    private static readonly RungDeciding s_deciding = new(ShippedOccasions.Catalog, Shipped.Holidays, Shipped.At("NW"));

    [Theory]
    [InlineData("M09", "", "Do")]
    [InlineData("M09", "case.paused_since=2026-08-01", "LeaveOut STUFE_FALL_RUHT")]
    [InlineData("M09", "case.state=ABGESCHLOSSEN", "StopLadder STUFE_FALL_GESCHLOSSEN")]
    [InlineData("M09", Withdrawn, "AskSomebody STUFE_EINWILLIGUNG_WIDERRUFEN")]
    [InlineData("M09", Withdrawn + "; consent:2.purpose=EMAIL_KONTAKT; consent:2.given_on=2026-08-02", "Do")]
    [InlineData("M09", "application.documents_ready_on=2026-08-10", "StopLadder LEITER_BEENDET")]
    [InlineData("M22", "case.paused_since=2026-08-01", "AskSomebody STUFE_FALL_RUHT")]
    [InlineData("M22", "case.state=ABGESCHLOSSEN", "AskSomebody STUFE_FALL_GESCHLOSSEN")]
    [InlineData("M22", Withdrawn, "AskSomebody STUFE_EINWILLIGUNG_WIDERRUFEN")]
    [InlineData("M22", "decision.kind=AUFLAGE; decision.remedy_choice=KEIN_RECHTSBEHELF", "StopLadder LEITER_BEENDET")]
    [InlineData("M22", "decision.kind=ERLAUBNIS", "StopLadder LEITER_BEENDET")] // C13: shown, no warnings
    [InlineData("M22", "decision.kind=TEIL; remedy.filed_on=2026-08-20", "StopLadder LEITER_BEENDET")]
    [InlineData("M22", "decision.kind=TEIL; remedy.filed_on=2025-08-20", "Do")] // against another decision, long ago
    [InlineData("M37", "case.state=ABGESCHLOSSEN; case.closing_reason=KONTAKTABBRUCH", "Do")]
    [InlineData("M37", "case.state=ABGESCHLOSSEN; case.closing_reason=VERSTORBEN", "StopLadder LEITER_BEENDET")]
    public void A_message_is_sent_asked_for_or_left_out(string code, string facts, string expected)
    {
        var question = Ask(code);

        var decision = s_deciding.Decide(question, ShippedOccasions.Case(facts, "2026-08-24"), ShippedOccasions.At("2026-08-24"));

        Assert.Equal(expected, Told(decision));
    }

    [Fact]
    public void A_withdrawn_consent_makes_one_task_for_a_ladder_but_one_for_each_warning_of_a_right()
    {
        var situation = ShippedOccasions.Case(Withdrawn, "2026-08-24");

        Assert.Equal("LeaveOut STUFE_EINWILLIGUNG_WIDERRUFEN", Told(s_deciding.Decide(Ask("M09") with { SomebodyWasAsked = true }, situation, ShippedOccasions.At("2026-08-24"))));
        Assert.Equal("AskSomebody STUFE_EINWILLIGUNG_WIDERRUFEN", Told(s_deciding.Decide(Ask("M22") with { SomebodyWasAsked = true }, situation, ShippedOccasions.At("2026-08-24"))));
    }

    [Fact]
    public void Missed_messages_collapse_and_tasks_never_do()
    {
        var situation = ShippedOccasions.Case("", "2026-10-20");
        var occasion = ShippedOccasions.Catalog.Find("M09")!; // the table has it

        var mail = Ask("M09") with { LaterMissed = Shipped.Day("2026-10-13") };
        var task = mail with { Rung = occasion.Rungs.Single(rung => rung.Form == RungForm.Task) };

        Assert.Equal("LeaveOut STUFE_ZUSAMMENGEFASST", Told(s_deciding.Decide(mail, situation, ShippedOccasions.At("2026-10-20"))));
        Assert.Equal("Do", Told(s_deciding.Decide(task, situation, ShippedOccasions.At("2026-10-20"))));
    }

    [Fact]
    public void A_server_that_comes_back_at_night_waits_for_the_morning()
    {
        var decision = s_deciding.Decide(Ask("M09"), ShippedOccasions.Case("", "2026-10-02"), ShippedOccasions.At("2026-10-02", 23));

        Assert.Equal(new RungDecision.WaitUntil(ShippedOccasions.At("2026-10-05", 7)), decision); // Saturday is a holiday, then comes Sunday
    }

    [Theory]
    [InlineData("D10=2026-12-30", "LeaveOut STUFE_TRIFFT_NICHT_ZU", "Do")] // C12, variant: a class C deadline is open
    [InlineData("", "Do", "LeaveOut STUFE_TRIFFT_NICHT_ZU")]
    [InlineData("D03=2026-12-30", "Do", "LeaveOut STUFE_TRIFFT_NICHT_ZU")] // binds the authority
    public void A_lost_contact_closes_the_case_unless_a_right_may_still_be_lost(string deadlines, string closing, string lead)
    {
        var occasion = ShippedOccasions.Catalog.Find("M06")!; // the table has it
        var situation = ShippedOccasions.Case("case.contact_lost_on=2026-10-27", "2026-12-22", deadlines);

        string Decided(RungForm form) => Told(s_deciding.Decide(
            new RungQuestion(occasion, occasion.Rungs.Single(rung => rung.Form == form), ObjectRef.Case, Shipped.Day("2026-10-27")), situation, ShippedOccasions.At("2026-12-22")));

        Assert.Equal(closing, Decided(RungForm.Event));
        Assert.Equal(lead, Decided(RungForm.Escalation));
    }

    [Theory]
    [InlineData("contact.held_on=2026-12-10; contact.kind=ANTWORT", "StopLadder LEITER_BEENDET")] // C12, variant: the client replies
    [InlineData("document.received_on=2026-12-10", "StopLadder LEITER_BEENDET")]
    [InlineData("contact.held_on=2026-10-27; contact.kind=NICHT_ERREICHT", "Do")]
    [InlineData("contact.held_on=2026-11-10; contact.kind=KONTAKT; contact.partner=STELLE", "Do")]
    [InlineData("contact.held_on=2026-09-01; contact.kind=KONTAKT", "Do")] // before the mark
    public void Any_contact_with_the_client_ends_the_announcement(string facts, string expected) =>
        Assert.Equal(expected, Told(s_deciding.Decide(Ask("M06", "2026-10-27"), ShippedOccasions.Case(facts, "2026-12-22"), ShippedOccasions.At("2026-12-22"))));

    private static RungQuestion Ask(string code, string start = "2026-07-31")
    {
        var occasion = ShippedOccasions.Catalog.Find(code)!; // the table has it
        return new RungQuestion(occasion, occasion.Rungs[0], ObjectRef.Case, Shipped.Day(start));
    }

    private static string Told(RungDecision decision) => decision switch
    {
        RungDecision.AskSomebody ask => $"AskSomebody {ask.Why.Code}",
        RungDecision.LeaveOut leaveOut => $"LeaveOut {leaveOut.Why.Code}",
        RungDecision.StopLadder stop => $"StopLadder {stop.Why.Code}",
        _ => decision.GetType().Name,
    };
}
