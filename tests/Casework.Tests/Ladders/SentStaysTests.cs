using System.Globalization;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Steps;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Ladders;

/// <summary>Chance tells the story of a case: days pass, deadlines move, facts come late or are corrected, the case rests, closes and opens again. The seed is the whole story.</summary>
public sealed class SentStaysTests
{
    private const int Steps = 40;

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task Later_facts_never_rewrite_what_was_already_sent_or_done(int seed)
    {
        var chance = new Random(seed);
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        var desk = new LadderDesk(scenario, caseId);
        Done(await scenario.FactsAsync(caseId, "application", false, ("application.complete_on", "2026-03-02")));
        Done(await scenario.FactsAsync(caseId, "person", false, ("person.email", "maria@post.example")));
        Done(await scenario.FactsAsync(caseId, "title", true, ("title.kind", "AE_FAMILIE"), ("title.valid_until", "2026-08-01")));
        foreach (var occasion in (string[])["M09", "M18", "M19a", "M33"])
            await OpenAsync(scenario, caseId, occasion);

        var known = await DoneAsync(scenario);
        for (var step = 0; step < Steps; step++)
        {
            await desk.LiveUntilAsync(Iso(scenario, chance.Next(0, 12)));
            var what = await SomethingAsync(chance, scenario, caseId);
            var now = await DoneAsync(scenario);
            foreach (var (id, before) in known)
                Assert.True(now.TryGetValue(id, out var found) && found == before, $"seed {seed}, step {step}, {what}: {id} was\n{before}\nand is\n{found}");
            known = now;
        }

        Assert.True(known.Count(row => row.Key.StartsWith("message", StringComparison.Ordinal)) >= 2, "Too little was sent for this to mean anything.");
        Assert.True(known.Count(row => row.Key.StartsWith("rung", StringComparison.Ordinal)) >= 4, "Too little was done for this to mean anything.");
    }

    /// <returns>What was done. Most of it may be refused, as in life; then nothing has changed.</returns>
    private static async Task<string> SomethingAsync(Random chance, CaseScenario scenario, string caseId)
    {
        var day = Iso(scenario, -chance.Next(0, 20));
        switch (chance.Next(11))
        {
            case 0:
                await scenario.FactsAsync(caseId, "application", false, ("application.complete_on", Iso(scenario, -chance.Next(0, 90))));
                return "the deadline begins another day";
            case 1:
                await scenario.FactsAsync(caseId, "request", true, ("request.kind", "INHALT"), ("request.dated_on", day), ("request.notified_on", day), ("request.period_end", Iso(scenario, 20)));
                return "a request suspends the deadline";
            case 2:
                await scenario.FactsAsync(caseId, "title", false, ("title.valid_until", Iso(scenario, chance.Next(10, 120))));
                return "the title is corrected";
            case 3:
                await scenario.FactsAsync(caseId, "document", true, ("document.code", "LEBENSLAUF"), ("document.status", "KOPIE"), ("document.received_on", day));
                return "the client brings something";
            case 4:
                await scenario.FactsAsync(caseId, "person", false, ("person.given_name", "Marie"), ("person.language", chance.Next(2) == 0 ? "de" : "uk"), ("person.email", "marie@post.example"));
                return "name, language and address are corrected";
            case 5:
                await new PauseCase(scenario.Runtime).RunAsync(caseId, LadderDesk.Day(Iso(scenario, 30)), CaseScenario.Counsellor, CancellationToken.None);
                return "the case rests";
            case 6:
                await new ResumeCase(scenario.Runtime).RunAsync(caseId, CaseScenario.Counsellor, CancellationToken.None);
                return "the case goes on";
            case 7:
                await new CloseCase(scenario.Runtime).RunAsync(caseId, "FEHLKONTAKT", CaseScenario.Counsellor, CancellationToken.None);
                return "the case is closed";
            case 8:
                await new ReopenCase(scenario.Runtime).RunAsync(caseId, null, CaseScenario.Counsellor, CancellationToken.None);
                return "the case is opened again";
            case 9:
                var occasion = ((string[])["M09", "M18", "M19a", "M33"])[chance.Next(4)];
                await OpenAsync(scenario, caseId, occasion);
                return occasion + " is opened again";
            default:
                await scenario.FactsAsync(
                    caseId, "consent", true, ("consent.purpose", "EMAIL_INHALT"), ("consent.text_version", "1"), ("consent.form", "SCHRIFTLICH"), ("consent.given_on", day));
                return "a consent is given";
        }
    }

    private static Task OpenAsync(CaseScenario scenario, string caseId, string occasion) => scenario.Runtime.Writer.WriteAsync(
        turn => scenario.Runtime.Cases.Ladders.Open(turn, caseId, occasion, occasion is "M18" or "M19a" ? new ObjectRef("application", 1) : ObjectRef.Case, null, null, scenario.Clock.GetUtcNow()), CancellationToken.None);

    private static string Iso(CaseScenario scenario, int days) =>
        Cases.Periods.GermanDay.Of(scenario.Clock.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Everything that was sent or done, column by column. How far a message got on its way is no part of what it says.</summary>
    private static Task<Dictionary<string, string>> DoneAsync(CaseScenario scenario) => scenario.Runtime.Writer.WriteAsync(
        turn => Rows(turn, "select 'rung ' || id, occasion, about, rung, round, form, recipient, level, day, state, attempts, ended_at, reason, made from rungs where state in ('Done', 'Asked')")
            .Concat(Rows(
                turn,
                """
                select 'message ' || id, case_id, occasion, object, recipient, rung_id, is_letter, level, languages, template_hash, reason_code, reason_args, name, address, postal_address,
                    reply_name, reply_address, subject, parts, text, html, calendar, message_id, thread, created_at from messages
                """))
            .ToDictionary(row => row.Id, row => row.Columns),
        CancellationToken.None);

    private static List<(string Id, string Columns)> Rows(Turn turn, string sql) => turn.Read(
        sql, row => (row.GetString(0), string.Join('\n', Enumerable.Range(1, row.FieldCount - 1).Select(column => row.IsDBNull(column) ? "-" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)))));
}
