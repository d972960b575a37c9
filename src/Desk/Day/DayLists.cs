using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Desk.Day;

/// <summary>One line: when, who and why, and what to open.</summary>
/// <param name="Client">Whose case.</param>
/// <param name="Day">Its day; null: none.</param>
/// <param name="At">Its moment; null: a day at most.</param>
/// <param name="Text">Why it is here, in words.</param>
/// <param name="Counsellor">Who counsels when it is not the viewer; null: it is, or nobody does.</param>
/// <param name="TaskId">The task to open; null: the case.</param>
/// <param name="IsDoubtful">Of a message: it may have arrived.</param>
public sealed record DayLine(DayClient Client, DateOnly? Day, DateTimeOffset? At, LocalText Text, string? Counsellor, string? TaskId, bool IsDoubtful)
{
    /// <summary>Of a task: when a right can be lost through what it is about; null: none can.</summary>
    public DateOnly? OwnDay { get; init; }

    /// <summary>Name of that deadline.</summary>
    public LocalText? OwnText { get; init; }
}

/// <summary>What somebody has before them today.</summary>
/// <param name="Own">Deadlines at which a client loses a right.</param>
/// <param name="Tasks">What the viewer is asked to do.</param>
/// <param name="Overdue">Authorities that are late.</param>
/// <param name="Stalled">Cases in which nothing moves.</param>
/// <param name="Appointments">Those of today.</param>
/// <param name="Failed">Messages that did not arrive, or perhaps did not.</param>
public sealed record DayLists(
    IReadOnlyList<DayLine> Own, IReadOnlyList<DayLine> Tasks, IReadOnlyList<DayLine> Overdue, IReadOnlyList<DayLine> Stalled, IReadOnlyList<DayLine> Appointments, IReadOnlyList<DayLine> Failed)
{
    public bool IsEmpty => Own.Count + Tasks.Count + Overdue.Count + Stalled.Count + Failed.Count == 0;
}

/// <summary>The page.</summary>
/// <param name="Lists">What is due.</param>
/// <param name="OfCentre">Whether it is about all cases of the centre.</param>
public sealed record DayModel(DayLists Lists, bool OfCentre);
