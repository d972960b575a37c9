using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IqWorkflows.Storage.Tests.Databases;

public sealed class SchemaTests
{
    [Fact]
    public async Task Migrations_make_the_schema_that_the_model_describes()
    {
        using var file = new TempFile();
        using var migrated = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None);
        using var described = new SqliteConnection("Data Source=:memory:");
        described.Open();
        await using (var db = new IqDb(new DbContextOptionsBuilder<IqDb>().UseSqlite(described).Options))
            await db.Database.EnsureCreatedAsync();

        await using var context = await migrated.Contexts.CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();

        var byMigrations = Schema((SqliteConnection)context.Database.GetDbConnection());
        Assert.Equal(Schema(described), byMigrations);
        Assert.Contains(byMigrations, line => line.StartsWith("instances.state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_in_memory_has_the_same_schema()
    {
        using var file = new TempFile();
        using var onDisk = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None);
        using var inMemory = Database.InMemory("schema-test");

        await using var first = await onDisk.Contexts.CreateDbContextAsync();
        await using var second = await inMemory.Contexts.CreateDbContextAsync();
        await first.Database.OpenConnectionAsync();
        await second.Database.OpenConnectionAsync();
        Assert.Equal(Schema((SqliteConnection)first.Database.GetDbConnection()), Schema((SqliteConnection)second.Database.GetDbConnection()));
    }

    [Fact]
    public async Task A_database_is_opened_again_with_what_it_held()
    {
        using var file = new TempFile();
        using (var first = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None))
        await using (var writer = new StepWriter(first))
            await writer.WriteAsync(turn => turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", "k", 1L, "a"), CancellationToken.None);

        using var second = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None);

        await using var db = await second.Contexts.CreateDbContextAsync();
        Assert.Equal("a", (await db.AcknowledgedRequests.AsNoTracking().SingleAsync()).Answer);
    }

    [Theory]
    [InlineData("0231 / 55-12 34", "0231551234")]
    [InlineData("+49 (0)231 5512", "02315512")]
    [InlineData("0049 231.5512", "02315512")]
    [InlineData("+90 216 1234", "00902161234")]
    public async Task Cases_of_an_older_database_are_found_by_number_and_telephone_after_the_update(string phone, string word)
    {
        using var file = new TempFile();
        await using (var old = new IqDb(new DbContextOptionsBuilder<IqDb>().UseSqlite($"Data Source={file.Path};Pooling=false").Options))
        {
            await MigrateToAsync(old, "0018");
            await old.Database.ExecuteSqlRawAsync("insert into cases (id, created_at) values ('IQ-NW-2026-0012', 1), ('IQ-NW-2026-0013', 1)");
            await old.Database.ExecuteSqlAsync($"insert into persons (case_id, number, phone) values ('IQ-NW-2026-0012', 1, {phone}), ('IQ-NW-2026-0013', 1, {phone})");
            await old.Database.ExecuteSqlRawAsync("insert into case_keys (word, case_id) values ('kaya', 'IQ-NW-2026-0012')"); // the other was erased: it has no words, and gets none
        }

        using var updated = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None);

        await using var db = await updated.Contexts.CreateDbContextAsync();
        Assert.Equal(new[] { "0012-2026", word, "kaya" }.Order(StringComparer.Ordinal), (await db.CaseKeys.Where(key => key.CaseId == "IQ-NW-2026-0012").Select(key => key.Word).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.False(await db.CaseKeys.AnyAsync(key => key.CaseId == "IQ-NW-2026-0013"));
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_told_who_has_it()
    {
        using var file = new TempFile();
        using var first = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<DatabaseInUseException>(() => Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None));

        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>As a server of that time left it: our ids of migrations are no timestamps, by which alone the tools could stop.</summary>
    private static async Task MigrateToAsync(IqDb db, string last)
    {
        var (assembly, generator, history) = (db.GetService<IMigrationsAssembly>(), db.GetService<IMigrationsSqlGenerator>(), db.GetService<IHistoryRepository>());
        await db.Database.ExecuteSqlRawAsync(history.GetCreateScript());
        foreach (var (id, type) in assembly.Migrations.Where(migration => string.CompareOrdinal(migration.Key[..4], last) <= 0).OrderBy(migration => migration.Key, StringComparer.Ordinal))
        {
            foreach (var command in generator.Generate(assembly.CreateMigration(type, db.Database.ProviderName!).UpOperations))
                await db.Database.ExecuteSqlRawAsync(command.CommandText.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            await db.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(id, "10.0")));
        }
    }

    private static List<string> Schema(SqliteConnection connection)
    {
        var lines = new List<string>();
        foreach (var table in Rows(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_EF%' escape '\\'"))
        {
            lines.AddRange(Rows(connection, $"select '{table}.' || name || ' ' || type || ' ' || \"notnull\" || ' ' || pk from pragma_table_info('{table}')"));
            lines.AddRange(Rows(connection, $"select '{table} ' || coalesce(sql, name) from sqlite_master where type = 'index' and tbl_name = '{table}'"));
            lines.AddRange(Rows(connection, $"select '{table} counts up by a table of last numbers' from sqlite_master where name = '{table}' and sql like '%AUTOINCREMENT%'"));
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
