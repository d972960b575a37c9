using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>What the course of a case sets going towards people: ladders of reminders and single messages.</summary>
internal sealed class Prompts(Messages messages)
{
    public void Open(Turn turn, string caseId, string occasion, ObjectRef about, string? deadlineId, DateOnly? day, DateTimeOffset now) =>
        CaseLog.Write(turn, caseId, now, CaseLog.System, "ladder-opened", about.ToString(), [occasion, deadlineId ?? "", day?.ToString("O") ?? ""]);

    public void Stop(Turn turn, string caseId, string occasion, ObjectRef about, Cases.Reason why, DateTimeOffset now) =>
        CaseLog.Write(turn, caseId, now, CaseLog.System, "ladder-stopped", about.ToString(), [occasion, why.Code]);

    /// <summary>One message, at once.</summary>
    public void Send(Turn turn, string caseId, string occasion, ObjectRef about, string recipient, DateTimeOffset now) =>
        messages.Write(turn, new MessageOrder(caseId, occasion, about.ToString(), recipient, new Cases.Reason("STUFE_SOFORT", occasion)), now);
}
