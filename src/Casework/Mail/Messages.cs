using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>Writes messages: picks channel, level and languages, composes, and puts the result into the outbox, in the turn of what caused it.</summary>
public sealed class Messages
{
    public MessageAnswer Write(Turn turn, MessageOrder order, DateTimeOffset now) => throw new NotSupportedException();

    public MessageAnswer Write(Turn turn, StaffOrder order, DateTimeOffset now) => throw new NotSupportedException();
}
