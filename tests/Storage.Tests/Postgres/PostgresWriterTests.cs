using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Storage.Tests.Postgres;

/// <summary>What can go wrong with a server, and what several nodes see of each other.</summary>
public sealed class PostgresWriterTests
{
    [PostgresFact]
    public async Task A_commit_whose_answer_was_lost_is_told_as_the_success_that_it_was()
    {
        using var kept = TestDatabase.OnPostgres();
        using var cut = new CutConnection(PostgresServer.Shared.Port);
        using var database = await OpenAsync(kept, cut);
        await using var writer = new StepWriter(database);
        var isTold = false;

        await writer.WriteAsync(turn => Insert(turn, "before"), CancellationToken.None);
        await writer.WriteAsync(
            turn =>
            {
                Insert(turn, "k");
                turn.AfterCommit(() => isTold = true);
                cut.LoseNextAnswer();
            },
            CancellationToken.None);

        Assert.True(isTold);
        Assert.Equal(2, await CountAsync(kept));
        await writer.WriteAsync(turn => Insert(turn, "later"), CancellationToken.None);
    }

    [PostgresFact]
    public async Task A_commit_that_never_reached_the_server_is_told_as_a_failure()
    {
        using var kept = TestDatabase.OnPostgres();
        using var cut = new CutConnection(PostgresServer.Shared.Port);
        using var database = await OpenAsync(kept, cut);
        await using var writer = new StepWriter(database);

        await writer.WriteAsync(turn => Insert(turn, "before"), CancellationToken.None);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => writer.WriteAsync(
            turn =>
            {
                Insert(turn, "k");
                cut.LoseNextQuestion();
            },
            CancellationToken.None));

        Assert.Equal(1, await CountAsync(kept));
        await writer.WriteAsync(turn => Insert(turn, "k"), CancellationToken.None);
        Assert.Equal(2, await CountAsync(kept));
    }

    [PostgresFact]
    public async Task A_commit_that_nobody_can_be_asked_about_is_told_as_doubtful()
    {
        using var kept = TestDatabase.OnPostgres();
        using var cut = new CutConnection(PostgresServer.Shared.Port);
        using var database = await OpenAsync(kept, cut);
        database.DoubtPatience = TimeSpan.FromSeconds(1);
        await using var writer = new StepWriter(database);

        await Assert.ThrowsAsync<CommitInDoubtException>(() => writer.WriteAsync(
            turn =>
            {
                Insert(turn, "k");
                cut.IsOpen = false;
                cut.LoseNextAnswer();
            },
            CancellationToken.None));

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => writer.WriteAsync(turn => Insert(turn, "k2"), CancellationToken.None));
        cut.IsOpen = true;
        Assert.Equal(1, await writer.WriteAsync(turn => turn.Number("select count(*) from acknowledged_requests"), CancellationToken.None));
    }

    [PostgresFact]
    public async Task When_the_server_falls_dead_the_group_fails_and_the_writer_goes_on_once_it_is_back()
    {
        using var server = PostgresServer.Start();
        using var kept = TestDatabase.Empty(server);
        using var database = await kept.OpenAsync();
        await using var writer = new StepWriter(database);
        await writer.WriteAsync(turn => Insert(turn, "before"), CancellationToken.None);

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => writer.WriteAsync(
            turn =>
            {
                Insert(turn, "k");
                server.Crash();
                Insert(turn, "k2");
            },
            CancellationToken.None));

        await writer.WriteAsync(turn => Insert(turn, "later"), CancellationToken.None);
        Assert.Equal(["before", "later"], await KeysAsync(kept));
    }

    [PostgresFact]
    public async Task When_the_server_falls_dead_between_two_groups_nothing_is_lost()
    {
        using var server = PostgresServer.Start();
        using var kept = TestDatabase.Empty(server);
        using var database = await kept.OpenAsync();
        await using var writer = new StepWriter(database);
        await writer.WriteAsync(turn => Insert(turn, "before"), CancellationToken.None);

        Assert.Equal(["before"], await KeysAsync(database)); // leaves a connection ready
        server.Crash();

        Assert.Equal(["before"], await KeysAsync(database));
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => writer.WriteAsync(turn => Insert(turn, "k"), CancellationToken.None)); // the connection is found dead
        await writer.WriteAsync(turn => Insert(turn, "later"), CancellationToken.None);
        Assert.Equal(["before", "later"], await KeysAsync(kept));
    }

    [PostgresFact]
    public async Task A_turn_of_one_node_never_meets_half_a_group_of_another()
    {
        using var kept = TestDatabase.OnPostgres();
        using var first = await kept.OpenAsync();
        using var second = await kept.OpenAsync();
        await using var one = new StepWriter(first);
        await using var other = new StepWriter(second);
        await one.WriteAsync(turn => turn.Execute("insert into case_numbers (land, year, last) values ('NW', 2026, 0)"), CancellationToken.None);

        // Each reads, and writes what it read and one more: whoever reads too early loses the other's.
        var turns = Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? one : other).WriteAsync(
            turn =>
            {
                var last = turn.Number("select last from case_numbers where land = 'NW'");
                turn.Execute("update case_numbers set last = @last where land = 'NW'", last + 1);
                return last;
            },
            CancellationToken.None)).ToList();
        await Task.WhenAll(turns);

        Assert.Equal(400, (await Task.WhenAll(turns)).Distinct().Count());
        Assert.Equal(400, await one.WriteAsync(turn => turn.Number("select last from case_numbers"), CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_node_that_stands_still_loses_its_group_and_keeps_nobody_waiting_for_long()
    {
        using var kept = TestDatabase.OnPostgres();
        using var first = await kept.OpenAsync();
        using var second = await kept.OpenAsync();
        first.WriteTimeoutSeconds = 1;
        await using var one = new StepWriter(first);
        await using var other = new StepWriter(second);
        using var goesOn = new ManualResetEventSlim();
        var stands = new TaskCompletionSource();

        var standing = one.WriteAsync(
            turn =>
            {
                Insert(turn, "standing");
                stands.SetResult();
                goesOn.Wait();
            },
            CancellationToken.None);
        await stands.Task;
        await other.WriteAsync(turn => Insert(turn, "other"), CancellationToken.None); // waits until the server has let the first one go
        goesOn.Set();

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => standing);
        Assert.Equal(["other"], await KeysAsync(kept));
        await one.WriteAsync(turn => Insert(turn, "again"), CancellationToken.None);
    }

    [PostgresFact]
    public async Task What_a_node_remembers_is_forgotten_before_its_next_turn_when_another_has_changed_it()
    {
        using var kept = TestDatabase.OnPostgres();
        using var first = await kept.OpenAsync();
        using var second = await kept.OpenAsync();
        var (here, there) = (new List<string>(), new List<string>());
        await using var one = new StepWriter(first, changedElsewhere: (name, turn) => here.Add($"{name} {turn.Number("select count(*) from acknowledged_requests")}"));
        await using var other = new StepWriter(second, changedElsewhere: (name, _) => there.Add(name));

        await other.WriteAsync(_ => true, CancellationToken.None);
        await one.WriteAsync(turn => turn.ForgetElsewhere("programs"), CancellationToken.None);
        await other.WriteAsync(turn => Insert(turn, $"sees {there.Count}"), CancellationToken.None);
        await other.WriteAsync(turn => turn.ForgetElsewhere("rules"), CancellationToken.None);
        await Assert.ThrowsAsync<FormatException>(() => other.WriteAsync(
            turn =>
            {
                turn.ForgetElsewhere("programs");
                throw new FormatException("taken back");
            },
            CancellationToken.None));
        await one.WriteAsync(_ => true, CancellationToken.None);
        await other.WriteAsync(_ => true, CancellationToken.None);

        Assert.Equal(["programs"], there);
        Assert.Equal(["rules 1"], here);
        Assert.Equal(["sees 1"], await KeysAsync(kept));
    }

    [PostgresFact]
    public async Task Nodes_hear_what_others_have_saved_and_nothing_of_what_was_taken_back()
    {
        using var kept = TestDatabase.OnPostgres();
        using var first = await kept.OpenAsync();
        using var second = await kept.OpenAsync();
        await using var one = new StepWriter(first);
        await using var other = new StepWriter(second);
        var heard = System.Threading.Channels.Channel.CreateUnbounded<NodeNews>();
        var listens = new TaskCompletionSource();
        using var end = new CancellationTokenSource();
        var ear = second.HearAsync(news => heard.Writer.TryWrite(news), () => listens.TrySetResult(), end.Token);
        await listens.Task;

        await other.WriteAsync(turn => turn.TellOthers("case", "own"), CancellationToken.None);
        await Assert.ThrowsAsync<FormatException>(() => one.WriteAsync(
            turn =>
            {
                turn.TellOthers("case", "taken back");
                throw new FormatException();
            },
            CancellationToken.None));
        await one.WriteAsync(turn => Enumerable.Range(0, 1_000).ToList().ForEach(i => turn.TellOthers("case", $"IQ-NW-2026-{i}")), CancellationToken.None);
        await one.WriteAsync(turn => turn.TellOthers("end", "of it"), CancellationToken.None);

        var all = new List<NodeNews>();
        while (await heard.Reader.ReadAsync() is var news && news.Topic != "end")
            all.Add(news);
        Assert.Equal(1_000, all.Distinct().Count());
        Assert.All(all, news => Assert.StartsWith("IQ-NW-2026-", news.What, StringComparison.Ordinal));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ear);
    }

    private static Task<Database> OpenAsync(TestDatabase kept, CutConnection cut) =>
        Database.OpenPostgresAsync(kept.ConnectionString.Replace($"Port={PostgresServer.Shared.Port}", $"Port={cut.Port}", StringComparison.Ordinal), CancellationToken.None);

    private static int Insert(Turn turn, string key) =>
        turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", key, 1L, "");

    private static async Task<int> CountAsync(TestDatabase kept) => (await KeysAsync(kept)).Count;

    private static async Task<List<string>> KeysAsync(TestDatabase kept)
    {
        using var database = await kept.OpenAsync();
        return await KeysAsync(database);
    }

    private static async Task<List<string>> KeysAsync(Database database)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.AcknowledgedRequests.OrderBy(row => row.Key).Select(row => row.Key).ToListAsync();
    }
}
