using System.Security.Cryptography;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Settings;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Definitions;

/// <summary>What became of the files.</summary>
/// <param name="Problems">What is wrong with those that could not be published, each with the name of its file.</param>
/// <param name="Kept">Names of files that have changed but were not taken, since a designer has changed the procedure, too.</param>
public sealed record PublishedFiles(IReadOnlyList<string> Problems, IReadOnlyList<string> Kept);

/// <summary>Publishes the procedures that come with the rules: those that the database does not have yet, and as new versions those whose file has changed. What a designer has changed since is left alone.</summary>
public sealed class PublishProcedures(IqRuntime runtime)
{
    /// <param name="files">Names and contents of the definitions.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public async Task<PublishedFiles> RunAsync(IEnumerable<(string Name, byte[] Json)> files, CancellationToken cancellationToken)
    {
        var waiting = files.Where(file => Path.GetExtension(file.Name) == ".json").ToList();
        var (problems, kept) = (new List<string>(), new List<string>());
        // One may be used as activity in another, whose check then needs it: what fails is tried again for as long as others succeed meanwhile.
        for (var before = -1; waiting.Count > 0 && waiting.Count != before;)
        {
            before = waiting.Count;
            problems.Clear();
            foreach (var file in waiting.ToList())
            {
                var found = await PublishAsync(file.Json, () => kept.Add(file.Name), cancellationToken);
                if (found.Count == 0)
                    waiting.Remove(file);
                else
                    problems.AddRange(found.Select(problem => $"{file.Name}: {problem}"));
            }
        }
        return new PublishedFiles(problems, kept);
    }

    private async Task<IReadOnlyList<string>> PublishAsync(byte[] json, Action keep, CancellationToken cancellationToken)
    {
        var reading = WorkflowDefinition.Read(json);
        if (reading.Definition is not { } definition)
            return [.. reading.Problems.Select(problem => problem.ToString())];
        var file = Convert.ToHexStringLower(SHA256.HashData(json));
        var answer = await runtime.ChangeDefinitionsAsync(
            (book, turn, now) =>
            {
                var use = UseOf(turn, definition, file);
                if (use == FileUse.New)
                    return Remembered(turn, definition, file, book.Save(turn, reading, PublishCare.NoErrors, now));
                if (use == FileUse.Kept)
                    turn.AfterCommit(keep);
                return new DefinitionAnswer.Done(definition.DefinitionId, null, []);
            },
            cancellationToken);
        return answer switch
        {
            DefinitionAnswer.Faulty faulty => [.. faulty.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.ToString())],
            DefinitionAnswer.Refused refused => [refused.Reason.ToString()],
            _ => [],
        };
    }

    private static FileUse UseOf(Turn turn, WorkflowDefinition definition, string file)
    {
        if (DefinitionTable.Versions(turn, definition.DefinitionId).Find(version => version.IsLatest) is not { } latest)
            return FileUse.New;
        if (SettingRow.Find(turn, NameOf(definition))?.Split(' ') is [var before, var version])
            return before == file ? FileUse.Known : version == latest.Id ? FileUse.New : FileUse.Kept;
        // Published before files were remembered, and not changed since: an id is given out once.
        if (latest.Id == definition.Id)
            SettingRow.Save(turn, NameOf(definition), $"{file} {latest.Id}");
        return FileUse.Known;
    }

    private static DefinitionAnswer Remembered(Turn turn, WorkflowDefinition definition, string file, DefinitionAnswer answer)
    {
        if (answer is DefinitionAnswer.Done { Version: { } written })
            SettingRow.Save(turn, NameOf(definition), $"{file} {written.Id}");
        return answer;
    }

    private static string NameOf(WorkflowDefinition definition) => $"procedure.{definition.DefinitionId}";

    private enum FileUse
    {
        /// <summary>It becomes a version.</summary>
        New,

        /// <summary>It is as it was.</summary>
        Known,

        /// <summary>It has changed, and so has the procedure by somebody's hand.</summary>
        Kept,
    }
}
