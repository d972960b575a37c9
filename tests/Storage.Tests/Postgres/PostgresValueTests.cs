using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IqWorkflows.Storage.Tests.Postgres;

/// <summary>What is written by statements is what EF reads, and sorts as on SQLite although the server is German.</summary>
public sealed class PostgresValueTests
{
    [PostgresFact]
    public async Task Migrations_make_the_schema_that_the_model_describes()
    {
        using var kept = TestDatabase.OnPostgres();
        using var described = TestDatabase.Empty(PostgresServer.Shared);
        await using (var db = new IqDb(new DbContextOptionsBuilder<IqDb>().UseNpgsql(described.ConnectionString).Options))
            await db.Database.EnsureCreatedAsync();

        var byMigrations = await SchemaAsync(kept);

        Assert.Equal(await SchemaAsync(described), byMigrations);
        Assert.Contains("instances.id text C  NO", byMigrations);
        Assert.Contains("timers.id bigint  BY DEFAULT NO", byMigrations);
    }

    [PostgresFact]
    public async Task Values_written_by_a_statement_are_read_by_EF_and_the_other_way_round()
    {
        using var kept = TestDatabase.OnPostgres();
        using var database = await kept.OpenAsync();
        await using var writer = new StepWriter(database);
        var moment = new DateTimeOffset(2026, 3, 17, 12, 0, 0, TimeSpan.FromHours(1));
        var day = new DateOnly(2026, 3, 17);

        await writer.WriteAsync(
            turn =>
            {
                turn.Execute("insert into cases (id, created_at, bvfg, state_since) values (@id, @created_at, @bvfg, @day)", "c", moment, true, day);
                turn.Execute("insert into applications (case_id, number, fee) values (@case_id, @number, @fee)", "c", 1L, 12.50m);
                turn.Execute("insert into job_claims (job, node, until) values (@job, @node, @until)", DayOfWeek.Friday, "n", moment);
                turn.Execute("insert into upload_contents (upload_id, content) values (@id, @content)", "u", new byte[] { 0, 1, 255 });
                turn.Execute("insert into timers (due_at) values (@due)", moment);
                turn.Execute("insert into timers (due_at) values (@due)", moment.UtcTicks);
            },
            CancellationToken.None);

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.Equal("Friday", (await db.JobClaims.SingleAsync()).Job);
        Assert.Equal([1L, 2L], await db.Timers.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
        Assert.Equal(2, await db.Timers.CountAsync(row => row.DueAt == moment));
        Assert.Equal([0, 1, 255], (await db.UploadContents.SingleAsync()).Content);
        Assert.Equal(
            (moment, true, day, 12.5m),
            await writer.WriteAsync(
                turn => turn.Read(
                    "select created_at, bvfg, state_since, fee from cases join applications on case_id = id where bvfg = @yes and state_since <= @day",
                    row => (new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), row.GetBoolean(1), row.GetFieldValue<DateOnly>(2), row.GetDecimal(3)),
                    true,
                    day),
                CancellationToken.None) is [var one] ? one : default);
    }

    [PostgresFact]
    public async Task Texts_sort_by_the_numbers_of_their_letters()
    {
        using var kept = TestDatabase.OnPostgres();
        using var database = await kept.OpenAsync();
        await using var writer = new StepWriter(database);
        string[] words = ["ä", "z", "a", "B", "Ä", "a-b", "ab", "a b"];

        await writer.WriteAsync(turn => words.ToList().ForEach(word => turn.Execute("insert into case_keys (word, case_id) values (@word, 'c')", word)), CancellationToken.None);

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.Equal(words.Order(StringComparer.Ordinal), await db.CaseKeys.OrderBy(row => row.Word).Select(row => row.Word).ToListAsync());
        Assert.Equal(words.Order(StringComparer.Ordinal), await writer.WriteAsync(turn => turn.Read("select word from case_keys order by word", row => row.GetString(0)), CancellationToken.None));
        Assert.Equal(["a", "a b", "a-b", "ab"], await writer.WriteAsync(turn => turn.Read("select word from case_keys where word >= @from and word < @until order by word", row => row.GetString(0), "a", "b"), CancellationToken.None));
    }

    [PostgresFact]
    public async Task Letters_that_the_server_cannot_keep_have_a_sign_in_their_place()
    {
        using var kept = TestDatabase.OnPostgres();
        using var database = await kept.OpenAsync();
        await using var writer = new StepWriter(database);
        var odd = "a\0b\ud83d";

        await writer.WriteAsync(turn => turn.Execute("insert into settings (name, value) values (@name, @value)", odd, "\U0001F469"), CancellationToken.None);

        await using var db = await database.Contexts.CreateDbContextAsync();
        var setting = await db.Set<Settings.SettingRow>().SingleAsync(row => row.Name == odd);
        Assert.Equal(("a\uFFFDb\uFFFD", "\U0001F469"), (setting.Name, setting.Value));
    }

    [PostgresFact]
    public async Task A_mistake_in_the_call_is_told_and_the_writer_goes_on()
    {
        using var kept = TestDatabase.OnPostgres();
        using var database = await kept.OpenAsync();
        await using var writer = new StepWriter(database);
        Task<int> InTurn(Func<Turn, int> work) => writer.WriteAsync(work, CancellationToken.None);

        await Assert.ThrowsAsync<ArgumentException>(() => InTurn(turn => turn.Execute("delete from timers where id = @id")));
        await Assert.ThrowsAsync<ArgumentException>(() => InTurn(turn => turn.Execute("delete from timers where id = @id", new Uri("about:blank"))));
        await Assert.ThrowsAsync<ArgumentException>(() => InTurn(turn => turn.Execute("delete from timers; delete from tasks")));
        await Assert.ThrowsAsync<PostgresException>(() => InTurn(turn => turn.Execute("delete from nowhere")));
        await Assert.ThrowsAsync<PostgresException>(() => InTurn(turn => turn.Execute("insert into timers (id, due_at) values (1, 1)") + turn.Execute("insert into timers (id, due_at) values (1, 1)")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => InTurn(turn => turn.Read("select 1 union select 2", _ => turn.Number("select 1")).Count));
        Assert.Equal(0, await InTurn(turn => (int)(turn.Number("select count(*) from timers") ?? -1)));
    }

    private static async Task<List<string>> SchemaAsync(TestDatabase of)
    {
        await using var connection = new NpgsqlConnection(of.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(collation_name, '') || ' ' || coalesce(identity_generation, '') || ' ' || is_nullable
            from information_schema.columns where table_schema = 'public' and table_name not like '\_\_EF%'
            union all select tablename || ' ' || indexdef from pg_indexes where schemaname = 'public' and tablename not like '\_\_EF%'
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
            lines.Add(rows.GetString(0));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
