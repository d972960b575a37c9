using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Instances;

/// <summary>A move that may be undone.</summary>
public sealed record StandingMove(long Id, string InstanceId, int AfterStep, string FromVersionId, string FromKey, string ToVersionId, byte[] StateBefore);

/// <summary>Moves instances to other versions within a turn.</summary>
public static class InstanceMoveTable
{
    public static void Insert(Turn turn, InstanceMoveRow row) => turn.Execute(
        """
        insert into instance_moves (batch, instance_id, definition_id, after_step, from_version_id, from_key, to_version_id, state_before, at, who)
        values (@batch, @instance_id, @definition_id, @after_step, @from_version_id, @from_key, @to_version_id, @state_before, @at, @who)
        """,
        row.Batch,
        row.InstanceId,
        row.DefinitionId,
        row.AfterStep,
        row.FromVersionId,
        row.FromKey,
        row.ToVersionId,
        Packing.Pack(row.StateBefore),
        row.At,
        row.Who);

    /// <returns>Moves of the batch that were not undone, the newest first.</returns>
    public static List<StandingMove> Standing(Turn turn, string batch) => turn.Read(
        "select id, instance_id, after_step, from_version_id, from_key, to_version_id, state_before from instance_moves where batch = @batch and undone_at is null order by id desc",
        row => new StandingMove(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5), Packing.Unpack(row.GetFieldValue<byte[]>(6))),
        batch);

    /// <summary>Whether the instance runs another version than the one this move led to.</summary>
    public static bool IsElsewhere(Turn turn, StandingMove move) =>
        turn.Number("select 1 from instances where id = @id and version_id <> @version_id", move.InstanceId, move.ToVersionId) is not null;

    public static void MarkUndone(Turn turn, long id, DateTimeOffset now) => turn.Execute("update instance_moves set undone_at = @now where id = @id", now, id);

    /// <summary>Puts an instance under another program. Whoever has read it before may not save a step any more.</summary>
    /// <exception cref="LostRaceException">It has gone on in between.</exception>
    public static void Move(Turn turn, string instanceId, int steps, string versionId, string programKey, byte[] state, DateTimeOffset now)
    {
        var changed = turn.Execute(
            "update instances set version_id = @version_id, program_key = @program_key, state = @state, updated_at = @now where id = @id and steps = @steps",
            versionId,
            programKey,
            state,
            now,
            instanceId,
            steps);
        if (changed != 1)
            throw new LostRaceException(instanceId, steps);
    }
}
