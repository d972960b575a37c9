using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Storage.Tests.Steps;

/// <summary>What can go wrong with a file.</summary>
public sealed class StepWriterOnFileTests : IAsyncLifetime
{
    private readonly TempFile _file = new();
    private Database _database = null!;
    private StepWriter _writer = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.OpenFileAsync(_file.Path, keepsConnections: false, CancellationToken.None);
        _writer = new StepWriter(_database);
    }

    public async Task DisposeAsync()
    {
        await _writer.DisposeAsync();
        _database.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task When_the_disk_is_full_the_whole_group_fails_and_the_writer_goes_on()
    {
        await _writer.WriteAsync(turn => turn.Execute("pragma max_page_count = 64"), CancellationToken.None);

        using var allThere = new ManualResetEventSlim();
        var isHeld = new TaskCompletionSource();
        var door = _writer.WriteAsync(
            _ =>
            {
                isHeld.SetResult();
                allThere.Wait();
            },
            CancellationToken.None);
        await isHeld.Task;
        var answers = Enumerable.Range(0, 4).Select(i => _writer.WriteAsync(turn => Insert(turn, $"k{i}", i == 2 ? 4_000_000 : 0), CancellationToken.None)).ToList();
        allThere.Set();
        await door;

        foreach (var answer in answers)
            await Assert.ThrowsAsync<DatabaseUnavailableException>(() => answer);
        Assert.Equal(0, CountOnDisk());
        await _writer.WriteAsync(turn => Insert(turn, "later"), CancellationToken.None);
        Assert.Equal(1, CountOnDisk());
    }

    [Fact]
    public async Task When_somebody_else_holds_the_file_the_group_fails_cleanly()
    {
        using var other = new SqliteConnection($"Data Source={_file.Path};Pooling=false");
        other.Open();
        _database.WriteTimeoutSeconds = 1;
        using (other.BeginTransaction(System.Data.IsolationLevel.Serializable, deferred: false))
            await Assert.ThrowsAsync<DatabaseUnavailableException>(() => _writer.WriteAsync(turn => Insert(turn, "k"), CancellationToken.None));

        await _writer.WriteAsync(turn => Insert(turn, "later"), CancellationToken.None);
        Assert.Equal(1, CountOnDisk());
    }

    private static void Insert(Turn turn, string key, int length = 0) =>
        turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", key, 1L, new string('x', length));

    private int CountOnDisk()
    {
        using var db = _database.Contexts.CreateDbContext();
        return db.AcknowledgedRequests.Count();
    }
}
