using System.Globalization;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Ladders;

namespace IqWorkflows.Casework.Tests.Ladders;

/// <summary>A case whose ladders are opened by hand, and jobs that run when they are asked to.</summary>
internal sealed class LadderDesk(CaseScenario scenario, string caseId) : IAsyncDisposable
{
    public CaseScenario Scenario => scenario;

    public string CaseId => caseId;

    /// <summary>The clock stands on Monday, 2 March 2026, ten o'clock.</summary>
    public static async Task<LadderDesk> BeginAsync(bool onFile = false)
    {
        var procedure = new Drawing("anerkennungsberatung").AwaitEvent("verloren", "Kontaktabbruch").Line("zu", "contact lost").Connect("verloren", "zu").ToString();
        var scenario = onFile ? await CaseScenario.OnFileAsync(procedure) : await CaseScenario.InMemoryAsync(procedure);
        var caseId = await scenario.OpenAsync();
        CaseLife.Procedures.Done(await scenario.FactsAsync(caseId, "person", false, ("person.email", "maria@post.example")));
        CaseLife.Procedures.Done(await scenario.FactsAsync(
            caseId, "consent", true, ("consent.purpose", "EMAIL_KONTAKT"), ("consent.text_version", "1"), ("consent.form", "SCHRIFTLICH"), ("consent.given_on", "2026-03-02")));
        return new LadderDesk(scenario, caseId);
    }

    public Task OpenAsync(string occasion, string? day = null) => scenario.Runtime.Writer.WriteAsync(
        turn => scenario.Runtime.Cases.Ladders.Open(turn, caseId, occasion, ObjectRef.Case, null, day is null ? null : Day(day), scenario.Clock.GetUtcNow()), CancellationToken.None);

    /// <summary>Moves the clock without anybody knocking.</summary>
    public void GoTo(string day, int hour = 9) => scenario.Clock.MoveTo(GermanDay.At(Day(day), new TimeOnly(hour, 0)));

    public Task<int> FireAsync() => new FireDueRungs(scenario.Runtime).RunAsync(CancellationToken.None);

    /// <summary>Lets a day come with somebody knocking whenever a rung is due.</summary>
    public async Task LiveUntilAsync(string day)
    {
        var goal = GermanDay.At(Day(day), new TimeOnly(9, 0));
        while (await new FireDueRungs(scenario.Runtime).NextAsync(CancellationToken.None) is { } next && next <= goal)
        {
            scenario.Clock.MoveTo(next > scenario.Clock.GetUtcNow() ? next : scenario.Clock.GetUtcNow());
            await FireAsync();
        }
        scenario.Clock.MoveTo(goal);
    }

    /// <summary>What became of the rungs, in the order in which they were planned: <c>M09 mail client 2026-03-16 Done</c>, with the reason of those left out.</summary>
    public async Task<List<string>> RungsAsync(string? occasion = null) =>
    [
        .. from rung in await scenario.Runtime.Writer.WriteAsync(turn => RungTable.OfCase(turn, caseId), CancellationToken.None)
           where occasion is null || rung.Occasion == occasion
           select string.Create(CultureInfo.InvariantCulture, $"{rung.Occasion} {rung.Form.ToLowerInvariant()} {rung.Recipient} {rung.Day:yyyy-MM-dd} {rung.State}{WhyLeftOut(rung)}"),
    ];

    public async Task<List<string>> TitlesAsync(string level) => [.. (await scenario.TasksAsync(caseId)).Where(task => task.Level == level && task.About?.StartsWith("rung:", StringComparison.Ordinal) == true).Select(task => task.Title)];

    /// <summary>Ends the ladder of an occasion as a procedure does.</summary>
    public Task StopAsync(string occasion) => scenario.Runtime.Writer.WriteAsync(
        turn => scenario.Runtime.Cases.Ladders.Stop(turn, caseId, occasion, ObjectRef.Case, new Cases.Reason(LadderReason.StoppedByProcedure), scenario.Clock.GetUtcNow()), CancellationToken.None);

    /// <summary>Titles of open tasks that no box asked for, oldest first.</summary>
    public async Task<List<string>> AskedAsync() => [.. (await scenario.TasksAsync(caseId)).Where(task => task.InstanceId is null).Select(task => task.Title)];

    /// <summary>Tasks that were withdrawn with a reason: <c>title: CODE</c>.</summary>
    public Task<List<string>> WithdrawnAsync() => scenario.Runtime.Writer.WriteAsync(
        turn => turn.Read(
            "select title, end_reason from case_tasks where case_id = @case_id and state = 'Dropped' and end_reason is not null order by created_at, id",
            row => $"{row.GetString(0)}: {ReasonJson.Read(row.GetString(1))[0].Code}", caseId),
        CancellationToken.None);

    /// <summary>How many messages were written: mails and letters.</summary>
    public Task<long?> MessagesAsync() => scenario.Base.NumberAsync("select count(*) from messages");

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => scenario.DisposeAsync();

    private static string WhyLeftOut(RungRow rung) => rung is { State: RungState.LeftOut, Reason: { } reason } ? " " + ReasonJson.Read(reason)[0].Code : "";
}
