using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Storage.Desk;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Teams;

/// <summary>What came of giving many cases to one person.</summary>
/// <param name="Id">Names it, for taking it back; null: there is no such person at the centre, or nothing to give.</param>
/// <param name="Cases">How many changed hands.</param>
public sealed record HandOverAnswer(string? Id, int Cases);

/// <summary>Gives many cases of a centre to one person, in a way that can be taken back.</summary>
public sealed class HandOver(IqRuntime runtime)
{
    /// <summary>Cases at once at most.</summary>
    public const int Most = 2000;

    // Between two of these others get their turn.
    private const int Together = 20;

    /// <param name="centreId">Cases of other centres are left alone.</param>
    /// <param name="caseIds">The cases.</param>
    /// <param name="toId">Person of the staff of that centre.</param>
    /// <param name="who">Person of the staff who decides it.</param>
    /// <param name="key">Sent again with the same key, nothing is done twice.</param>
    /// <param name="cancellationToken">Gives up before the first case; what has begun is finished.</param>
    public async Task<HandOverAnswer> RunAsync(string centreId, IReadOnlyList<string> caseIds, string toId, string who, string key, CancellationToken cancellationToken)
    {
        var given = await runtime.Writer.WriteAsync(turn => Begin(turn, centreId, caseIds, toId, who, key, runtime.Now), cancellationToken);
        await EachAsync(given ?? [], (cases, turn, line, now) => cases.Course.Reassign(turn, line.CaseId, null, toId, null, who, now));
        return given is { Count: > 0 } ? new HandOverAnswer(key, given.Count) : new HandOverAnswer(null, 0);
    }

    /// <summary>Gives every case back to whoever had it, unless it has moved on since.</summary>
    /// <returns>How many; null when there is nothing to take back.</returns>
    public async Task<int?> UndoAsync(string centreId, string id, string who, CancellationToken cancellationToken)
    {
        var back = await runtime.Writer.WriteAsync(
            turn => HandOverRow.Undo(turn, id, centreId, runtime.Now)
                ? HandOverCaseRow.Of(turn, id).Where(line => turn.Text("select counsellor_id from cases where id = @id and centre_id = @centre_id", line.CaseId, centreId) == turn.Text("select to_id from hand_overs where id = @id", id)).ToList()
                : null,
            cancellationToken);
        await EachAsync(back ?? [], (cases, turn, line, now) => line.FromId is null ? cases.Course.Unassign(turn, line.CaseId, who, now) : cases.Course.Reassign(turn, line.CaseId, null, line.FromId, null, who, now));
        return back?.Count;
    }

    private static List<HandOverCaseRow>? Begin(Turn turn, string centreId, IReadOnlyList<string> caseIds, string toId, string who, string key, DateTimeOffset now)
    {
        if (StaffTable.Person(turn, toId) is not { Role: "COUNSELLOR" or "LEAD" } person || person.CentreId != centreId)
            return null;
        var lines = new List<HandOverCaseRow>();
        foreach (var caseId in caseIds.Distinct().Take(Most))
        {
            lines.AddRange(turn.Read(
                "select counsellor_id from cases where id = @id and centre_id = @centre_id and (counsellor_id is null or counsellor_id <> @to)",
                row => new HandOverCaseRow { HandOverId = key, CaseId = caseId, FromId = row.IsDBNull(0) ? null : row.GetString(0) },
                caseId,
                centreId,
                toId));
        }
        if (lines.Count == 0 || !HandOverRow.Insert(turn, new HandOverRow { Id = key, CentreId = centreId, ToId = toId, Cases = lines.Count, Who = who, At = now }))
            return null;
        foreach (var line in lines)
            HandOverCaseRow.Insert(turn, line);
        return lines;
    }

    private async Task EachAsync(IReadOnlyList<HandOverCaseRow> lines, Func<CaseRoom, Turn, HandOverCaseRow, DateTimeOffset, CaseAnswer> give)
    {
        foreach (var some in lines.Chunk(Together))
        {
            await runtime.ChangeCaseAsync(
                null,
                (cases, turn, now) =>
                {
                    CaseAnswer answer = CaseAnswer.Unknown("");
                    foreach (var line in some)
                        answer = give(cases, turn, line, now);
                    return answer;
                },
                CancellationToken.None);
        }
    }
}
