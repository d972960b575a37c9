using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Play;

/// <summary>Something that will come if nobody does anything.</summary>
/// <param name="Day">When.</param>
/// <param name="Kind">Mail, Task, Escalation, Draft or Event for rungs; Deadline and DueTask for what falls due.</param>
/// <param name="What">Code of the occasion or the deadline, or the title of the task.</param>
/// <param name="To">Recipient, role or who is bound.</param>
/// <param name="Object">What it is about; null: the case.</param>
/// <param name="Name">In words.</param>
public sealed record ForecastRow(DateOnly Day, string Kind, string What, string To, string? Object, LocalText Name);

/// <summary>Looks ahead: what will be sent and what falls due for a case if nobody does anything.</summary>
public sealed class Forecast(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="days">How far, from today.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In the order of days; empty when there is no such case, too.</returns>
    public Task<IReadOnlyList<ForecastRow>> RunAsync(string caseId, int days, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => (IReadOnlyList<ForecastRow>)[.. Rows(turn, caseId, days).OrderBy(row => row.Day).ThenBy(row => row.What, StringComparer.Ordinal)], cancellationToken);

    private IEnumerable<ForecastRow> Rows(Turn turn, string caseId, int days)
    {
        var today = GermanDay.Of(runtime.Clock.GetUtcNow());
        var last = today.AddDays(days);
        return Rungs(turn, caseId, last).Concat(Deadlines(turn, caseId, today, last)).Concat(Tasks(turn, caseId, last));
    }

    private IEnumerable<ForecastRow> Rungs(Turn turn, string caseId, DateOnly last)
    {
        foreach (var rung in RungTable.Planned(turn, caseId, GermanDay.EndOf(last)))
        {
            var occasion = runtime.Cases.Rules.Occasions.Find(rung.Occasion);
            var name = occasion?.Name ?? new LocalText(rung.Occasion, rung.Occasion);
            yield return new ForecastRow(rung.Day!.Value, rung.Form, rung.Occasion, rung.Level is { } level && rung.Form is "Task" or "Escalation" ? $"{rung.Recipient} ({rung.Level})" : rung.Recipient, rung.About, name); // a rung with a moment has a day
        }
    }

    private IEnumerable<ForecastRow> Deadlines(Turn turn, string caseId, DateOnly today, DateOnly last)
    {
        var rows = turn.Read(
            "select code, object, end_on from deadlines where case_id = @case_id and state = 'Running' and end_on >= @today and end_on <= @last order by end_on",
            row => (Code: row.GetString(0), Object: row.GetString(1), End: row.GetFieldValue<DateOnly>(2)), caseId, today, last);
        foreach (var (code, about, end) in rows)
        {
            var rule = runtime.Cases.Rules.Deadlines.Find(code);
            yield return new ForecastRow(end, "Deadline", code, rule?.Addressee ?? "", about, rule?.Name ?? new LocalText(code, code));
        }
    }

    private static IEnumerable<ForecastRow> Tasks(Turn turn, string caseId, DateOnly last) => CaseTaskTable.Open(turn, caseId)
        .Where(task => task.DueOn <= last)
        .Select(task => new ForecastRow(task.DueOn!.Value, "DueTask", task.ActivityId ?? task.Occasion ?? task.TitleEn, task.Role, task.Object, new LocalText(task.Title, task.TitleEn)));
}
