using IqWorkflows.Storage.Accounts;

namespace IqWorkflows.Casework.Accounts;

/// <summary>Every way to a case leads through here: who may see it, and a line in the log for each time, also for those who were turned away.</summary>
public sealed class CaseDoor(IqRuntime runtime)
{
    /// <param name="viewer">Who knocks.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="isChange">Whether they want to change it; otherwise to read it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How much they may see; also <see cref="CaseSight.None"/> when there is no such case, so that nobody learns which there are.</returns>
    public Task<CaseSight> EnterAsync(Viewer viewer, string caseId, bool isChange, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            var (sight, isOnThisSide) = (CaseSight.None, false);
            turn.First(
                "select centre_id, counsellor_id, deputy_id from cases where id = @id",
                row =>
                {
                    sight = viewer.SightOf(Text(row, 0), Text(row, 1), Text(row, 2));
                    isOnThisSide = viewer.IsOnThisSide(Text(row, 0));
                    return row;
                },
                caseId);
            if (sight != CaseSight.Whole && isOnThisSide && CaseOpenings.MayAsk(viewer) && CaseOpeningRow.IsOpen(turn, viewer.AccountId, caseId, runtime.Now))
                sight = CaseSight.Whole;
            Log(turn, viewer.AccountId, caseId, isChange, sight != CaseSight.None);
            return sight;
        },
        cancellationToken);

    /// <summary>Whoever holds the key of the server looks at a case or changes it.</summary>
    public Task LogProgramAsync(string caseId, bool isChange, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Log(turn, "api", caseId, isChange, true), cancellationToken);

    /// <summary>The procedure of a case goes on with another version: whoever did that is written down, and need not see the case.</summary>
    public Task LogMoveAsync(string who, string caseId, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Log(turn, who, caseId, true, true), cancellationToken);

    private void Log(Storage.Steps.Turn turn, string who, string caseId, bool isChange, bool isAllowed) =>
        CaseAccessRow.Insert(turn, new CaseAccessRow { At = runtime.Now, Who = who, CaseId = caseId.Length > 64 ? caseId[..64] : caseId, Action = isChange ? "change" : "read", IsAllowed = isAllowed });

    private static string? Text(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
