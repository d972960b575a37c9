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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_that_fails_before_or_after_the_database_has_heard_of_it_leaves_those_before_it(bool hasRead)
    {
        var answers = await Grouped(5, (turn, i) =>
        {
            if (i is 1 or 3)
                Insert(turn, $"k{i}");
            if (hasRead)
                turn.Number("select count(*) from acknowledged_requests");
            if (i is 2 or 3)
                throw new FormatException("no");
            Insert(turn, $"k{i}-");
        });

        Assert.Equal([false, false, true, true, false], answers.Select(answer => answer.IsFaulted));
        Assert.Equal(4, CountOnDisk());
    }

    [Fact]
    public async Task A_statement_that_must_change_one_row_and_does_not_takes_back_its_step_only()
    {
        var answers = await Grouped(3, (turn, i) =>
        {
            turn.ExecuteOne("delete from acknowledged_requests where key = @key", () => new FormatException("gone"), i == 1 ? "k0" : "none");
            Insert(turn, $"k{i}");
        });

        Assert.All(answers, answer => Assert.Equal("gone", Assert.IsType<FormatException>(answer.Exception!.InnerException).Message));
        Assert.Equal(0, CountOnDisk());
    }

    [Fact]
    public async Task Whoever_asks_how_many_rows_were_changed_hears_it_at_once()
    {
        var answers = await Grouped(1, (turn, _) =>
        {
            Insert(turn, "k");
            Assert.Equal(1, (int)turn.Execute("delete from acknowledged_requests where key = @key", "k"));
            Assert.Equal(0, (int)turn.Execute("delete from acknowledged_requests where key = @key", "k"));
        });

        Assert.True(answers[0].IsCompletedSuccessfully);
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
