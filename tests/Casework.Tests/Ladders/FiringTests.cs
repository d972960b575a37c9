using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Cases.Occasions;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Ladders;

public sealed class FiringTests
{
    [Fact]
    public async Task Each_rung_is_done_on_its_day_and_once()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M09");

        desk.GoTo("2026-03-16", 7);
        Assert.Equal(0, await desk.FireAsync());
        desk.GoTo("2026-03-16", 8);
        Assert.Equal(1, await desk.FireAsync());
        Assert.Equal(0, await desk.FireAsync());
        await desk.LiveUntilAsync("2026-06-01");

        Assert.Equal(
            ["M09 mail client 2026-03-16 Done", "M09 mail client 2026-03-30 Done", "M09 mail client 2026-04-13 Done", "M09 task counsellor 2026-04-27 Done"], await desk.RungsAsync());
        Assert.Equal(3, await desk.MessagesAsync());
        Assert.Equal(["Anrufen: acht Wochen ohne Unterlagen"], await desk.TitlesAsync("L1"));
    }

    [Fact]
    public async Task What_was_asked_for_under_a_condition_is_asked_no_longer_once_that_does_not_hold()
    {
        await using var desk = await LadderDesk.BeginAsync();
        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.counselled_on", "2026-03-02")));
        await desk.OpenAsync("M07");
        await desk.LiveUntilAsync("2026-03-12");
        Assert.Equal(["Protokoll der Beratung freigeben"], await desk.TitlesAsync("L1"));
        Assert.Equal(["Protokoll der Beratung fehlt"], await desk.TitlesAsync("L2"));

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.protocol_on", "2026-03-11")));

        Assert.Empty(await desk.TitlesAsync("L1"));
        Assert.Empty(await desk.TitlesAsync("L2"));
        Assert.Equal(["Protokoll der Beratung freigeben: STUFE_TRIFFT_NICHT_ZU", "Protokoll der Beratung fehlt: STUFE_TRIFFT_NICHT_ZU"], await desk.WithdrawnAsync());
    }

    [Fact]
    public async Task A_late_server_catches_up_with_one_message_and_every_task()
    {
        await using var desk = await LadderDesk.BeginAsync(onFile: true);
        await desk.OpenAsync("M09");

        desk.GoTo("2026-07-01");
        await desk.Scenario.Base.RestartAsync();
        await desk.FireAsync();
        await desk.Scenario.Base.RestartAsync();
        await desk.FireAsync();

        Assert.Equal(
            [
                "M09 mail client 2026-03-16 LeftOut STUFE_ZUSAMMENGEFASST", "M09 mail client 2026-03-30 LeftOut STUFE_ZUSAMMENGEFASST", "M09 mail client 2026-04-13 Done",
                "M09 task counsellor 2026-04-27 Done",
            ],
            await desk.RungsAsync());
        Assert.Equal(1, await desk.MessagesAsync());
    }

    [Fact]
    public async Task What_the_client_does_begins_the_ladder_anew()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M09");
        await desk.LiveUntilAsync("2026-03-20");

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "document", true, ("document.code", "LEBENSLAUF"), ("document.status", "KOPIE"), ("document.received_on", "2026-03-20")));
        await desk.LiveUntilAsync("2026-04-03");

        var rungs = await desk.RungsAsync();
        Assert.Equal("M09 mail client 2026-03-16 Done", rungs[0]);
        Assert.All(rungs.Skip(1).Take(3), rung => Assert.EndsWith(LadderReason.Restarted, rung, StringComparison.Ordinal));
        Assert.Equal(["M09 mail client 2026-04-07 Planned", "M09 mail client 2026-04-17 Planned", "M09 mail client 2026-05-04 Planned", "M09 task counsellor 2026-05-15 Planned"], rungs.Skip(4)); // 3 April is Good Friday
    }

    [Fact]
    public async Task A_lost_contact_is_announced_and_closes_the_case()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M05", "2026-03-02");

        await desk.LiveUntilAsync("2026-05-01");

        Assert.Equal(["M05 mail client 2026-03-16 Done", "M05 mail client 2026-03-30 Done"], await desk.RungsAsync("M05"));
        Assert.Equal(
            ["M06 mail client 2026-04-13 Done", "M06 event procedure 2026-04-27 Done", "M06 escalation lead 2026-04-27 LeftOut STUFE_TRIFFT_NICHT_ZU"], await desk.RungsAsync("M06"));
        Assert.Equal(["contact lost"], desk.Scenario.Base.Lines);
    }

    [Fact]
    public async Task A_reply_before_the_closing_cancels_it()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M05", "2026-03-02");
        await desk.LiveUntilAsync("2026-04-15");

        Done(await desk.Scenario.FactsAsync(
            desk.CaseId, "contact", true, ("contact.held_on", "2026-04-15"), ("contact.channel", "EMAIL"), ("contact.kind", "ANTWORT"), ("contact.partner", "RATSUCHENDE")));
        await desk.LiveUntilAsync("2026-06-01");

        Assert.Equal(
            ["M06 mail client 2026-04-13 Done", "M06 event procedure 2026-04-27 LeftOut LEITER_BEENDET", "M06 escalation lead 2026-04-27 LeftOut LEITER_BEENDET"], await desk.RungsAsync("M06"));
        Assert.Empty(desk.Scenario.Base.Lines);
    }

    [Fact]
    public async Task The_closing_counts_from_the_day_the_announcement_was_really_sent()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M06", "2026-03-02");

        desk.GoTo("2026-05-04");
        await desk.FireAsync();

        Assert.Equal(["M06 mail client 2026-04-13 Done", "M06 event procedure 2026-05-18 Planned", "M06 escalation lead 2026-05-18 Planned"], await desk.RungsAsync());
    }

    [Fact]
    public async Task A_resting_case_is_left_alone_but_for_rights_that_may_be_lost()
    {
        await using var desk = await LadderDesk.BeginAsync();
        Done(await desk.Scenario.FactsAsync(desk.CaseId, "title", true, ("title.kind", "AE_FAMILIE"), ("title.valid_until", "2026-06-01")));
        await desk.OpenAsync("M09");
        await desk.OpenAsync("M33");

        Done(await new PauseCase(desk.Scenario.Runtime).RunAsync(desk.CaseId, LadderDesk.Day("2026-12-01"), CaseScenario.Counsellor, CancellationToken.None));
        await desk.LiveUntilAsync("2026-05-11");

        Assert.All(await desk.RungsAsync("M09"), rung => Assert.EndsWith(LadderReason.Paused, rung, StringComparison.Ordinal));
        Assert.Equal(["M33 mail client 2026-03-09 Asked", "M33 mail client 2026-04-02 Asked", "M33 mail client 2026-05-04 Asked"], (await desk.RungsAsync("M33")).Take(3));
        Assert.Equal(3, (await desk.TitlesAsync("L1")).Count(title => title.StartsWith("Brief oder Anruf", StringComparison.Ordinal)));
        Assert.Equal(0, await desk.MessagesAsync());
    }

    [Fact]
    public async Task A_rung_that_fails_is_tried_again_given_up_in_the_end_and_done_when_somebody_asks()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M09");
        await desk.Scenario.Runtime.Writer.WriteAsync(turn => turn.Execute("update ladders set about = 'nothing'"), CancellationToken.None);
        var again = new TryAgain(desk.Scenario.Runtime);

        desk.GoTo("2026-03-16");
        await desk.FireAsync();
        var first = Assert.Single(await again.ListAsync(CancellationToken.None));
        Assert.Equal((1, desk.Scenario.Clock.GetUtcNow().AddMinutes(1)), (first.Attempts, first.NextTryAt));
        await desk.LiveUntilAsync("2026-03-18");
        var last = Assert.Single(await again.ListAsync(CancellationToken.None));
        Assert.Equal((10, null), (last.Attempts, last.NextTryAt));
        Assert.Equal("M09 mail client 2026-03-16 Failed", (await desk.RungsAsync())[0]);

        await desk.Scenario.Runtime.Writer.WriteAsync(turn => turn.Execute("update ladders set about = 'case:1'"), CancellationToken.None);
        Assert.Equal(1, await again.AllAsync(CancellationToken.None));
        await desk.FireAsync();

        Assert.Equal("M09 mail client 2026-03-16 Done", (await desk.RungsAsync())[0]);
        Assert.Empty(await again.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_will_be_sent_is_told_with_its_reason_and_what_stands_against_it()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M09");

        var plan = await new ShowPlan(desk.Scenario.Runtime).RunAsync(desk.CaseId, 30, CancellationToken.None);
        Done(await new PauseCase(desk.Scenario.Runtime).RunAsync(desk.CaseId, LadderDesk.Day("2026-12-01"), CaseScenario.Counsellor, CancellationToken.None));
        var paused = await new ShowPlan(desk.Scenario.Runtime).RunAsync(desk.CaseId, 30, CancellationToken.None);

        Assert.Equal([(LadderDesk.Day("2026-03-16"), "client"), (LadderDesk.Day("2026-03-30"), "client")], plan.Select(send => (send.Day, send.Recipient)));
        Assert.Equal("Stufe 1 von 3: 14 Tage nach dem Mo 02.03.2026", new LadderText(Cases.Deadlines.Language.German).Sentence(plan[0].Why));
        Assert.All(plan, send => Assert.Null(send.Against));
        Assert.All(paused, send => Assert.Equal(LadderReason.Paused, send.Against?.Code));
    }
}
