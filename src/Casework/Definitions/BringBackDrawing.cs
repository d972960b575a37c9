using System.Text;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Instances;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Definitions;

/// <summary>Makes a drawing of the last days the draft again, also one that was not saved then.</summary>
public sealed class BringBackDrawing(IqRuntime runtime)
{
    /// <returns>False when there is no such drawing, or it cannot be read as a definition.</returns>
    public async Task<bool> RunAsync(string definitionId, long drawing, string? who, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var packed = await db.Drawings.Where(row => row.Id == drawing && row.DefinitionId == definitionId).Select(row => row.Document).SingleOrDefaultAsync(cancellationToken);
        if (packed is null || WorkflowDefinition.Read(Encoding.UTF8.GetString(Packing.Unpack(packed))) is not { Definition: not null } reading)
            return false;
        var answer = await runtime.ChangeDefinitionsAsync((book, turn, now) => book.Save(turn, reading, publish: null, now), cancellationToken, who);
        return answer is DefinitionAnswer.Done;
    }
}
