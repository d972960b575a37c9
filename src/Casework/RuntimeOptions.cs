using IqWorkflows.Casework.Mail;

namespace IqWorkflows.Casework;

/// <summary>What an operator may set about running workflows.</summary>
public sealed record RuntimeOptions
{
    /// <summary>How long an event that nobody awaits yet is kept for whoever comes to await it.</summary>
    public TimeSpan EarlyEventLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a caller's request key is remembered; asked again later, the request counts as new.</summary>
    public TimeSpan RequestKeyLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Timers fired by one call at most, so that workflows whose timers are always due cannot keep the caller for ever.</summary>
    public int MostTimersAtOnce { get; init; } = 100_000;

    /// <summary>Items of the inbox delivered by one drain at most, for the same reason.</summary>
    public int MostItemsAtOnce { get; init; } = 1_000_000;

    /// <summary>Who mails come from, and how hard sending is tried.</summary>
    public MailOptions Mail { get; init; } = new();
}
