using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Server.Api;

/// <summary>A day on which something came of a message.</summary>
/// <param name="Day">Left out: today.</param>
internal sealed record MessageDayRequest(DateOnly? Day = null);

/// <summary>A message in a list: without recipient and contents.</summary>
/// <param name="CaseId">Null for lists to staff.</param>
/// <param name="Recipient">Kind of recipient: client, counsellor, authority …</param>
/// <param name="NextTryAt">When sending may be tried; null when nobody shall.</param>
internal sealed record ListedMessage(
    string Id, string? CaseId, string Occasion, string Object, string Recipient, MessageState State, bool IsLetter, DateTimeOffset CreatedAt, DateTimeOffset? NextTryAt, DateTimeOffset? SentAt,
    DateOnly? ReturnedOn, DateOnly? AnsweredOn);

/// <summary>A message with everything that is known of it.</summary>
/// <param name="Why">Why it was written, in words.</param>
internal sealed record ShownMessage(
    ListedMessage Message, string Why, string Level, string Languages, string? Name, string? Address, string? PostalAddress, string? Subject, string? Text, string? Html, string? Calendar, string MessageId,
    string? LastError, IReadOnlyList<ShownAttempt> Attempts);

/// <summary>One attempt to send a message.</summary>
/// <param name="Reply">What the mail server said.</param>
internal sealed record ShownAttempt(int Number, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Reply);
