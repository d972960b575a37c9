using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Desk.Jobs;

/// <summary>A recurring job in a line.</summary>
/// <param name="Plan">The job.</param>
/// <param name="Last">The last round; null: none is known.</param>
/// <param name="NextAt">When it is knocked for next; null: nobody knows, or it rests.</param>
/// <param name="Failures">How many rounds failed within the last day.</param>
/// <param name="LastFailure">Why the last of them did; null: none.</param>
/// <param name="PausedAt">Since when it rests; null: it does not.</param>
/// <param name="PausedBy">Who halted it.</param>
public sealed record JobLine(RecurringJobPlan Plan, JobRound? Last, DateTimeOffset? NextAt, int Failures, string? LastFailure, DateTimeOffset? PausedAt, string? PausedBy);

/// <summary>A message of the outbox in a line. What names a person is null for those who may not know it.</summary>
public sealed record MessageLine(
    string Id, string? CaseId, string Occasion, string Recipient, MessageState State, bool IsLetter, DateTimeOffset CreatedAt, DateTimeOffset? NextTryAt, DateTimeOffset? SentAt, int Attempts,
    string? LastError, string? Name, string? Address)
{
    /// <summary>What the mail server's words come down to; null: nothing went wrong.</summary>
    public MailTroubleKind? Trouble => LastError is { } error ? State == MessageState.Unknown ? MailTroubleKind.Doubtful : MailTrouble.Of(error) : null;

    public bool MayBeSentAgain => !IsLetter && State is MessageState.Failed or MessageState.Unknown;

    public bool MayBeMarkedSent => State == MessageState.Unknown;

    public bool MayBeCancelled => State is MessageState.Draft or MessageState.Queued or MessageState.ToPrint or MessageState.Failed or MessageState.Unknown;
}

/// <summary>Something that a job could not do.</summary>
/// <param name="Job">The job.</param>
/// <param name="Item">What the job calls it.</param>
/// <param name="NextTryAt">When it is tried again by itself; null: it is given up.</param>
public sealed record FailureLine(string Job, string Item, string? CaseId, string Reason, int Attempts, DateTimeOffset LastAt, DateTimeOffset? NextTryAt);

/// <summary>What is due at a moment.</summary>
/// <param name="Occasion">Code of an occasion; null: waits within procedures that end.</param>
public sealed record DueLine(DateTimeOffset At, string? Occasion, int Count, string? CaseId);

/// <summary>The page of jobs.</summary>
/// <param name="At">When it was looked.</param>
/// <param name="Until">Until when what is due is shown.</param>
/// <param name="MessageCounts">Messages that wait or need somebody, by state, and those that were sent today.</param>
/// <param name="SeesAll">Whether the viewer looks after the server, not only after the mail of a centre.</param>
/// <param name="Done">What was just done, as a key of a text; null: nothing.</param>
public sealed record JobsModel(
    DateTimeOffset At, DateTimeOffset Until, IReadOnlyList<JobLine> Jobs, IReadOnlyList<FailureLine> Failures, IReadOnlyList<MessageLine> FailedMessages,
    IReadOnlyDictionary<MessageState, int> MessageCounts, IReadOnlyList<DueLine> Due, bool SeesAll, string? Done)
{
    /// <summary>Whether mails only become files, since nobody has named a mail server.</summary>
    public bool ReachesNobody { get; init; }

    /// <summary>All that failed, also what the page has no room for.</summary>
    public int FailedCount => Failures.Count + MessageCounts.GetValueOrDefault(MessageState.Failed) + MessageCounts.GetValueOrDefault(MessageState.Unknown);

    public bool IsCut => FailedCount > Failures.Count + FailedMessages.Count;
}
