using System.Text.Json.Nodes;
using IqWorkflows.Storage.Definitions;

namespace IqWorkflows.Designer.Definitions;

/// <summary>What may be done, as links. Studio follows none of them, but only where there is one it lets anybody do it.</summary>
internal static class Links
{
    public static JsonArray OfItem(DefinitionRow row)
    {
        var path = $"/workflow-definitions/{Uri.EscapeDataString(row.DefinitionId)}";
        JsonArray links =
        [
            Link(path, "self", "GET"), Link($"{path}/versions", "versions", "GET"), Link($"{path}/dispatch", "dispatch", "POST"), Link($"{path}/execute", "execute", "POST"), Link($"{path}/export", "export", "GET"),
        ];
        if (row.IsReadonly)
            return links;
        foreach (var (name, method) in new[] { ("publish", "POST"), ("retract", "POST"), ("import", "PUT"), ("update-references", "POST") })
            links.Add(Link($"{path}/{name}", name, method));
        links.Add(Link(path, "delete", "DELETE"));
        return links;
    }

    public static JsonArray OfList() =>
    [
        Link("/workflow-definitions", "self", "GET"),
        Link("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
        Link("/workflow-definitions/query/count", "count", "GET"),
        Link("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        Link("/workflow-definitions", "create", "POST"),
        Link("/workflow-definitions/import", "import", "POST"),
        Link("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
        Link("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
        Link("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        Link("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
    ];

    private static JsonObject Link(string href, string rel, string method) => new JsonObject { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
