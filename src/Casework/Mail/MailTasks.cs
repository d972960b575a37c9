using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>What people must do because a message cannot go, or did not arrive, by itself.</summary>
internal static class MailTasks
{
    public static void Print(Turn turn, MessageRow row, RuleBook rules, DateTimeOffset now) =>
        Open(turn, row, "Brief drucken und absenden", "Print and post the letter", "OFFICE", null, rules, now);

    public static void Release(Turn turn, MessageRow row, RuleBook rules, DateTimeOffset now) =>
        Open(turn, row, "Entwurf an die Stelle prüfen und freigeben", "Check and release the draft to the authority", "COUNSELLOR", null, rules, now);

    /// <summary>It came back, or the mail server refused it for good: within one working day by phone or letter (an L1).</summary>
    public static void NotArrived(Turn turn, MessageRow row, RuleBook rules, DateTimeOffset now) =>
        Open(turn, row, "Nachricht kam nicht an: anrufen oder Brief schreiben", "The message did not arrive: call or write a letter", "COUNSELLOR", "L1", rules, now);

    public static void Doubtful(Turn turn, MessageRow row, RuleBook rules, DateTimeOffset now) =>
        Open(turn, row, "Nachricht vielleicht nicht angekommen: als gesendet festhalten oder erneut senden", "The message may not have arrived: mark it as sent or send it again", "COUNSELLOR", "L1", rules, now);

    /// <summary>There is no way to write: somebody has to call.</summary>
    /// <returns>The task; null when it had been asked before.</returns>
    public static string? TellOtherwise(Turn turn, MessageOrder order, Cases.Reason why, RuleBook rules, DateTimeOffset now) => CaseTasks.Open(
        turn,
        new NewCaseTask(order.CaseId, "Anrufen: Nachricht kann nicht geschrieben werden", "Call: a message cannot be written", "COUNSELLOR")
        {
            Level = "L1",
            Object = order.Object,
            Occasion = order.Occasion,
            Why = why,
            OnceKey = $"unwritten/{order.CaseId}/{order.Occasion}/{order.Object}/{order.Recipient}/{(order.Day ?? GermanDay.Of(now)):O}",
            DueOn = NextWorkingDay(order.CaseId, rules, now),
        },
        now);

    private static void Open(Turn turn, MessageRow row, string title, string titleEn, string role, string? level, RuleBook rules, DateTimeOffset now)
    {
        if (row.CaseId is not { } caseId)
            return; // a list to staff: the outbox shows it
        CaseTasks.Open(
            turn,
            new NewCaseTask(caseId, title, titleEn, role)
            {
                Level = level,
                Object = row.Object,
                Occasion = row.Occasion,
                About = row.Id,
                OnceKey = $"{titleEn}/{row.Id}",
                DueOn = NextWorkingDay(caseId, rules, now),
            },
            now);
    }

    private static DateOnly NextWorkingDay(string caseId, RuleBook rules, DateTimeOffset now) =>
        rules.Deadlines.Holidays.AddWorkingDays(GermanDay.Of(now), 1, CaseDays.PlaceOf(new CaseView(caseId, [])));
}
