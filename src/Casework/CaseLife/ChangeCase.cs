namespace IqWorkflows.Casework.CaseLife;

/// <summary>Lets a case rest on the client's wish until a wake-up day. Its state stays; RUHEND is shown.</summary>
public sealed class PauseCase(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="until">The wake-up day, <c>2026-09-01</c>; it must lie ahead, at most ten years.</param>
    /// <param name="who">Id of whoever pauses it.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, DateOnly? until, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Course.Pause(turn, caseId, until, who, now), cancellationToken);
}

/// <summary>Ends the rest of a case: it goes on in the state that it had.</summary>
public sealed class ResumeCase(IqRuntime runtime)
{
    public Task<CaseAnswer> RunAsync(string caseId, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Course.Resume(turn, caseId, who, now), cancellationToken);
}

/// <summary>Closes a case: whatever still runs for it ends, its ladders stop, except warnings of the client's own deadlines.</summary>
public sealed class CloseCase(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="reason">Code of the list of closing reasons.</param>
    /// <param name="who">Id of whoever closes it.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string reason, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Course.Close(turn, caseId, reason, who, null, now), cancellationToken);
}

/// <summary>Opens a closed case again: the procedure that belongs to the milestone starts there.</summary>
public sealed class ReopenCase(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="milestone">A state; null: the one it had before it was closed.</param>
    /// <param name="who">Id of whoever opens it.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string? milestone, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Course.Reopen(turn, caseId, milestone, who, now), cancellationToken);
}

/// <summary>Gives a case to somebody else: another counsellor, a deputy, another centre.</summary>
public sealed class ReassignCase(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="centreId">The centre; null: it stays.</param>
    /// <param name="counsellorId">Who counsels; null: it stays.</param>
    /// <param name="deputyId">Who stands in; null: it stays.</param>
    /// <param name="who">Id of whoever decides it.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string? centreId, string? counsellorId, string? deputyId, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Course.Reassign(turn, caseId, centreId, counsellorId, deputyId, who, now), cancellationToken);
}
