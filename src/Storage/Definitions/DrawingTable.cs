using System.Text;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Definitions;

/// <summary>Keeps drawings within a turn.</summary>
public static class DrawingTable
{
    /// <summary>How long they are kept; the last that was saved is kept anyway.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <returns>Its number.</returns>
    public static long Insert(Turn turn, DrawingRow row, string document)
    {
        turn.Execute(
            "delete from drawings where definition_id = @definition_id and at < @at and id < (select max(id) from drawings where definition_id = @definition_id and fate in ('Saved', 'Shrunk', 'Unknown'))",
            row.DefinitionId,
            row.At - Kept);
        return turn.Number(
            "insert into drawings (definition_id, version, at, who, fate, document) values (@definition_id, @version, @at, @who, @fate, @document) returning id",
            row.DefinitionId,
            row.Version,
            row.At,
            row.Who,
            row.Fate.ToString(),
            Packing.Pack(Encoding.UTF8.GetBytes(document)))!.Value; // an insert returns what it inserted
    }

    /// <summary>The number of the last that was saved; 0 when there is none.</summary>
    public static long Revision(Turn turn, string definitionId) =>
        turn.Number("select max(id) from drawings where definition_id = @definition_id and fate in ('Saved', 'Shrunk', 'Unknown')", definitionId) ?? 0;

    /// <summary>Whether anybody but this one has saved since.</summary>
    public static bool IsChangedByOthers(Turn turn, string definitionId, long since, string? who) => turn.Number(
        "select 1 from drawings where definition_id = @definition_id and id > @since and fate in ('Saved', 'Shrunk', 'Unknown') and (who is null or who <> @who) limit 1", definitionId, since, who ?? "") is not null;
}
