using IqWorkflows.Server.Bench;
using IqWorkflows.Server.Bench.Chaos.Nodes;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Chaos.Tests;

/// <summary>The instruments of the run on several nodes, on a real server.</summary>
public sealed class DatabaseWatchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-watch-");

    [PostgresFact]
    public async Task A_timer_that_is_taken_away_early_is_seen_and_a_full_database_refuses_to_write_until_it_has_room()
    {
        await using var postgres = await PrivatePostgres.StartAsync(_folder.FullName, waitsForDisk: false, CancellationToken.None);
        using var database = await Database.OpenPostgresAsync(postgres.Connection(), CancellationToken.None);
        await using var writer = new StepWriter(database);
        var watch = new DatabaseWatch(postgres);
        await watch.BeginAsync();
        var due = database.Clock!.GetUtcNow().AddHours(1); // PostgreSQL has one
        await writer.WriteAsync(turn => turn.Execute("insert into timers (due_at, instance_id, bookmark) values (@due, @id, @bookmark)", due, "one", 3), CancellationToken.None);
        await writer.WriteAsync(turn => turn.Execute("delete from timers where instance_id = @id", "one"), CancellationToken.None);

        var fired = Assert.Single(await watch.FiredAsync(CancellationToken.None));
        Assert.Equal(("one", 3, due), (fired.InstanceId, fired.Bookmark, fired.DueAt));
        Assert.InRange(due - fired.FiredAt, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));

        Task Write(string key) => writer.WriteAsync(turn => turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", key, due, ""), CancellationToken.None);
        await watch.FillAsync();
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Write("full"));
        await watch.EmptyAsync();
        await Write("not any more");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
