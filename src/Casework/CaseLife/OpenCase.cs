using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>The wish to open a case.</summary>
/// <param name="CentreId">The counselling centre.</param>
/// <param name="Facts">What is known of the person and the enquiry: facts of <c>person</c>, <c>case</c> and, if any, the first <c>contact</c>.</param>
public sealed record NewCase(string CentreId, Submission Facts)
{
    /// <summary>Who counsels; null: nobody yet.</summary>
    public string? CounsellorId { get; init; }

    /// <summary>The state with which it begins; null: <c>ANFRAGE</c>.</summary>
    public string? Milestone { get; init; }

    /// <summary>What else is known of a case that others had before; null: it begins here.</summary>
    public TakenOver? TakenOver { get; init; }

    /// <summary>Opens it although there is a case of the same name and birth date.</summary>
    public bool EvenIfKnown { get; init; }
}

/// <summary>A case that others had before. Its procedure begins at the milestone with everything that is known, and no message is written for what was before.</summary>
/// <param name="Kinds">Kinds of which the case has an object from the beginning, for example its application; their facts are among those of the case.</param>
/// <param name="StateSince">Since when it stands there; null: since today.</param>
public sealed record TakenOver(IReadOnlyList<string> Kinds, DateOnly? StateSince);

/// <summary>Opens a case and starts its procedure.</summary>
public sealed class OpenCase(IqRuntime runtime)
{
    /// <param name="wanted">The case.</param>
    /// <param name="who">Id of whoever opens it.</param>
    /// <param name="requestKey">Sent again with the same key, the request opens nothing and is answered alike. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<CaseAnswer> RunAsync(NewCase wanted, string who, string? requestKey, CancellationToken cancellationToken) =>
        runtime.ChangeCaseAsync(requestKey, (cases, turn, now) => cases.Course.Open(turn, wanted, who, now), cancellationToken);
}
