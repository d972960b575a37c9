using System.Globalization;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Storage.Tests.Steps;

public sealed class StepWriterTests : IAsyncLifetime
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
    public async Task Steps_that_wait_together_share_a_commit()
    {
        var answers = await Grouped(100, (turn, i) => Insert(turn, $"k{i}"));

        Assert.Equal(100, answers.Count(answer => answer.IsCompletedSuccessfully));
        Assert.Equal(100, CountOnDisk());
        Assert.Equal(2, _writer.Count.Commits); // the one that held the door, and the group
    }

    [Fact]
    public async Task A_failing_step_in_the_middle_of_a_group_takes_nothing_with_it()
    {
        var answers = await Grouped(9, (turn, i) =>
        {
            Insert(turn, $"k{i}");
            if (i == 4)
                throw new FormatException("the fifth");
        });

        Assert.Equal("the fifth", Assert.IsType<FormatException>(answers[4].Exception!.InnerException).Message);
        Assert.Equal(8, answers.Count(answer => answer.IsCompletedSuccessfully));
        Assert.Equal(8, CountOnDisk());
    }

    [Fact]
    public async Task A_step_whose_statement_is_refused_takes_nothing_with_it()
    {
        var answers = await Grouped(3, (turn, i) =>
        {
            Insert(turn, $"k{i}");
            if (i == 1)
                Insert(turn, "k0");
        });

        Assert.IsType<SqliteException>(answers[1].Exception!.InnerException);
        Assert.Equal(2, CountOnDisk());
    }

    [Fact]
    public async Task Nobody_is_answered_before_everybody_is_safe_on_the_disk()
    {
        var seen = -1;

        var answers = await Grouped(5, (turn, i) =>
        {
            Insert(turn, $"k{i}");
            if (i == 0)
                turn.AfterCommit(() => seen = CountOnDisk());
        });

        Assert.All(answers, answer => Assert.True(answer.IsCompletedSuccessfully));
        Assert.Equal(5, seen);
    }

    [Fact]
    public async Task When_the_disk_is_full_the_whole_group_fails_and_the_writer_goes_on()
    {
        await _writer.WriteAsync(turn => turn.Execute("pragma max_page_count = 64"), CancellationToken.None);

        var answers = await Grouped(4, (turn, i) =>
        {
            Insert(turn, $"k{i}");
            if (i == 2)
                turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", "big", 1L, new string('x', 4_000_000));
        });

        Assert.All(answers, answer => Assert.IsType<DatabaseUnavailableException>(answer.Exception!.InnerException));
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

    [Fact]
    public async Task A_writer_that_stops_finishes_what_waits_and_takes_no_more()
    {
        var answers = Enumerable.Range(0, 50).Select(i => _writer.WriteAsync(turn => Insert(turn, $"k{i}"), CancellationToken.None)).ToList();

        await _writer.StopAsync();

        await Task.WhenAll(answers);
        Assert.Equal(50, CountOnDisk());
        await Assert.ThrowsAsync<WriterStoppedException>(() => _writer.WriteAsync(turn => Insert(turn, "late"), CancellationToken.None));
    }

    private static void Insert(Turn turn, string key) =>
        turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", key, 1L, "");

    /// <summary>Runs turns as one group: they wait behind one that holds the writer until all are there.</summary>
    private async Task<List<Task<bool>>> Grouped(int count, Action<Turn, int> work)
    {
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
        var answers = new List<Task<bool>>();
        for (var i = 0; i < count; i++)
        {
            var number = i;
            answers.Add(_writer.WriteAsync(
                turn =>
                {
                    work(turn, number);
                    return true;
                },
                CancellationToken.None));
        }
        allThere.Set();
        await door;
        foreach (var answer in answers)
            await Task.WhenAny(answer);
        return answers;
    }

    private int CountOnDisk()
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from acknowledged_requests";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
