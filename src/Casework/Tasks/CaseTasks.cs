using System.Globalization;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Tasks;

/// <summary>A task that no box asked for: an escalation, a letter to be printed, something to check.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Title">German.</param>
/// <param name="TitleEn">English.</param>
/// <param name="Role">COUNSELLOR, LEAD, OFFICE or COORDINATION.</param>
public sealed record NewCaseTask(string CaseId, string Title, string TitleEn, string Role)
{
    /// <summary>L1 to L4 or A1 to A4 when it is an escalation; null otherwise.</summary>
    public string? Level { get; init; }

    /// <summary>What it is about, for example <c>application:2</c>; null: the case.</summary>
    public string? Object { get; init; }

    /// <summary>The occasion it comes from, or null.</summary>
    public string? Occasion { get; init; }

    /// <summary>Why it is there; null when the title says all.</summary>
    public Cases.Reason? Why { get; init; }

    /// <summary>What else it points to (a message, a rung); null: nothing.</summary>
    public string? About { get; init; }

    /// <summary>Names what there must be one task for, ever; null when there may be many.</summary>
    public string? OnceKey { get; init; }

    /// <summary>Last day on which it is in time; null when it has none.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>Opens tasks of a case within a turn.</summary>
public static class CaseTasks
{
    /// <returns>Its id; null when there was one under the same once-key already.</returns>
    public static string? Open(Turn turn, NewCaseTask task, DateTimeOffset now)
    {
        // Counted within the case, so that the same happenings give the same ids whenever they are played.
        var number = turn.Number("select count(*) from case_tasks where case_id = @case_id", task.CaseId) + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"{task.CaseId}:{number}");
        var row = new CaseTaskRow
        {
            Id = id,
            CaseId = task.CaseId,
            Title = task.Title,
            TitleEn = task.TitleEn,
            Role = task.Role,
            Level = task.Level,
            Object = task.Object,
            Occasion = task.Occasion,
            Why = task.Why is { } why ? ReasonJson.Write([why]) : null,
            About = task.About,
            OnceKey = task.OnceKey,
            DueOn = task.DueOn,
            CreatedAt = now,
        };
        return CaseTaskTable.Insert(turn, row) ? id : null;
    }
}
