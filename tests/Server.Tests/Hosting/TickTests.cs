using System.Collections.Concurrent;
using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Server.Jobs;
using IqWorkflows.Storage.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IqWorkflows.Server.Tests.Hosting;

/// <summary>What it costs to look whether anything is due, when nothing is.</summary>
public sealed class TickTests
{
    private const int Many = 20_000;

    [Fact]
    public async Task A_tick_with_nothing_due_costs_the_same_however_many_timers_wait()
    {
        await using var server = await RunningServer.StartAsync();
        var runtime = server.Services.GetRequiredService<IqRuntime>();
        await WaitAsync(server, runtime.Database, 1);
        await TickAsync(server); // what is done once a day is done

        var few = await TickAsync(server);
        await WaitAsync(server, runtime.Database, Many);
        var many = await TickAsync(server);

        Assert.NotEmpty(few);
        Assert.Equal(few, many);
        if (TestDatabase.IsPostgres)
            await ReadsNoTimerAsync(server, runtime.Database);
        else
            WalksThroughNothing(runtime.Database, many);
    }

    [Fact]
    public async Task Everything_in_a_server_goes_by_one_clock_and_only_the_knocks_by_their_own()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Same(server.Clock, server.Services.GetRequiredService<TimeProvider>());
        Assert.Same(server.Clock, server.Services.GetRequiredService<IqRuntime>().Clock);
    }

    /// <summary>SQLite says how it would find the rows: by an index, or by walking through the table.</summary>
    private static void WalksThroughNothing(Database database, IReadOnlyList<string> statements)
    {
        using var db = database.Contexts.CreateDbContext();
        db.Database.OpenConnection();
        var walks = statements.Distinct().Where(IsAboutTimers).SelectMany(sql => PlanOf((SqliteConnection)db.Database.GetDbConnection(), sql)).ToList();

        Assert.NotEmpty(walks);
        Assert.All(walks, step => Assert.Matches("^SEARCH timers USING (COVERING )?INDEX|^USE TEMP B-TREE", step));
    }

    /// <summary>PostgreSQL counts the rows it reads.</summary>
    private static async Task ReadsNoTimerAsync(RunningServer server, Database database)
    {
        await AskAsync(database, "analyze timers");
        await server.RestartAsync(); // what sessions have counted is told when they end
        var other = server.Services.GetRequiredService<IqRuntime>().Database;
        var before = await ReadRowsAsync(other);
        await TickAsync(server);
        await server.RestartAsync();

        // The first tick looks when the next timer is due, which is the first entry of the index.
        Assert.InRange(await ReadRowsAsync(server.Services.GetRequiredService<IqRuntime>().Database) - before, 0, 20);
    }

    private static async Task<long> ReadRowsAsync(Database database)
    {
        const string Others = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_start < (select pg_postmaster_start_time())";
        Assert.Equal(0, await AskAsync(database, Others));
        return await AskAsync(database, "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = 'timers'");
    }

    private static bool IsAboutTimers(string sql) => sql.Contains("timers", StringComparison.Ordinal) && sql.StartsWith("select", StringComparison.Ordinal);

    private static List<string> PlanOf(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "explain query plan " + sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@[a-z_]+").Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, 0L);
        using var reader = command.ExecuteReader();
        var plan = new List<string>();
        while (reader.Read())
            plan.Add(reader.GetString(3));
        return plan;
    }

    /// <summary>One round of every recurring job, with nothing due.</summary>
    /// <returns>The statements of the writer, in order.</returns>
    private static async Task<IReadOnlyList<string>> TickAsync(RunningServer server)
    {
        var database = server.Services.GetRequiredService<IqRuntime>().Database;
        var statements = new ConcurrentQueue<string>();
        database.BeforeStatement = statements.Enqueue;
        foreach (var job in RecurringJobs.All)
            Assert.Equal(0, await job.Work(server.Services, CancellationToken.None));
        database.BeforeStatement = null;
        return [.. statements];
    }

    /// <summary>Timers that are due in a year.</summary>
    private static Task<long> WaitAsync(RunningServer server, Database database, int timers)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"with recursive n (i) as (select 1 union all select i + 1 from n where i < {timers})");
        var due = server.Clock.GetUtcNow().AddYears(1).UtcTicks;
        return AskAsync(database, $"insert into timers (due_at, definition_id, activity_id) {numbers} select {due.ToString(CultureInfo.InvariantCulture)} + i, 'yearly', 'tick' from n");
    }

    private static async Task<long> AskAsync(Database database, string sql)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
