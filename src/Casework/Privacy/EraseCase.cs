using IqWorkflows.Casework.CaseLife;

namespace IqWorkflows.Casework.Privacy;

/// <summary>Erases what is personal of a closed case. Days, codes and numbers that name nobody stay for statistics, and so does what a rule of retention demands.</summary>
/// <remarks>Two steps: a case is marked (<see cref="MarkForErasure"/>, or closed with DATENLOESCHUNG, or its retention ends) and erased when the time of grace is over.</remarks>
public sealed class EraseCase(IqRuntime runtime)
{
    /// <summary>What would go and what would stay, and why it may not be done if so. Changes nothing.</summary>
    /// <returns>Null when there is no such case.</returns>
    public Task<ErasurePlan?> PlanAsync(string caseId, CancellationToken cancellationToken)
    {
        var cases = runtime.Cases;
        return runtime.Writer.WriteAsync(turn => cases.Book.Find(turn, caseId) is { } view ? cases.Erasure.Plan(turn, view, runtime.Now) : null, cancellationToken);
    }

    /// <summary>Erases everything personal that need not be kept, in one turn. It cannot be undone.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="who">Id of whoever decides it.</param>
    /// <param name="requestKey">Sent again with the same key, the request is answered alike. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string who, string? requestKey, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(requestKey, (cases, turn, now) => cases.Erasure.Erase(turn, caseId, who, now), cancellationToken);
}

/// <summary>Erases the few facts of a closed case of which a single rule of retention says that they may not be kept any longer.</summary>
public sealed class EraseExpired(IqRuntime runtime)
{
    /// <param name="caseId">The case.</param>
    /// <param name="rule">Code of the rule of retention. For a rule of the whole case this is <see cref="EraseCase"/>.</param>
    /// <param name="who">Id of whoever decides it.</param>
    /// <param name="requestKey">Sent again with the same key, the request is answered alike. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(string caseId, string rule, string who, string? requestKey, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(requestKey, (cases, turn, now) => cases.Erasure.EraseExpired(turn, caseId, rule, who, now), cancellationToken);
}

/// <summary>The client has asked for erasure of a case that is closed: the time of grace begins.</summary>
public sealed class MarkForErasure(IqRuntime runtime)
{
    public Task<CaseAnswer> RunAsync(string caseId, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Erasure.Mark(turn, caseId, who, now), cancellationToken);
}

/// <summary>The client has changed their mind before the case was erased. One that was closed with DATENLOESCHUNG is kept by opening it again, or by a legal hold.</summary>
public sealed class UnmarkForErasure(IqRuntime runtime)
{
    public Task<CaseAnswer> RunAsync(string caseId, string who, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(null, (cases, turn, now) => cases.Erasure.Unmark(turn, caseId, who, now), cancellationToken);
}
