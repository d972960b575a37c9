using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Play;

/// <summary>
/// Colleagues who do what reminders ask of them a few days late, until shortly before today: otherwise every call that nobody made in two years would stand in a demonstration
/// as overdue. What a procedure asks is left to the stories.
/// </summary>
internal sealed class DemoColleagues(DateTimeOffset now)
{
    private const int DaysLate = 4;
    private const int LastDaysLeftOpen = 10;

    private DateOnly _lookedOn;

    public async Task WorkAsync(PlayHouse house, CancellationToken cancellationToken)
    {
        var today = GermanDay.Of(house.Runtime.Clock.GetUtcNow());
        if (today <= _lookedOn || today > GermanDay.Of(now).AddDays(-LastDaysLeftOpen))
            return;
        _lookedOn = today;
        var care = new MessageCare(house.Runtime, house.Runtime.Rules);
        var tasks = new CompleteCaseTask(house.Runtime);
        foreach (var (id, about, counsellor) in await house.Runtime.Writer.WriteAsync(turn => Waiting(turn, today.AddDays(-DaysLate)), cancellationToken))
        {
            if (about is not null && !await care.ReleaseAsync(about, cancellationToken))
                await care.MarkPostedAsync(about, cancellationToken);
            await tasks.RunAsync(id, null, Submission.Empty, counsellor, null, cancellationToken);
        }
    }

    private static List<(string Id, string? About, string Counsellor)> Waiting(Turn turn, DateOnly due) => turn.Read(
        """
        select t.id, t.about, c.counsellor_id from case_tasks t join cases c on c.id = t.case_id
        where t.state = 'Open' and t.instance_id is null and t.due_on <= @due order by t.created_at, t.id
        """,
        row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2)),
        due);
}
