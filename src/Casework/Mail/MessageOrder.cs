using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Casework.Mail;

/// <summary>One message that a case wants written.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Occasion">Code of the table of occasions, for example <c>M09</c>.</param>
/// <param name="Object">What it is about, for example <c>application:2</c> or <c>case:1</c>.</param>
/// <param name="Recipient"><c>client</c>, <c>counsellor</c>, <c>lead</c>, <c>coordination</c>, <c>authority</c>, <c>provider</c>, <c>employer</c>, <c>interpreter</c>, <c>dsb</c> …</param>
/// <param name="Why">Why it is written, as it will be shown on the message; nothing personal.</param>
/// <param name="RungId">The rung that caused it, if one did.</param>
/// <param name="Day">The day it belongs to; null: today in Germany. The same occasion, object, recipient and day make one message.</param>
/// <param name="Template">Name of the text when it is not the occasion's own, for example <c>M19b-A2</c>.</param>
public sealed record MessageOrder(
    string CaseId, string Occasion, string Object, string Recipient, Cases.Reason Why, string? RungId = null, DateOnly? Day = null, string? Template = null);

/// <summary>A list for a member of staff that is about many cases (M53, M54).</summary>
/// <param name="StaffId">Who gets it.</param>
/// <param name="Occasion">M53 or M54.</param>
/// <param name="Sections">Headings with their lines; lines name case ids, codes and days, no persons.</param>
/// <param name="Why">Why it is written.</param>
/// <param name="Day">The day it belongs to.</param>
public sealed record StaffOrder(string StaffId, string Occasion, IReadOnlyList<MailList> Sections, Cases.Reason Why, DateOnly Day);

/// <summary>What became of an order. Exactly one of these.</summary>
public abstract record MessageAnswer
{
    private MessageAnswer() { }

    /// <summary>A mail waits in the outbox.</summary>
    public sealed record Queued(string MessageId) : MessageAnswer;

    /// <summary>A letter waits to be printed, and somebody was asked to.</summary>
    public sealed record ToPrint(string MessageId) : MessageAnswer;

    /// <summary>A draft waits for a counsellor to release it.</summary>
    public sealed record Drafted(string MessageId) : MessageAnswer;

    /// <summary>The same message was written on that day already.</summary>
    public sealed record AlreadyWritten(string MessageId) : MessageAnswer;

    /// <summary>The same words, which name nothing of the case, are on their way to the client already.</summary>
    public sealed record Gathered(string MessageId) : MessageAnswer;

    /// <summary>Nothing could be written.</summary>
    /// <param name="Reason">Why not.</param>
    /// <param name="TaskId">What the counsellor was asked to do instead; null: nothing, or it had been asked before.</param>
    public sealed record NotWritten(Cases.Reason Reason, string? TaskId = null) : MessageAnswer;
}
