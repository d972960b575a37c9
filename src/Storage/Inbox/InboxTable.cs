using System.Data.Common;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Inbox;

/// <summary>Reads and writes the inbox within a turn.</summary>
public static class InboxTable
{
    private const string Columns =
        "kind, state, instance_id, is_local, hash, stimulus_kind, stimulus_text, correlation_id, bookmark, definition_id, activity_id, parent_id, payload, created_at, kept_until, attempts, reason, happened_on";

    public static void Insert(Turn turn, InboxRow row) => turn.Execute(
        $"""
        insert into inbox ({Columns})
        values (@kind, @state, @instance_id, @is_local, @hash, @stimulus_kind, @stimulus_text, @correlation_id, @bookmark, @definition_id, @activity_id,
                @parent_id, @payload, @created_at, @kept_until, @attempts, @reason, @happened_on)
        """,
        row.Kind,
        row.State,
        row.InstanceId,
        row.IsLocal,
        row.Hash,
        row.StimulusKind,
        row.StimulusText,
        row.CorrelationId,
        row.Bookmark,
        row.DefinitionId,
        row.ActivityId,
        row.ParentId,
        row.Payload,
        row.CreatedAt,
        row.KeptUntil,
        row.Attempts,
        row.Reason,
        turn.HappenedOn);

    /// <returns>The items to deliver next, in order.</returns>
    public static List<long> Pending(Turn turn, int most) =>
        turn.Read("select id from inbox where state = 'Pending' order by id limit @most", row => row.GetInt64(0), most);

    /// <summary>Takes an item out: what it causes belongs to the same turn.</summary>
    /// <returns>Null when it is no longer there or no longer to be delivered, or when one for the same instance stands before it, whose own turn was lost: it must not overtake that.</returns>
    public static InboxRow? Take(Turn turn, long id) => turn.First(
        $"""
        delete from inbox where id = @id and state = 'Pending' and not exists (
            select 1 from inbox as before where before.instance_id = inbox.instance_id and before.state = 'Pending' and before.id < inbox.id)
        returning id, {Columns}
        """,
        Row,
        id);

    /// <summary>Takes out the oldest event that was kept for whoever awaits this.</summary>
    /// <returns>Null when there is none that this instance may have.</returns>
    public static InboxRow? TakeKept(Turn turn, StimulusKey key, string instanceId, string? correlationId, DateTimeOffset now)
    {
        // Nearly always there is none, and to find that out takes a third of the time.
        if (turn.Number("select 1 from inbox where hash = @hash and state = 'Kept' limit 1", key.Hash) is null)
            return null;
        return turn.First(
            $"""
            delete from inbox where id = (
                select min(id) from inbox
                where hash = @hash and state = 'Kept' and stimulus_kind = @kind and stimulus_text = @text and kept_until > @now
                  and (is_local = @no or instance_id = @instance_id) and (correlation_id is null or correlation_id = @correlation_id))
            returning id, {Columns}
            """,
            Row,
            key.Hash,
            key.Kind,
            key.Text,
            now,
            false,
            instanceId,
            correlationId);
    }

    /// <summary>Whether one of the same kind is on its way to the instance: whatever comes later must not overtake it.</summary>
    public static bool IsOnItsWay(Turn turn, StimulusKey key, string instanceId) =>
        turn.Number("select 1 from inbox where hash = @hash and state = 'Pending' and instance_id = @instance_id limit 1", key.Hash, instanceId) is not null;

    /// <summary>Whether one of the same kind is kept that the instance would get before anything that comes now.</summary>
    public static bool IsKeptFor(Turn turn, StimulusKey key, string instanceId, DateTimeOffset now) => turn.Number(
        """
        select 1 from inbox
        where hash = @hash and state = 'Kept' and kept_until > @now and (is_local = @no or instance_id = @instance_id)
          and (correlation_id is null or correlation_id = (select correlation_id from instances where id = @instance_id))
        limit 1
        """,
        key.Hash,
        now,
        false,
        instanceId) is not null;

    /// <summary>Lets answers be delivered that were kept while their instance had faulted.</summary>
    /// <returns>How many.</returns>
    public static int ReleaseAnswers(Turn turn, string instanceId) =>
        turn.Execute("update inbox set state = 'Pending' where instance_id = @instance_id and state = 'Kept' and kind = 'Wake'", instanceId);

    public static void MarkFailed(Turn turn, long id, string reason) =>
        turn.Execute("update inbox set state = 'Failed', attempts = attempts + 1, reason = @reason where id = @id and state = 'Pending'", reason, id);

    /// <summary>Has one delivered again that failed.</summary>
    /// <returns>False when there is no such.</returns>
    public static bool DeliverAgain(Turn turn, long id) => turn.Execute("update inbox set state = 'Pending', reason = null where id = @id and state = 'Failed'", id) == 1;

    /// <returns>How many failed and are delivered again.</returns>
    public static int DeliverAllAgain(Turn turn) => turn.Execute("update inbox set state = 'Pending', reason = null where state = 'Failed'");

    /// <summary>Marks kept events whose time has ended.</summary>
    /// <returns>How many.</returns>
    public static int Expire(Turn turn, DateTimeOffset now) => turn.Execute("update inbox set state = 'Expired' where state = 'Kept' and kept_until <= @now", now);

    private static InboxRow Row(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Kind = Enum.Parse<InboxKind>(row.GetString(1)),
        State = Enum.Parse<InboxState>(row.GetString(2)),
        InstanceId = Text(row, 3),
        IsLocal = row.GetBoolean(4),
        Hash = row.IsDBNull(5) ? null : row.GetInt64(5),
        StimulusKind = Text(row, 6),
        StimulusText = Text(row, 7),
        CorrelationId = Text(row, 8),
        Bookmark = row.IsDBNull(9) ? null : row.GetInt32(9),
        DefinitionId = Text(row, 10),
        ActivityId = Text(row, 11),
        ParentId = Text(row, 12),
        Payload = (byte[])row.GetValue(13),
        CreatedAt = new DateTimeOffset(row.GetInt64(14), TimeSpan.Zero),
        KeptUntil = row.IsDBNull(15) ? null : new DateTimeOffset(row.GetInt64(15), TimeSpan.Zero),
        Attempts = row.GetInt32(16),
        Reason = Text(row, 17),
        HappenedOn = row.IsDBNull(18) ? null : row.GetFieldValue<DateOnly>(18),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
