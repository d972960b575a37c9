using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Definitions;

namespace IqWorkflows.Casework.Definitions;

/// <summary>A version as a file that is kept under version control: indented, with a line end, in the order in which it was written, without what differs from server to server.</summary>
public static class ExportedFile
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    public static string NameOf(DefinitionRow row) => string.Concat(row.DefinitionId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')) + ".json";

    public static byte[] Bytes(DefinitionRow row)
    {
        var definition = WorkflowDefinition.Read(row.Document).Definition ?? throw new InvalidDataException($"Version {row.Id} can no longer be read.");
        var document = DocumentNode.Parse(System.Text.Encoding.UTF8.GetString(definition.Write(new DefinitionStamp(row.Id, row.DefinitionId, row.Version, row.IsLatest, row.IsPublished, row.CreatedAt))))!.AsObject(); // a definition is an object
        // When it came into this database says nothing to another.
        document.Remove("createdAt");
        if (!document.ContainsKey("$schema"))
            document.Insert(0, "$schema", Schema);
        var tidy = WorkflowDefinition.Read(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())).Definition ?? throw new InvalidDataException($"Version {row.Id} can no longer be read.");
        return [.. tidy.Write(isIndented: true), (byte)'\n'];
    }
}
