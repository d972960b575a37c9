using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Something that will be sent or asked if nobody does anything until then.</summary>
/// <param name="Occasion">Code of the table of occasions.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">What it is about.</param>
/// <param name="Form">Mail, Task, Escalation, Draft or Event.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Level">How high it goes, or null.</param>
/// <param name="Day">Its day.</param>
/// <param name="DueAt">The moment.</param>
/// <param name="Why">Why then.</param>
/// <param name="Against">What stands against it as the case is today; null: nothing.</param>
public sealed record PlannedSend(
    string Occasion, Cases.Deadlines.LocalText Name, ObjectRef About, RungForm Form, string Recipient, EscalationLevel? Level, DateOnly Day, DateTimeOffset DueAt, Cases.Reason Why, Cases.Reason? Against);

/// <summary>Tells what will happen to a case in the days to come if nobody does anything.</summary>
public sealed class ShowPlan(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="days">How many days from today.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>In the order of time; empty too when there is no such case.</returns>
    public Task<List<PlannedSend>> RunAsync(string caseId, int days, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Plan(turn, caseId, days), cancellationToken);

    private List<PlannedSend> Plan(Turn turn, string caseId, int days)
    {
        var now = runtime.Now;
        var (ladders, plan) = (runtime.Cases.Ladders, new List<PlannedSend>());
        if (runtime.Cases.Book.Find(turn, caseId) is not { } view)
            return plan;
        var situation = ladders.SituationOf(turn, view, now);
        var deciding = new RungDeciding(ladders.Occasions, ladders.Calendar, CaseDays.PlaceOf(view));
        foreach (var row in RungTable.Planned(turn, caseId, GermanDay.EndOf(situation.Today.AddDays(days))))
        {
            if (row is { Day: { } day, DueAt: { } dueAt } && LadderTable.Find(turn, row.LadderId) is { } ladder
                && ladders.Occasions.Find(row.Occasion) is { } occasion && occasion.Find(row.Rung) is { } rung)
            {
                var about = LadderBook.AboutOf(ladder);
                var lastSend = RungDoing.LastSend(turn, ladder.Id, occasion);
                plan.Add(new PlannedSend(
                    row.Occasion, occasion.Name, about, rung.Form, rung.Recipient, rung.Level, day, dueAt, RungWords.Why(occasion, rung, LadderBook.DaysOf(ladder, occasion, situation), lastSend, runtime.Cases.Rules.Facts),
                    RungDeciding.ReasonToStop(occasion, situation, about, ladder.OpenedOn) ?? (occasion.IsClassC ? null : deciding.Silence(occasion, rung, situation, about, ladder.OpenedOn))));
            }
        }
        return plan;
    }
}
