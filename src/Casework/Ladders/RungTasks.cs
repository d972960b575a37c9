using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>What rungs have asked people to do, and what must not be done any more once its ladder is over.</summary>
internal static class RungTasks
{
    /// <summary>Takes back the open tasks that the rungs made, and their letters to authorities that nobody has released yet. What was sent, printed or done stays as it is.</summary>
    public static void Withdraw(Turn turn, IEnumerable<RungRow> rungs, Cases.Reason why, DateTimeOffset now)
    {
        var reason = ReasonJson.Write([why]);
        foreach (var rung in rungs)
        {
            if (rung.Made is not { } made || CaseTaskTable.Withdraw(turn, made, reason, now))
                continue;
            if (MessageTable.Move(turn, made, MessageState.Draft, MessageState.Cancelled, null, null))
                CaseTaskTable.WithdrawAbout(turn, rung.CaseId, made, reason, now);
        }
    }
}
