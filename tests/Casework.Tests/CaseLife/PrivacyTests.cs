using System.Text;
using IqWorkflows.Storage.Instances;
using Microsoft.EntityFrameworkCore;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

/// <summary>Names and free text stay in the tables of the case: they are planted, and looked for in everything that a workflow keeps.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task Nothing_personal_reaches_state_journal_input_log_or_the_log_of_the_case()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(new Drawing("anerkennungsberatung")
            .CaseTask("fragen", "person.name* person.email case.goal* case.wish")
            .AwaitEvent("notiz", "NotizErfasst", "new:note note.body* case.procedure")
            .Say("sagen", "'goal ' + getFact('case.goal')")
            .CaseTask("ende").ToString());
        var caseId = await scenario.OpenAsync("Geheimrat", "1990-05-17");

        Done(await scenario.CompleteAsync(caseId, "fragen", null, ("person.name", "Geheimrat"), ("person.email", "geheimrat@example.org"), ("case.goal", "STUDIUM"), ("case.wish", "Ein Geheimwunsch")));
        Done(await scenario.EventAsync(caseId, "NotizErfasst", ("note.body", "Der Geheimrat hat angerufen"), ("case.procedure", "REG_DRITT")));

        Assert.Equal(["goal STUDIUM"], scenario.Base.Lines);
        await using var db = await scenario.Runtime.Database.Contexts.CreateDbContextAsync();
        var kept = new StringBuilder();
        foreach (var instance in await db.Instances.ToListAsync())
            kept.Append(Encoding.UTF8.GetString(instance.State));
        foreach (var step in await db.Steps.ToListAsync())
            kept.Append(Encoding.UTF8.GetString(Packing.Unpack(step.Journal))).Append(Encoding.UTF8.GetString(Packing.Unpack(step.Log))).Append(step.Note);
        foreach (var entry in await db.CaseEvents.ToListAsync())
            kept.Append(entry.Code).Append(entry.Args);
        foreach (var task in await db.CaseTasks.ToListAsync())
            kept.Append(task.Title).Append(task.Why);
        foreach (var item in await db.Inbox.ToListAsync())
            kept.Append(Encoding.UTF8.GetString(item.Payload));

        Assert.Contains("STUDIUM", kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", kept.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_definition_whose_script_asks_for_something_personal_is_not_published()
    {
        await using var scenario = await CaseScenario.InMemoryAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => scenario.Base.PublishAsync(new Drawing("anerkennungsberatung").Say("sagen", "getFact('person.name')").ToString()));

        Assert.Contains("person.name", refused.Message, StringComparison.Ordinal);
    }
}
