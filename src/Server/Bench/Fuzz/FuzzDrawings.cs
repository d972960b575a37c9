using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Definitions of the run's own, so that there is something of each kind to be met.</summary>
internal static class FuzzDrawings
{
    /// <summary>A definition that anything may be done to.</summary>
    public const string SpareId = "fuzz-spare";

    /// <summary>Another, for those who come when the first is gone.</summary>
    public const string OtherId = "fuzz-spare-too";

    /// <summary>Answers every request with what was sent.</summary>
    public static string Echo() => Http("fuzz-echo", "fuzz/{thing}", new JsonObject { ["type"] = "Elsa.WriteHttpResponse", ["content"] = Input("Object", "JavaScript", "variables.in"), ["statusCode"] = Input("Int32", "Literal", 200) });

    /// <summary>Lets every request wait for an event.</summary>
    public static string Waiting() => Http("fuzz-waiting", "fuzz-waiting", new JsonObject { ["type"] = "Elsa.Event", ["eventName"] = Input("String", "Literal", "fuzz") });

    /// <summary>Goes wrong at once.</summary>
    public static string Faulty() => Alone("fuzz-faulty", new JsonObject { ["type"] = "Elsa.Fault", ["message"] = Input("String", "Literal", "meant to") });

    /// <summary>Hands a task out and waits for it.</summary>
    public static string Task() => Alone("fuzz-task", new JsonObject { ["type"] = "Elsa.RunTask", ["taskName"] = Input("String", "Literal", "fuzz") });

    /// <summary>Does nothing; there to be changed, published and deleted.</summary>
    public static string Spare(string id) => Alone(id, new JsonObject { ["type"] = "Elsa.WriteLine", ["text"] = Input("String", "Literal", "nothing") });

    private static string Http(string id, string path, JsonObject then)
    {
        then["id"] = "then";
        return Definition(id, new JsonObject
        {
            ["id"] = "root",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "in",
                    ["name"] = "in",
                    ["type"] = "Elsa.HttpEndpoint",
                    ["path"] = Input("String", "Literal", path),
                    ["supportedMethods"] = Input("String[]", "Object", "[\"GET\",\"POST\"]"),
                    ["parsedContent"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-in" } },
                    ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
                },
                then),
            ["connections"] = new JsonArray(new JsonObject { ["source"] = new JsonObject { ["activity"] = "in", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = "then", ["port"] = "In" } }),
        });
    }

    private static string Alone(string id, JsonObject root)
    {
        root["id"] = "root";
        return Definition(id, root);
    }

    private static string Definition(string id, JsonObject root) => new JsonObject
    {
        ["id"] = id + "-v1",
        ["definitionId"] = id,
        ["name"] = id,
        ["version"] = 1,
        ["variables"] = new JsonArray(new JsonObject { ["id"] = "v-in", ["name"] = "in", ["typeName"] = "Object" }),
        ["root"] = root,
    }.ToJsonString();

    private static JsonObject Input(string type, string language, JsonNode value) => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };
}
