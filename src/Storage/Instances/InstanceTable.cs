using System.Data.Common;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Instances;

/// <summary>Reads and writes instances within a turn.</summary>
public static class InstanceTable
{
    private const string SteppingColumns =
        "instances.id, program_key, status, instances.correlation_id, parent_id, parent_bookmark, state, open_incidents, steps";

    /// <summary>What a step needs to know of its instance; the other columns stay unread.</summary>
    /// <returns>Null when there is no such instance.</returns>
    public static SteppingInstance? Find(Turn turn, string id) => turn.First(
        $"select {SteppingColumns} from instances where id = @id",
        Stepping,
        id);

    /// <summary>The instance that awaits it with the same correlation id, read in one go: nearly always there is just one.</summary>
    /// <returns>Null when none or more than one bookmark awaits it.</returns>
    public static SteppingInstance? OnlyAwaiting(Turn turn, StimulusKey key, string correlationId)
    {
        var awaiting = turn.Read(
            $"""
            select {SteppingColumns}
            from bookmarks join instances on instances.id = bookmarks.instance_id
            where bookmarks.hash = @hash and bookmarks.correlation_id = @correlation_id and bookmarks.kind = @kind and bookmarks.text = @text
            limit 2
            """,
            Stepping,
            key.Hash,
            correlationId,
            key.Kind,
            key.Text);
        return awaiting.Count == 1 ? awaiting[0] : null;
    }

    /// <returns>Where an instance stands; null when there is no such instance.</returns>
    public static (InstanceStatus Status, InstanceSubStatus SubStatus)? Standing(Turn turn, string id) => turn.Text("select sub_status from instances where id = @id", id) switch
    {
        null => null,
        nameof(InstanceSubStatus.Suspended) => (InstanceStatus.Running, InstanceSubStatus.Suspended),
        var ended => (InstanceStatus.Finished, Enum.Parse<InstanceSubStatus>(ended)),
    };

    public static bool Exists(Turn turn, string id) => turn.Number("select 1 from instances where id = @id", id) is not null;

    /// <summary>Deletes one that has ended, with its journal.</summary>
    public static void Delete(Turn turn, string id)
    {
        turn.Execute("delete from bookmarks where instance_id = @instance_id", id);
        turn.Execute("delete from timers where instance_id = @instance_id", id);
        turn.Execute("delete from steps where instance_id = @instance_id", id);
        turn.Execute("delete from instance_moves where instance_id = @instance_id", id);
        turn.Execute("delete from instances where id = @id", id);
    }

    /// <summary>Whether it ended by a fault, so that it may yet be retried.</summary>
    public static bool HasFaulted(Turn turn, string id) => turn.Number("select 1 from instances where id = @id and sub_status = 'Faulted'", id) is not null;

    public static void Insert(Turn turn, InstanceRow row) => turn.Execute(
        """
        insert into instances (id, definition_id, version_id, program_key, status, sub_status, correlation_id, name, parent_id, parent_bookmark, state,
                               created_at, updated_at, finished_at, open_incidents, steps)
        values (@id, @definition_id, @version_id, @program_key, @status, @sub_status, @correlation_id, @name, @parent_id, @parent_bookmark, @state,
                @created_at, @updated_at, @finished_at, @open_incidents, @steps)
        """,
        row.Id,
        row.DefinitionId,
        row.VersionId,
        row.ProgramKey,
        TextOf(row.Status),
        TextOf(row.SubStatus),
        row.CorrelationId,
        row.Name,
        row.ParentId,
        row.ParentBookmark,
        row.State,
        row.CreatedAt,
        row.UpdatedAt,
        row.FinishedAt,
        row.OpenIncidents,
        row.Steps);

    /// <summary>Saves what a run left, if nobody else has saved a step since <paramref name="before"/> was read.</summary>
    /// <exception cref="LostRaceException">Somebody has.</exception>
    public static void Update(Turn turn, SteppingInstance before, Run run, int? parentBookmark, DateTimeOffset now)
    {
        Exception Lost() => new LostRaceException(before.Id, before.Steps);
        if (before.Status == run.Status && before.CorrelationId == run.CorrelationId && before.OpenIncidents == run.OpenIncidents && before.ParentBookmark == parentBookmark)
        {
            // Most steps lead from one wait to the next: naming the indexed columns would write their indexes again.
            turn.ExecuteOne(
                "update instances set sub_status = @sub_status, name = @name, state = @state, updated_at = @updated_at, steps = steps + 1 where id = @id and steps = @steps",
                Lost,
                TextOf(run.SubStatus),
                run.Name,
                run.State,
                now,
                before.Id,
                before.Steps);
            return;
        }
        turn.ExecuteOne(
            """
            update instances
            set status = @status, sub_status = @sub_status, correlation_id = @correlation_id, name = @name, parent_bookmark = @parent_bookmark,
                state = @state, updated_at = @updated_at, finished_at = @finished_at, open_incidents = @open_incidents, steps = steps + 1
            where id = @id and steps = @steps
            """,
            Lost,
            TextOf(run.Status),
            TextOf(run.SubStatus),
            run.CorrelationId,
            run.Name,
            parentBookmark,
            run.State,
            now,
            run.Status == InstanceStatus.Finished ? now : null,
            run.OpenIncidents,
            before.Id,
            before.Steps);
    }

    /// <summary>Writes down what a step did.</summary>
    public static void InsertStep(Turn turn, string instanceId, int number, DateTimeOffset at, Run run, string? note)
    {
        turn.Execute(
            "insert into steps (instance_id, number, at, journal, log, note) values (@instance_id, @number, @at, @journal, @log, @note)",
            instanceId,
            number,
            at,
            Packing.Pack(run.Journal),
            Packing.Pack(run.Log),
            note);
        StepTelemetry.Step(turn);
    }

    /// <summary>Whether any instance of the definition is running.</summary>
    public static bool IsRunning(Turn turn, string definitionId) =>
        turn.Number("select 1 from instances where definition_id = @definition_id and status = 'Running' limit 1", definitionId) is not null;

    /// <summary>Whether an instance with this correlation id is running: of the definition, or of any when it is null.</summary>
    public static bool IsRunning(Turn turn, string? definitionId, string correlationId) => definitionId is null
        ? turn.Number("select 1 from instances where correlation_id = @correlation_id and status = 'Running' limit 1", correlationId) is not null
        : turn.Number("select 1 from instances where correlation_id = @correlation_id and status = 'Running' and definition_id = @definition_id limit 1", correlationId, definitionId) is not null;

    /// <returns>Ids of the running instances with this correlation id, oldest first.</returns>
    public static List<string> Running(Turn turn, string correlationId) => turn.Read(
        "select id from instances where correlation_id = @correlation_id and status = 'Running' order by created_at, id", row => row.GetString(0), correlationId);

    private static SteppingInstance Stepping(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2) == nameof(InstanceStatus.Running) ? InstanceStatus.Running : InstanceStatus.Finished,
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetInt32(5),
        row.GetFieldValue<byte[]>(6),
        row.GetInt32(7),
        row.GetInt32(8));

    private static string TextOf(InstanceStatus status) => status == InstanceStatus.Running ? nameof(InstanceStatus.Running) : nameof(InstanceStatus.Finished);

    private static string TextOf(InstanceSubStatus status) => status switch
    {
        InstanceSubStatus.Suspended => nameof(InstanceSubStatus.Suspended),
        InstanceSubStatus.Finished => nameof(InstanceSubStatus.Finished),
        InstanceSubStatus.Cancelled => nameof(InstanceSubStatus.Cancelled),
        _ => nameof(InstanceSubStatus.Faulted),
    };
}

/// <summary>An instance about to take a step.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProgramKey">What it runs.</param>
/// <param name="Status">Whether it goes on.</param>
/// <param name="CorrelationId">Its correlation id, or null.</param>
/// <param name="ParentId">The instance that asked for it, or null.</param>
/// <param name="ParentBookmark">Where the parent waits for its end; null when it does not, or has been told.</param>
/// <param name="State">Its state.</param>
/// <param name="OpenIncidents">Incidents without resolution.</param>
/// <param name="Steps">Steps taken so far.</param>
public sealed record SteppingInstance(
    string Id, string ProgramKey, InstanceStatus Status, string? CorrelationId, string? ParentId, int? ParentBookmark, byte[] State, int OpenIncidents, int Steps);

/// <summary>Somebody saved a step of the same instance in between. Nothing was saved; run again from what is there now.</summary>
public sealed class LostRaceException(string instanceId, int steps) : Exception($"Instance {instanceId} has gone on since its step {steps} was read.");
