using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Casework.Definitions;

/// <summary>Publishes the procedures that come with the rules, those that the database does not have yet. What a designer has changed since is left alone.</summary>
public sealed class PublishProcedures(IqRuntime runtime)
{
    /// <param name="files">Names and contents of the definitions.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    /// <returns>What is wrong with those that could not be published, each with the name of its file.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<(string Name, byte[] Json)> files, CancellationToken cancellationToken)
    {
        var waiting = files.Where(file => Path.GetExtension(file.Name) == ".json").ToList();
        var problems = new List<string>();
        // One may be used as activity in another, whose check then needs it: what fails is tried again for as long as others succeed meanwhile.
        for (var before = -1; waiting.Count > 0 && waiting.Count != before;)
        {
            before = waiting.Count;
            problems.Clear();
            foreach (var file in waiting.ToList())
            {
                var found = await PublishAsync(file.Json, cancellationToken);
                if (found.Count == 0)
                    waiting.Remove(file);
                else
                    problems.AddRange(found.Select(problem => $"{file.Name}: {problem}"));
            }
        }
        return problems;
    }

    private async Task<IReadOnlyList<string>> PublishAsync(byte[] json, CancellationToken cancellationToken)
    {
        var reading = WorkflowDefinition.Read(json);
        if (reading.Definition is not { } definition)
            return [.. reading.Problems.Select(problem => problem.ToString())];
        var answer = await runtime.ChangeDefinitionsAsync(
            (book, turn, now) => Storage.Definitions.DefinitionTable.Versions(turn, definition.DefinitionId).Count > 0
                ? new DefinitionAnswer.Done(definition.DefinitionId, null, [])
                : book.Save(turn, reading, PublishCare.NoErrors, now),
            cancellationToken);
        return answer switch
        {
            DefinitionAnswer.Faulty faulty => [.. faulty.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.ToString())],
            DefinitionAnswer.Refused refused => [refused.Reason.ToString()],
            _ => [],
        };
    }
}
