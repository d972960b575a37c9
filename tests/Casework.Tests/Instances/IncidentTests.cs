using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Tests.Instances;

public sealed class IncidentTests
{
    [Fact]
    public async Task A_faulted_instance_hears_nothing_until_its_incident_is_skipped_and_then_goes_on_where_it_was()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Line("a", "a").Event("p", "PX").Fault("f", "broken").Event("e", "X").Line("z", "z").Delay("d", TimeSpan.FromHours(1)).Line("t", "t")
            .Connect("a", "p").Connect("p", "f").Connect("a", "e").Connect("e", "z").Connect("a", "d").Connect("d", "t").ToString());
        var id = await scenario.StartAsync("w");
        await scenario.EventAsync("PX");

        Assert.True((await scenario.EventAsync("X")).IsKept);
        await scenario.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(["a"], scenario.Lines);
        Assert.Equal(1, await scenario.NumberAsync("select open_incidents from instances"));

        Assert.True(await new SkipIncident(scenario.Runtime).RunAsync(id, 1, null, CancellationToken.None));
        await scenario.AdvanceAsync(TimeSpan.Zero);

        Assert.Equal(["a", "t", "z"], scenario.Lines.Order());
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
    }

    [Fact]
    public async Task The_journal_and_the_log_of_every_step_can_be_read_again()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Line("a", new string('a', 3000)).Event("e", "X").Line("z", "z").ToString());
        var id = await scenario.StartAsync("w");
        await scenario.EventAsync("X");
        await scenario.RestartAsync();

        var show = new ShowInstance(scenario.Runtime);
        var steps = await show.JournalAsync(id, CancellationToken.None);
        var log = await show.LogAsync(id, CancellationToken.None);
        var shown = await scenario.ShowAsync(id);
        byte[]? state = null;
        foreach (var step in log)
            state = new WorkflowEngine(EngineLimits.Default).Replay(shown.Program, id, state, step).State;

        Assert.Equal([1, 2], steps.Select(step => step.Number));
        Assert.Equal("z", steps[1].Entries.Last(entry => entry.Event == JournalEvent.Completed && entry.Activity.Type == "Elsa.WriteLine").Activity.Id);
        Assert.Equal(shown.Row.State, state);
    }

    [Fact]
    public async Task A_waiting_instance_needs_little_room()
    {
        await using var scenario = await Scenario.OnSqliteAsync();
        await scenario.PublishAsync(new Drawing("recognition-of-a-degree").Line("a", "a").Task("t", "Check the papers").Delay("d", TimeSpan.FromDays(90)).Event("e", "Withdrawn")
            .Connect("a", "t").Connect("a", "d").Connect("a", "e").ToString());
        var start = new StartInstance(scenario.Runtime);
        var empty = await BytesAsync(scenario);

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => start.RunAsync(new StartRequest("recognition-of-a-degree", [], $"case-{i}"), CancellationToken.None)));

        // Three bookmarks and a timer, all indexes included.
        Assert.InRange((await BytesAsync(scenario) - empty) / 2000, 1, 1500);
    }

    private static async Task<long> BytesAsync(Scenario scenario)
    {
        using var copy = new TempFile();
        await scenario.Runtime.Writer.WriteAsync(_ => { }, CancellationToken.None);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={scenario.Path};Pooling=false");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = $"vacuum into '{copy.Path}'";
        await command.ExecuteNonQueryAsync();
        await using var copied = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={copy.Path};Pooling=false");
        copied.Open();
        await using var trim = copied.CreateCommand();
        trim.CommandText = "delete from steps; delete from tasks; vacuum";
        await trim.ExecuteNonQueryAsync();
        return new FileInfo(copy.Path).Length;
    }
}
