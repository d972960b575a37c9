using System.Data.Common;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;

namespace IqWorkflows.Storage.Tests.Steps;

public sealed class StepWriterTests : IAsyncLifetime
{
    private readonly TestDatabase _kept = TestDatabase.New();
    private Database _database = null!;
    private StepWriter _writer = null!;

    public async Task InitializeAsync()
    {
        _database = await _kept.OpenAsync();
        _writer = new StepWriter(_database);
    }

    public async Task DisposeAsync()
    {
        await _writer.DisposeAsync();
        _database.Dispose();
        _kept.Dispose();
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

        Assert.IsAssignableFrom<DbException>(answers[1].Exception!.InnerException);
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

    /// <summary>What somebody else sees.</summary>
    private int CountOnDisk()
    {
        using var db = _database.Contexts.CreateDbContext();
        return db.AcknowledgedRequests.Count();
    }
}
