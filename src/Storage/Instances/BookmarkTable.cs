using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Instances;

/// <summary>A bookmark that was taken out of the index.</summary>
public sealed record ClosedBookmark(string Kind, bool IsTimed);

/// <summary>A bookmark with the program in which it stands.</summary>
public sealed record WaitingBookmark(string InstanceId, int Number, string ActivityId, string Text, string ProgramKey);

/// <summary>A box at which a running instance waits.</summary>
public sealed record WaitingBox(string InstanceId, string ProgramKey, string ActivityId);

/// <summary>Reads and writes the index of open bookmarks within a turn.</summary>
public static class BookmarkTable
{
    public static void Insert(Turn turn, string instanceId, Bookmark bookmark, string? correlationId)
    {
        turn.Execute(
            """
            insert into bookmarks (instance_id, number, hash, kind, text, correlation_id, activity_id, is_timed)
            values (@instance_id, @number, @hash, @kind, @text, @correlation_id, @activity_id, @is_timed)
            """,
            instanceId,
            bookmark.Number,
            bookmark.Key.Hash,
            bookmark.Key.Kind,
            bookmark.Key.Text,
            correlationId,
            bookmark.ActivityId,
            bookmark.DueAt is not null);
        if (bookmark.DueAt is { } due)
            turn.Execute("insert into timers (due_at, instance_id, bookmark) values (@due_at, @instance_id, @bookmark)", due, instanceId, bookmark.Number);
    }

    /// <returns>Null when it was not in the index.</returns>
    public static ClosedBookmark? Delete(Turn turn, string instanceId, int number)
    {
        var closed = turn.First(
            "delete from bookmarks where instance_id = @instance_id and number = @number returning kind, is_timed",
            row => new ClosedBookmark(row.GetString(0), row.GetBoolean(1)),
            instanceId,
            number);
        if (closed is { IsTimed: true })
            turn.Execute("delete from timers where instance_id = @instance_id and bookmark = @bookmark", instanceId, number);
        return closed;
    }

    /// <summary>Takes all bookmarks of an instance out of the index, and their timers: nothing wakes it for now.</summary>
    public static void DeleteAll(Turn turn, string instanceId)
    {
        turn.Execute("delete from bookmarks where instance_id = @instance_id", instanceId);
        turn.Execute("delete from timers where instance_id = @instance_id", instanceId);
    }

    public static void SetCorrelation(Turn turn, string instanceId, string? correlationId) =>
        turn.Execute("update bookmarks set correlation_id = @correlation_id where instance_id = @instance_id", correlationId, instanceId);

    /// <returns>Instances that await it, those that have waited longest first. With a correlation id only those that have the same.</returns>
    public static List<string> Awaiting(Turn turn, StimulusKey key, string? correlationId)
    {
        var instances = correlationId is null
            ? turn.Read(
                "select instance_id from bookmarks where hash = @hash and kind = @kind and text = @text order by id",
                row => row.GetString(0),
                key.Hash,
                key.Kind,
                key.Text)
            : turn.Read(
                "select instance_id from bookmarks where hash = @hash and correlation_id = @correlation_id and kind = @kind and text = @text order by id",
                row => row.GetString(0),
                key.Hash,
                correlationId,
                key.Kind,
                key.Text);
        return instances.Count < 2 ? instances : [.. instances.Distinct(StringComparer.Ordinal)];
    }

    /// <returns>All bookmarks of one kind with a correlation id, those that have waited longest first.</returns>
    public static List<WaitingBookmark> Of(Turn turn, string kind, string correlationId) => turn.Read(
        """
        select bookmarks.instance_id, bookmarks.number, bookmarks.activity_id, bookmarks.text, instances.program_key
        from instances join bookmarks on bookmarks.instance_id = instances.id
        where instances.correlation_id = @correlation_id and instances.status = 'Running' and bookmarks.kind = @kind
        order by bookmarks.id
        """,
        row => new WaitingBookmark(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4)),
        correlationId,
        kind);

    /// <returns>The box of every bookmark of the running instances with a correlation id, the oldest instance first.</returns>
    public static List<WaitingBox> Boxes(Turn turn, string correlationId) => turn.Read(
        """
        select instances.id, instances.program_key, bookmarks.activity_id
        from instances join bookmarks on bookmarks.instance_id = instances.id
        where instances.correlation_id = @correlation_id and instances.status = 'Running'
        order by instances.created_at, bookmarks.id
        """,
        row => new WaitingBox(row.GetString(0), row.GetString(1), row.GetString(2)),
        correlationId);

    /// <returns>What the instance awaits of one kind.</returns>
    public static List<StimulusKey> Keys(Turn turn, string instanceId, string kind) => turn.Read(
        "select text from bookmarks where instance_id = @instance_id and kind = @kind order by id",
        row => new StimulusKey(kind, row.GetString(0)),
        instanceId,
        kind);
}
