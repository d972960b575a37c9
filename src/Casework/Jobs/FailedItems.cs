using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Jobs;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Jobs;

/// <summary>Remembers single things that a job could not do: with the reason, tried again after a rest that grows, given up in the end, and shown until somebody sees to it.</summary>
internal static class FailedItems
{
    private const int MostAttempts = 10;

    /// <returns>When to try again; null: it is given up.</returns>
    public static DateTimeOffset? Record(Turn turn, string job, string item, string? caseId, string reason, DateTimeOffset now)
    {
        var attempts = (int)(turn.Number("select attempts from failed_items where job = @job and item = @item", job, item) ?? 0) + 1;
        var next = attempts < MostAttempts ? now + BackOff.After(attempts) : (DateTimeOffset?)null;
        turn.Execute(
            """
            insert into failed_items (job, item, case_id, reason, attempts, first_at, last_at, next_try_at) values (@job, @item, @case_id, @reason, 1, @now, @now, @next)
            on conflict (job, item) do update set reason = excluded.reason, attempts = @attempts, last_at = excluded.last_at, next_try_at = excluded.next_try_at
            """,
            job,
            item,
            caseId,
            reason,
            now,
            next,
            attempts);
        return next;
    }

    /// <summary>It was done.</summary>
    public static void Forget(Turn turn, string job, string item) => turn.Execute("delete from failed_items where job = @job and item = @item", job, item);

    /// <summary>Whether an item rests after a failure, or was given up.</summary>
    public static bool Rests(Turn turn, string job, string item, DateTimeOffset now) =>
        turn.Number("select count(*) from failed_items where job = @job and item = @item and (next_try_at is null or next_try_at > @now)", job, item, now) > 0;

    /// <summary>All that failed, the latest first.</summary>
    public static List<FailedItemRow> All(Turn turn, int most) => turn.Read(
        "select job, item, case_id, reason, attempts, first_at, last_at, next_try_at from failed_items order by last_at desc, job, item limit @most",
        row => new FailedItemRow
        {
            Job = row.GetString(0),
            Item = row.GetString(1),
            CaseId = row.IsDBNull(2) ? null : row.GetString(2),
            Reason = row.GetString(3),
            Attempts = row.GetInt32(4),
            FirstAt = new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
            LastAt = new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
            NextTryAt = row.IsDBNull(7) ? null : new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
        },
        most);
}
