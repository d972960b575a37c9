using System.Data.Common;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Definitions;

/// <summary>A trigger of a published definition.</summary>
public sealed record PublishedTrigger(string DefinitionId, string ActivityId, StimulusKey Key);

/// <summary>Reads and writes definitions, their programs and triggers within a turn.</summary>
public static class DefinitionTable
{
    public static List<VersionRow> Versions(Turn turn, string definitionId) => turn.Read(
        "select id, version, is_latest, is_published from definitions where definition_id = @definition_id order by version",
        row => new VersionRow(row.GetString(0), row.GetInt32(1), row.GetBoolean(2), row.GetBoolean(3)),
        definitionId);

    /// <returns>Null when there is no such version.</returns>
    public static string? Document(Turn turn, string versionId) => turn.Text("select document from definitions where id = @id", versionId);

    /// <returns>Id of the published version, or null.</returns>
    public static string? PublishedVersion(Turn turn, string definitionId) =>
        turn.Text("select id from definitions where definition_id = @definition_id and is_published = @yes", definitionId, true);

    /// <returns>Id of the definition a version belongs to, or null when there is no such version.</returns>
    public static string? DefinitionOf(Turn turn, string versionId) => turn.Text("select definition_id from definitions where id = @id", versionId);

    /// <returns>Ids of the versions that may be used as this activity type: the published one first, then the latest.</returns>
    public static List<(string Id, int Version)> UsableAs(Turn turn, string activityType) => turn.Read(
        "select id, version from definitions where activity_type = @activity_type order by is_published desc, is_latest desc, version desc",
        row => (row.GetString(0), row.GetInt32(1)),
        activityType);

    public static void Insert(Turn turn, DefinitionRow row) => turn.Execute(
        """
        insert into definitions (id, definition_id, version, name, activity_type, is_latest, is_published, is_readonly, is_system, created_at, document)
        values (@id, @definition_id, @version, @name, @activity_type, @is_latest, @is_published, @is_readonly, @is_system, @created_at, @document)
        """,
        row.Id,
        row.DefinitionId,
        row.Version,
        row.Name,
        row.ActivityType,
        row.IsLatest,
        row.IsPublished,
        row.IsReadonly,
        row.IsSystem,
        row.CreatedAt,
        row.Document);

    /// <summary>Replaces the content of a version.</summary>
    public static void Update(Turn turn, DefinitionRow row) => turn.Execute(
        """
        update definitions set name = @name, activity_type = @activity_type, is_latest = @is_latest, is_published = @is_published,
                               is_readonly = @is_readonly, is_system = @is_system, document = @document
        where id = @id
        """,
        row.Name,
        row.ActivityType,
        row.IsLatest,
        row.IsPublished,
        row.IsReadonly,
        row.IsSystem,
        row.Document,
        row.Id);

    public static void Mark(Turn turn, VersionRow version) =>
        turn.Execute("update definitions set is_latest = @is_latest, is_published = @is_published where id = @id", version.IsLatest, version.IsPublished, version.Id);

    public static void Delete(Turn turn, string versionId) => turn.Execute("delete from definitions where id = @id", versionId);

    /// <summary>Takes a version out of all lists; whoever knows its id still finds it.</summary>
    public static void Hide(Turn turn, string versionId) =>
        turn.Execute("update definitions set is_system = @yes, is_published = @no, activity_type = @nothing where id = @id", true, false, null, versionId);

    /// <returns>Null when no instance has run this program.</returns>
    public static ProgramRow? Program(Turn turn, string key) => turn.First(
        "select key, version_id, uses from programs where key = @key",
        row => new ProgramRow { Key = row.GetString(0), VersionId = row.GetString(1), Uses = row.GetString(2) },
        key);

    public static void KeepProgram(Turn turn, WorkflowProgram program) => turn.Execute(
        "insert into programs (key, version_id, uses) values (@key, @version_id, @uses) on conflict (key) do nothing",
        program.Key,
        program.Definition.Id,
        string.Join('\n', program.Uses));

    /// <summary>Whether an instance runs, or ran, this version: then it must stay as it is.</summary>
    public static bool IsUsed(Turn turn, string versionId) => turn.Number(
        "select 1 from programs where version_id = @id or uses = @id or uses like @first or uses like @last or uses like @inner limit 1",
        versionId,
        versionId + "\n%",
        "%\n" + versionId,
        "%\n" + versionId + "\n%") is not null;

    /// <summary>Makes the triggers of a definition those of its published program; none when there is none.</summary>
    public static void ReplaceTriggers(Turn turn, string definitionId, WorkflowProgram? published, DateTimeOffset now)
    {
        turn.Execute("delete from triggers where definition_id = @definition_id", definitionId);
        turn.Execute("delete from timers where definition_id = @definition_id", definitionId);
        foreach (var trigger in published?.Triggers ?? [])
        {
            turn.Execute(
                "insert into triggers (definition_id, version_id, activity_id, hash, kind, text) values (@definition_id, @version_id, @activity_id, @hash, @kind, @text)",
                definitionId,
                published!.Definition.Id, // it has triggers
                trigger.ActivityId,
                trigger.Key.Hash,
                trigger.Key.Kind,
                trigger.Key.Text);
            if (trigger.Schedule?.Next(now) is { } due)
                turn.Execute("insert into timers (due_at, definition_id, activity_id) values (@due_at, @definition_id, @activity_id)", due, definitionId, trigger.ActivityId);
        }
    }

    public static List<PublishedTrigger> Triggers(Turn turn, StimulusKey key) => turn.Read(
        "select definition_id, activity_id from triggers where hash = @hash and kind = @kind and text = @text order by id",
        (DbDataReader row) => new PublishedTrigger(row.GetString(0), row.GetString(1), key),
        key.Hash,
        key.Kind,
        key.Text);
}
