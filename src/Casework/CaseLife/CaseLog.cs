using System.Text.Json;
using IqWorkflows.Storage.CaseEvents;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Writes down who did what in a case, when: ids and codes only.</summary>
internal static class CaseLog
{
    /// <summary>Who did it when nobody of the staff did.</summary>
    public const string System = "system";

    public static void Write(
        Turn turn, string caseId, DateTimeOffset now, string who, string code, string? about, IReadOnlyList<string> args, DateOnly? happenedOn = null, DateOnly? learnedOn = null) =>
        CaseEventTable.Insert(turn, new CaseEventRow
        {
            CaseId = caseId,
            At = now,
            HappenedOn = happenedOn,
            LearnedOn = learnedOn,
            Who = who,
            Code = code,
            Object = about,
            Args = JsonSerializer.Serialize(args),
        });
}
