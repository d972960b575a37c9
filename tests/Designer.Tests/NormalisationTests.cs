using System.Net;
using System.Text.Json.Nodes;

namespace IqWorkflows.Designer.Tests;

/// <summary>What Studio does to a drawing without being asked, done to every shipped procedure through the API, without a browser.</summary>
public sealed class NormalisationTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static IEnumerable<object[]> Procedures => RunningServer.Procedures.Select(path => (object[])[Path.GetFileNameWithoutExtension(path)]);

    [Theory]
    [MemberData(nameof(Procedures))]
    public async Task A_procedure_sent_as_Studio_sends_it_makes_no_new_version(string id)
    {
        using var dana = await server.AsAsync("dana");
        var opened = await dana.OpenAsync(id);
        var sent = AsStudioSendsIt(opened);

        var answer = await dana.SaveAsync(sent);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(opened["id"]!.GetValue<string>(), answer.Json["workflowDefinition"]!["id"]!.GetValue<string>());
    }

    /// <summary>Touched boxes come last, with nulls and a size; sets that are empty are written out.</summary>
    private static JsonObject AsStudioSendsIt(JsonObject opened)
    {
        var sent = opened.DeepClone().AsObject();
        var boxes = sent["root"]!["activities"]!.AsArray();
        var touched = boxes[0]!.AsObject();
        boxes.RemoveAt(0);
        boxes.Add(touched);
        foreach (var box in boxes.OfType<JsonObject>())
        {
            if (box["metadata"]?["designer"] is JsonObject designer)
                designer["size"] = new JsonObject { ["width"] = 170, ["height"] = 54 };
            foreach (var (_, value) in box.ToList())
            {
                if (value is JsonObject input && input.ContainsKey("expression"))
                    (input["typeName"], input["memoryReference"]) = (input["typeName"]?.DeepClone(), null);
            }
        }
        sent["description"] ??= null;
        sent["outcomes"] ??= new JsonArray();
        return sent;
    }
}
