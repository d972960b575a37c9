using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Steps;
using IqWorkflows.Storage.Takeovers;

namespace IqWorkflows.Casework.Takeover;

/// <summary>Opens the cases of takeovers that were started, and removes those of takeovers that are taken back: each row in a turn of its own, so that it is done once whatever happens between.</summary>
public sealed class RunTakeovers(IqRuntime runtime)
{
    /// <summary>The job's name.</summary>
    public const string Job = "takeovers";

    // Between so many rows the list is read again.
    private const int Together = 50;

    /// <summary>Works until nothing is left.</summary>
    /// <returns>How many rows had their turn.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var id in await runtime.Writer.WriteAsync(TakeoverRow.Unfinished, cancellationToken))
            done += await GoOnAsync(id, cancellationToken);
        return done;
    }

    private async Task<int> GoOnAsync(string id, CancellationToken cancellationToken)
    {
        var done = 0;
        while (await runtime.Writer.WriteAsync(turn => TakeoverRow.Find(turn, id), cancellationToken) is { State: TakeoverState.Running or TakeoverState.Undoing } row)
        {
            var isUndo = row.State == TakeoverState.Undoing;
            var lines = await runtime.Writer.WriteAsync(turn => TakeoverLineRow.Next(turn, id, isUndo ? TakeoverLineState.Taken : TakeoverLineState.Waiting, Together), cancellationToken);
            if (lines.Count == 0)
            {
                await runtime.Writer.WriteAsync(turn => TakeoverRow.End(turn, id, isUndo ? TakeoverState.Undone : TakeoverState.Done, runtime.Now), cancellationToken);
                break;
            }
            foreach (var line in lines)
            {
                cancellationToken.ThrowIfCancellationRequested(); // the rest goes on after the next start
                if (isUndo)
                    await runtime.Writer.WriteAsync(turn => Undo(turn, row, line), cancellationToken);
                else
                    await TakeAsync(row, line, cancellationToken);
            }
            done += lines.Count;
        }
        return done;
    }

    private async Task TakeAsync(TakeoverRow row, TakeoverLineRow line, CancellationToken cancellationToken)
    {
        var isMine = false;
        var answer = await runtime.ChangeCaseAsync(
            null,
            (cases, turn, now) =>
            {
                // Another node may have been faster.
                isMine = TakeoverLineRow.StateOf(turn, row.Id, line.Number) == TakeoverLineState.Waiting;
                if (!isMine)
                    return new CaseAnswer.Refused([]);
                // Looked at again: since the preview a colleague may have opened a case of the same person.
                var read = new LineReading(cases, turn, row.CentreId, Takeovers.Texts(row.Columns), row.CounsellorId, GermanDay.Of(now)).Read(line.Number, Takeovers.Texts(line.Cells));
                if (read.Case is not { } wanted)
                    return new CaseAnswer.Refused(read.Problems);
                var opened = cases.Course.Open(turn, wanted, row.Who, now);
                if (opened is CaseAnswer.Done taken)
                    TakeoverLineRow.Set(turn, new TakeoverLineRow { TakeoverId = row.Id, Number = line.Number, State = TakeoverLineState.Taken, CaseId = taken.CaseId });
                return opened;
            },
            cancellationToken);
        if (isMine && answer is CaseAnswer.Refused refused)
        {
            await runtime.Writer.WriteAsync(
                turn => TakeoverLineRow.Set(turn, new TakeoverLineRow { TakeoverId = row.Id, Number = line.Number, State = TakeoverLineState.Refused, Reason = ReasonJson.Write(refused.Reasons) }), cancellationToken);
        }
    }

    private void Undo(Turn turn, TakeoverRow row, TakeoverLineRow line)
    {
        if (TakeoverLineRow.StateOf(turn, row.Id, line.Number) != TakeoverLineState.Taken)
            return; // another node was faster
        var caseId = line.CaseId ?? throw new InvalidDataException($"Row {line.Number} of takeover {row.Id} was taken and has no case.");
        var against = CaseRemoval.ReasonAgainst(turn, caseId);
        if (against is null)
            new CaseRemoval(runtime.Database).Remove(turn, caseId);
        TakeoverLineRow.Set(turn, new TakeoverLineRow
        {
            TakeoverId = row.Id,
            Number = line.Number,
            CaseId = caseId,
            State = against is null ? TakeoverLineState.Undone : TakeoverLineState.Kept,
            Reason = against is null ? null : ReasonJson.Write([against]),
        });
    }
}
