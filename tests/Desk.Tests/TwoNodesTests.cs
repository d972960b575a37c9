using System.Net;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Tests;

/// <summary>A desk behind which two servers stand on one PostgreSQL database, and a proxy that sends each request to either.</summary>
public sealed class TwoNodesTests
{
    [PostgresFact]
    public async Task Signing_in_forms_and_news_work_whichever_node_answers()
    {
        await using var desk = await RunningDesk.PeopledAsync(onPostgres: true);
        var other = await desk.OtherNodeAsync();
        try
        {
            string AtOther(string path) => new Uri(new Uri(other.App.Urls.First()), path).ToString();
            var file = $"/faelle/{await desk.OpenCaseAsync()}";
            using var browser = await desk.AsAsync("anna");

            // Signed in at one, seen by the other.
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(AtOther("/mein-tag"))).Status);

            using var news = await browser.ListenAsync("/neues");
            Assert.Equal("event: begun", await news.ReadLineAsync());

            // The form came from one and is sent to the other.
            await browser.GetAsync(file);
            var saved = await browser.PostAsync(AtOther($"{file}/aufgaben/{await TaskAsync(desk)}"), ("outcome", "Beraten"), ("case.goal", "ANERKENNUNG"));
            Assert.Equal(file + "?gespeichert", saved.Location);

            // Whoever looks at one hears of what was saved at the other.
            string? line;
            while ((line = await news.ReadLineAsync()) != "event: changed")
                Assert.NotNull(line);
            Assert.Contains($"{file}/ereignisse/ErstberatungGehalten", (await browser.GetAsync(file)).Html, StringComparison.Ordinal);
        }
        finally
        {
            await other.App.StopAsync();
            await other.DisposeAsync();
        }
    }

    private static async Task<string> TaskAsync(RunningDesk desk)
    {
        await using var db = await desk.Runtime.Database.Contexts.CreateDbContextAsync();
        return await db.CaseTasks.Select(task => task.Id).FirstAsync();
    }
}
