using System.Net;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Tests;

/// <summary>A definition is tried with an invented case.</summary>
public sealed class TryPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Two_weeks_pass_for_an_invented_case_and_nothing_of_it_is_in_the_database()
    {
        using var dana = await server.AsAsync("dana");
        var before = await CountsAsync();

        var begun = await TryAsync(dana, "anerkennungsberatung", []);
        var later = await TryAsync(dana, "anerkennungsberatung", [("do", "wait"), ("days", "14")]);

        Assert.Contains("value=\"task anfrage-beantworten ", begun, StringComparison.Ordinal);
        Assert.Contains("wait 14", later, StringComparison.Ordinal);
        Assert.NotEqual(ClockOf(begun), ClockOf(later));
        Assert.Contains("iq-status", later, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task A_draft_is_tried_as_it_is_drawn_now()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wird ausprobiert", "eins", "zwei");

        var page = await TryAsync(dana, drawn["definitionId"]!.GetValue<string>(), []);

        Assert.Contains("<td>Line1</td><td>beendet</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_in_a_trial_is_told_and_the_rest_is_done()
    {
        using var dana = await server.AsAsync("dana");

        var page = await TryAsync(dana, "anerkennungsberatung", [("steps", "task nirgends Done\nunsinn\nwait 3")]);

        Assert.Contains("There is no open task nirgends.", page, StringComparison.Ordinal);
        Assert.Contains("wait 3", page, StringComparison.Ordinal);
    }

    private static string ClockOf(string page) => page.Split("Die Uhr steht auf ")[1].Split('<')[0];

    private static async Task<string> TryAsync(ElsaClient client, string definitionId, (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.Client.PostAsync($"/designer/try/{definitionId}", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<(int Cases, int Instances, int Messages)> CountsAsync()
    {
        await using var db = await server.Runtime.Database.Contexts.CreateDbContextAsync();
        return (await db.Cases.CountAsync(), await db.Instances.CountAsync(), await db.Messages.CountAsync());
    }
}
