using System.Net;
using System.Text.Json.Nodes;

namespace IqWorkflows.Designer.Tests;

/// <summary>A drawing is never lost.</summary>
public sealed class DrawingTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_save_without_any_box_is_refused_and_can_still_be_taken()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wird geleert", "eins", "zwei", "drei");
        var id = drawn["definitionId"]!.GetValue<string>();
        drawn["root"]!["activities"] = new JsonArray();

        var answer = await dana.SaveAsync(drawn);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"/designer/drawings/{id}", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(3, (await dana.OpenAsync(id))["root"]!["activities"]!.AsArray().Count);
        Assert.Contains("alle Kästen wären fort", WebUtility.HtmlDecode(await dana.Client.GetStringAsync($"/designer/drawings/{id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_drawing_is_brought_back()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wird zurückgeholt", "eins", "zwei");
        var id = drawn["definitionId"]!.GetValue<string>();
        drawn["root"]!["activities"]!.AsArray().RemoveAt(1);
        Assert.Equal(HttpStatusCode.OK, (await dana.SaveAsync(drawn)).Status);
        Assert.Single((await dana.OpenAsync(id))["root"]!["activities"]!.AsArray());

        var page = await dana.Client.GetStringAsync($"/designer/drawings/{id}");
        var oldest = page.Split("<form method=\"post\" action=\"")[^1].Split('"')[0];
        using var answer = await dana.Client.PostAsync(oldest, null);

        Assert.Equal($"/designer/drawings/{id}?back", answer.Headers.Location?.ToString());
        Assert.Equal(2, (await dana.OpenAsync(id))["root"]!["activities"]!.AsArray().Count);
    }

    [Fact]
    public async Task Of_two_who_save_the_same_draft_the_later_is_told_and_loses_nothing()
    {
        using var dana = await server.AsAsync("dana");
        using var dirk = await server.AsAsync("dirk");
        var drawn = await dana.DrawAsync("Zu zweit", "eins", "zwei");
        var id = drawn["definitionId"]!.GetValue<string>();
        var opened = await dirk.OpenAsync(id);
        drawn["description"] = "von Dana";
        opened["description"] = "von Dirk";

        var first = await dana.SaveAsync(drawn);
        var second = await dirk.SaveAsync(opened);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
        Assert.Contains("Somebody else has saved", second.Sentence, StringComparison.Ordinal);
        Assert.Equal("von Dana", (await dirk.OpenAsync(id))["description"]!.GetValue<string>());
        var page = WebUtility.HtmlDecode(await dirk.Client.GetStringAsync($"/designer/drawings/{id}"));
        Assert.Contains("jemand anderes hatte inzwischen gespeichert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_saves_again_and_again_is_never_stale()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Allein", "eins", "zwei");

        for (var round = 0; round < 3; round++)
        {
            drawn["description"] = $"Runde {round}"; // always based on the first, as when saves overtake each other
            Assert.Equal(HttpStatusCode.OK, (await dana.SaveAsync(drawn)).Status);
        }
    }

    [Fact]
    public async Task What_is_put_into_the_middle_of_a_sequence_stays_there_and_cases_of_a_switch_keep_their_new_order()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Der Reihe nach", "eins", "zwei");
        var boxes = drawn["root"]!["activities"]!.AsArray();
        JsonArray Cases(params string[] labels) => new([.. labels.Select(label => new JsonObject { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" } })]);
        boxes.Insert(1, new JsonObject { ["id"] = "weiche", ["type"] = "Elsa.Switch", ["version"] = 1, ["name"] = "Weiche", ["cases"] = Cases("a", "b") });
        var saved = (await dana.SaveAsync(drawn)).Json["workflowDefinition"]!.AsObject();
        saved["root"]!["activities"]![1]!["cases"] = Cases("b", "a");

        await dana.SaveAsync(saved);

        var kept = (await dana.OpenAsync(drawn["definitionId"]!.GetValue<string>()))["root"]!["activities"]!.AsArray();
        Assert.Equal(["line0", "weiche", "line1"], kept.Select(box => box!["id"]!.GetValue<string>()));
        Assert.Equal(["b", "a"], kept[1]!["cases"]!.AsArray().Select(one => one!["label"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Unknown_boxes_are_shown_as_placeholders_and_come_back_as_they_were()
    {
        using var dana = await server.AsAsync("dana");
        var foreign = new JsonObject { ["id"] = "x", ["type"] = "Acme.Teleport", ["version"] = 3, ["name"] = "X", ["where"] = "Mars", ["deep"] = new JsonObject { ["a"] = 1 } };
        var file = new JsonObject { ["definitionId"] = "fremd", ["name"] = "Fremd", ["root"] = new JsonObject { ["id"] = "seq", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(foreign.DeepClone()) } };
        Assert.Equal(HttpStatusCode.OK, (await dana.PostAsync("/workflow-definitions/import", file)).Status);

        var opened = await dana.OpenAsync("fremd");
        var shown = opened["root"]!["activities"]![0]!;
        Assert.Equal("Elsa.NotFoundActivity", shown["type"]!.GetValue<string>());
        Assert.Equal("Acme.Teleport", shown["missingTypeName"]!.GetValue<string>());
        opened["description"] = "geändert";
        Assert.Equal(HttpStatusCode.OK, (await dana.SaveAsync(opened)).Status);

        var exported = (await dana.GetAsync("/workflow-definitions/fremd/export?versionOptions=Latest")).Json;
        Assert.True(JsonNode.DeepEquals(foreign, exported["root"]!["activities"]![0]));
        Assert.Contains("Kästen, die dieser Server nicht kennt", WebUtility.HtmlDecode(await dana.Client.GetStringAsync("/designer/drawings/fremd")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_weeks_only_the_last_is_kept()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Altert", "eins", "zwei");
        var id = drawn["definitionId"]!.GetValue<string>();
        drawn["description"] = "neu";
        await dana.SaveAsync(drawn);
        server.Clock.Advance(TimeSpan.FromDays(15));
        using var again = await server.AsAsync("dana");

        drawn["description"] = "noch neuer";
        await again.SaveAsync(drawn);

        var page = await again.Client.GetStringAsync($"/designer/drawings/{id}");
        Assert.Equal(2, page.Split("<form method=\"post\"").Length - 1); // the one before the change, and the change
    }
}
