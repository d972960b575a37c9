using System.Text.Json.Nodes;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Cases.Deadlines;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Privacy;

/// <summary>A request for access gets one file with everything.</summary>
public sealed class CollectionTests
{
    [Fact]
    public async Task The_file_has_every_fact_with_its_history_and_names_other_cases_of_the_person()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var other = Done(await scenario.TryOpenAsync(CaseScenario.Person("Müller"))).CaseId;
        var caseId = Done(await scenario.TryOpenAsync(CaseScenario.Person("MÜLLER"), evenIfKnown: true)).CaseId;
        Done(await scenario.FactsAsync(caseId, "person", false, ("person.email", "alt@example.org")));
        Done(await scenario.FactsAsync(caseId, "person", false, ("person.email", "neu@example.org")));
        Done(await scenario.FactsAsync(caseId, "note", true, ("note.body", "Hat angerufen.")));

        var collected = await new CollectCase(scenario.Runtime).RunAsync(caseId, "dsb", Language.English, CancellationToken.None);

        Assert.NotNull(collected);
        Assert.StartsWith(caseId, collected.FileName, StringComparison.Ordinal);
        var file = JsonNode.Parse(collected.Json)!;
        Assert.Equal(caseId, (string?)file["case"]);
        Assert.Equal([other], file["otherCasesOfThePerson"]!.AsArray().Select(node => (string?)node));
        var mail = Facts(file).Single(fact => (string?)fact["fact"] == "person.email");
        Assert.Equal("neu@example.org", (string?)mail["value"]);
        Assert.Equal("alt@example.org", (string?)mail["earlier"]![0]!["value"]);
        Assert.Equal("Hat angerufen.", (string?)Facts(file).Single(fact => (string?)fact["fact"] == "note.body")["value"]);
        Assert.NotEqual("SELBST", (string?)Facts(file).Single(fact => (string?)fact["fact"] == "case.contact_origin")["meaning"]);
        Assert.NotEmpty(file["tasks"]!.AsArray());
        Assert.Equal("data-collected", (await scenario.LogAsync(caseId))[^1]);
    }

    [Fact]
    public async Task It_has_all_facts_that_the_case_has()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        var view = await scenario.FactsOfAsync(caseId);

        var collected = await new CollectCase(scenario.Runtime).RunAsync(caseId, "dsb", Language.German, CancellationToken.None);

        var told = Facts(JsonNode.Parse(collected!.Json)!).Where(fact => fact["value"] is not null).Select(fact => (string?)fact["fact"]).Order(StringComparer.Ordinal);
        var known = view.Objects.SelectMany(one => one.Values.Keys.Select(field => $"{one.Ref.Kind}.{field}")).Order(StringComparer.Ordinal);
        Assert.Equal(known, told);
    }

    [Fact]
    public async Task There_is_no_file_of_a_case_that_does_not_exist()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);

        Assert.Null(await new CollectCase(scenario.Runtime).RunAsync("IQ-NW-2026-0999", "dsb", Language.German, CancellationToken.None));
    }

    private static IEnumerable<JsonNode> Facts(JsonNode file) => file["objects"]!.AsArray().SelectMany(known => known!["facts"]!.AsArray()).Select(fact => fact!);
}
