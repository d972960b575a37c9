using System.Text;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Descriptors;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Definitions;

/// <summary>How much must be right before a definition is published.</summary>
public enum PublishCare
{
    /// <summary>No errors. What the server does.</summary>
    NoErrors,

    /// <summary>Whatever can run at all: activities that are wrong fault when they are reached. For trying a file out.</summary>
    WhateverRuns,
}

/// <summary>Changes definitions within a turn, by the rules of <see cref="DefinitionHistory"/>.</summary>
/// <param name="programs">Forgets what is published when that changes.</param>
/// <param name="who">The account that asks for the change; null: a program, or the server itself.</param>
internal sealed class DefinitionBook(ProgramCache programs, string? who = null)
{
    /// <summary>Writes the content into the draft, making one if need be, and publishes it if wanted.</summary>
    /// <param name="fate">What the drawing is kept as.</param>
    public DefinitionAnswer Save(Turn turn, DefinitionReading reading, PublishCare? publish, DateTimeOffset now, DrawingFate fate = DrawingFate.Saved)
    {
        if (reading.Definition is not { } given)
            return new DefinitionAnswer.Faulty(reading.Problems);
        var definitionId = given.DefinitionId.Length > 0 ? given.DefinitionId : Publishing.NewId(now);
        var versions = DefinitionTable.Versions(turn, definitionId);
        var newId = given.Id.Length > 0 && DefinitionTable.DefinitionOf(turn, given.Id) is null ? given.Id : Publishing.NewId(now);
        var change = SaveDraft(turn, versions, newId);
        if (publish is not null)
            change = DefinitionHistory.Publish(change.Versions, change.Written!.Id)! with { IsNew = change.IsNew }; // a save writes a version
        return Write(turn, definitionId, given, change, reading.Problems, publish, now, fate);
    }

    /// <summary>Publishes a version, the latest if none is named.</summary>
    public DefinitionAnswer Publish(Turn turn, string definitionId, string? versionId, DateTimeOffset now)
    {
        var versions = DefinitionTable.Versions(turn, definitionId);
        if (versions.Count == 0)
            return Unknown(definitionId);
        var id = versionId ?? (versions.Find(version => version.IsLatest) ?? versions[^1]).Id;
        return DefinitionHistory.Publish(versions, id) is { } change
            ? Write(turn, definitionId, ProgramCache.Definition(turn, id), change, [], PublishCare.NoErrors, now)
            : Unknown(definitionId, id);
    }

    public DefinitionAnswer Retract(Turn turn, string definitionId, DateTimeOffset now)
    {
        var versions = DefinitionTable.Versions(turn, definitionId);
        if (versions.Count == 0)
            return Unknown(definitionId);
        if (DefinitionHistory.Retract(versions) is not { } change)
            return new DefinitionAnswer.Refused(new Obstacle("not-published", definitionId));
        Mark(turn, change);
        programs.PublicationsChanged(turn);
        DefinitionTable.ReplaceTriggers(turn, definitionId, null, now);
        return new DefinitionAnswer.Done(definitionId, change.Written, []);
    }

    /// <summary>Makes a new draft with the content of an older version.</summary>
    public DefinitionAnswer Revert(Turn turn, string definitionId, int version, DateTimeOffset now)
    {
        var versions = DefinitionTable.Versions(turn, definitionId);
        if (versions.Find(row => row.Version == version) is not { } old || DefinitionHistory.Revert(versions, version, Publishing.NewId(now)) is not { } change)
            return versions.Count == 0 ? Unknown(definitionId) : Unknown(definitionId, $"{version}");
        return Write(turn, definitionId, ProgramCache.Definition(turn, old.Id), change, [], null, now);
    }

    /// <summary>Deletes a version that no instance runs or ran, for the journal is read with it.</summary>
    public DefinitionAnswer Delete(Turn turn, string definitionId, int version, DateTimeOffset now)
    {
        var versions = DefinitionTable.Versions(turn, definitionId);
        if (versions.Find(row => row.Version == version) is not { } gone || DefinitionHistory.Delete(versions, version) is not { } change)
            return versions.Count == 0 ? Unknown(definitionId) : Unknown(definitionId, $"{version}");
        if (DefinitionTable.IsUsed(turn, gone.Id))
            return new DefinitionAnswer.Refused(new Obstacle("version-in-use", definitionId, $"{version}"));
        DefinitionTable.Delete(turn, gone.Id);
        Mark(turn, change);
        programs.PublicationsChanged(turn);
        if (gone.IsPublished)
            DefinitionTable.ReplaceTriggers(turn, definitionId, null, now);
        return new DefinitionAnswer.Done(definitionId, null, []);
    }

    /// <summary>A draft that instances run, since it was published once, must stay as it is: a new one is made beside it.</summary>
    private static HistoryChange SaveDraft(Turn turn, List<VersionRow> versions, string newId)
    {
        var latest = versions.Find(version => version.IsLatest);
        if (latest is not { IsPublished: false } || !DefinitionTable.IsUsed(turn, latest.Id))
            return DefinitionHistory.SaveDraft(versions, newId);
        var pretended = versions.Select(version => version == latest ? version with { IsPublished = true } : version).ToList();
        var change = DefinitionHistory.SaveDraft(pretended, newId);
        return change with { Versions = [.. change.Versions.Select(version => version.Id == latest.Id ? version with { IsPublished = false } : version)] };
    }

    /// <summary>Deletes all versions. One that an instance runs or ran is only taken back and hidden, for the journal is read with it.</summary>
    public DefinitionAnswer DeleteAll(Turn turn, string definitionId, DateTimeOffset now)
    {
        var versions = DefinitionTable.Versions(turn, definitionId);
        if (versions.Count == 0)
            return Unknown(definitionId);
        foreach (var version in versions)
        {
            if (DefinitionTable.IsUsed(turn, version.Id))
                DefinitionTable.Hide(turn, version.Id);
            else
                DefinitionTable.Delete(turn, version.Id);
        }
        programs.PublicationsChanged(turn);
        DefinitionTable.ReplaceTriggers(turn, definitionId, null, now);
        return new DefinitionAnswer.Done(definitionId, null, []);
    }

    private DefinitionAnswer Write(
        Turn turn, string definitionId, WorkflowDefinition content, HistoryChange change, IReadOnlyList<Problem> problems, PublishCare? publish, DateTimeOffset now,
        DrawingFate fate = DrawingFate.Saved)
    {
        var written = change.Written!; // those that change content say where
        var definition = content.With(new DefinitionStamp(written.Id, definitionId, written.Version, written.IsLatest, written.IsPublished, content.CreatedAt ?? now));
        var compilation = programs.Compile(turn, definition);
        var all = problems.Concat(compilation.Problems).Distinct().ToList();
        if (publish is { } care && (compilation.Program is null || (care == PublishCare.NoErrors && all.Exists(problem => problem.Severity == ProblemSeverity.Error))))
            return new DefinitionAnswer.Faulty(all);

        var row = new DefinitionRow
        {
            Id = written.Id,
            DefinitionId = definitionId,
            Version = written.Version,
            Name = definition.Name,
            ActivityType = definition is { Name.Length: > 0, Options.UsableAsActivity: true } ? ActivityDescriptors.TypeNameOf(definition.Name) : null,
            IsLatest = written.IsLatest,
            IsPublished = written.IsPublished,
            IsReadonly = definition.IsReadonly,
            IsSystem = definition.IsSystem,
            CreatedAt = definition.CreatedAt ?? now,
            Document = Encoding.UTF8.GetString(definition.Write()),
        };
        if (change.IsNew)
            DefinitionTable.Insert(turn, row);
        else
            DefinitionTable.Update(turn, row);
        DrawingTable.Insert(turn, new DrawingRow { DefinitionId = definitionId, Version = written.Version, At = now, Who = who, Fate = fate }, row.Document);
        Mark(turn, change);
        programs.PublicationsChanged(turn);
        if (written.IsPublished)
            DefinitionTable.ReplaceTriggers(turn, definitionId, compilation.Program, now);
        return new DefinitionAnswer.Done(definitionId, written, all);
    }

    private static void Mark(Turn turn, HistoryChange change)
    {
        foreach (var version in change.Versions)
            DefinitionTable.Mark(turn, version);
    }

    private static DefinitionAnswer.Refused Unknown(string definitionId) => new(new Obstacle("definition-unknown", definitionId));

    private static DefinitionAnswer.Refused Unknown(string definitionId, string version) => new(new Obstacle("version-unknown", definitionId, version));
}
