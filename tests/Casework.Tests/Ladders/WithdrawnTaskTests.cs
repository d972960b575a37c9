using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Cases.Occasions;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Ladders;

public sealed class WithdrawnTaskTests
{
    [Fact]
    public async Task What_ends_a_ladder_ends_what_it_asked_people_to_do()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M01");
        await desk.LiveUntilAsync("2026-03-10");
        Assert.Equal(["Anfrage persönlich beantworten", "Anfrage seit fünf Arbeitstagen unbeantwortet"], await desk.AskedAsync());

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.first_answered_on", "2026-03-10")));

        Assert.Empty(await desk.AskedAsync());
        Assert.Equal(
            [$"Anfrage persönlich beantworten: {LadderReason.StoppedBy}", $"Anfrage seit fünf Arbeitstagen unbeantwortet: {LadderReason.StoppedBy}"], await desk.WithdrawnAsync());
    }

    [Fact]
    public async Task What_the_procedure_ends_is_not_asked_any_more()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M01");
        await desk.LiveUntilAsync("2026-03-05");

        await desk.StopAsync("M01");

        Assert.Equal([$"Anfrage persönlich beantworten: {LadderReason.StoppedByProcedure}"], await desk.WithdrawnAsync());
    }

    [Fact]
    public async Task A_call_about_silence_is_withdrawn_when_the_client_does_something()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M09");
        await desk.LiveUntilAsync("2026-05-01");
        Assert.Equal(["Anrufen: acht Wochen ohne Unterlagen"], await desk.AskedAsync());

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "document", true, ("document.code", "LEBENSLAUF"), ("document.status", "KOPIE"), ("document.received_on", "2026-05-01")));

        Assert.Equal([$"Anrufen: acht Wochen ohne Unterlagen: {LadderReason.Restarted}"], await desk.WithdrawnAsync());
    }

    [Fact]
    public async Task A_call_instead_of_a_message_that_could_not_be_written_ends_with_its_ladder()
    {
        await using var desk = await LadderDesk.BeginAsync();
        Done(await desk.Scenario.FactsAsync(desk.CaseId, "person", false, ("person.unsafe_contact", "yes")));
        await desk.OpenAsync("M09");
        await desk.LiveUntilAsync("2026-03-17");
        Assert.Equal(["Anrufen: Nachricht kann nicht geschrieben werden"], await desk.AskedAsync());

        await desk.StopAsync("M09");

        Assert.Empty(await desk.AskedAsync());
    }

    [Fact]
    public async Task What_was_done_stays_done()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await desk.OpenAsync("M01");
        await desk.LiveUntilAsync("2026-03-05");
        Done(await desk.Scenario.CompleteAsync(desk.CaseId, "Anfrage persönlich beantworten"));

        await desk.StopAsync("M01");

        Assert.Empty(await desk.WithdrawnAsync());
        Assert.Equal(1, await desk.Scenario.Base.NumberAsync("select count(*) from case_tasks where occasion = 'M01' and state = 'Done' and end_reason is null"));
    }

    [Fact]
    public async Task A_case_that_gets_on_again_is_not_to_be_seen_to_any_more()
    {
        await using var desk = await LadderDesk.BeginAsync();
        var looking = new LookAtCases(desk.Scenario.Runtime);
        desk.GoTo("2026-03-09");
        await looking.SweepStalledAsync(CancellationToken.None);
        Assert.Equal(["Stau: Anfrage unbeantwortet"], await desk.AskedAsync());

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.stalled_known_until", "2026-03-20")));
        Assert.Equal([$"Stau: Anfrage unbeantwortet: {LadderReason.NoLongerStalled}"], await desk.WithdrawnAsync());

        desk.GoTo("2026-03-23");
        await looking.SweepStalledAsync(CancellationToken.None);
        Assert.Equal(["Stau: Anfrage unbeantwortet"], await desk.AskedAsync());
    }

    [Fact]
    public async Task Closing_a_case_silences_no_warning_of_the_clients_own_deadlines()
    {
        await using var desk = await LadderDesk.BeginAsync();
        Done(await desk.Scenario.FactsAsync(desk.CaseId, "title", true, ("title.kind", "AE_FAMILIE"), ("title.valid_until", "2026-06-01")));
        await desk.OpenAsync("M01");
        await desk.OpenAsync("M33");
        await desk.LiveUntilAsync("2026-05-20");
        Assert.Contains("Anrufen: Aufenthaltstitel läuft in zwei Wochen ab", await desk.AskedAsync());

        Done(await new CloseCase(desk.Scenario.Runtime).RunAsync(desk.CaseId, "FEHLKONTAKT", CaseScenario.Counsellor, CancellationToken.None));
        Assert.Equal(["Anrufen: Aufenthaltstitel läuft in zwei Wochen ab"], await desk.AskedAsync());
        Assert.All(await desk.WithdrawnAsync(), task => Assert.EndsWith(LadderReason.Closed, task, StringComparison.Ordinal));

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "title", false, ("title.extension_applied_on", "2026-05-20")));
        Assert.Empty(await desk.AskedAsync());
        Assert.Contains($"Anrufen: Aufenthaltstitel läuft in zwei Wochen ab: {LadderReason.StoppedBy}", await desk.WithdrawnAsync());
    }
}
