using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using IqWorkflows.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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

        Assert.Equal(Schema((SqliteConnection)onDisk.OpenForWriting()), Schema((SqliteConnection)inMemory.OpenForWriting()));
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

    [Fact]
    public async Task A_second_server_on_the_same_file_is_told_who_has_it()
    {
        using var file = new TempFile();
        using var first = await Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<DatabaseInUseException>(() => Database.OpenFileAsync(file.Path, keepsConnections: false, CancellationToken.None));

        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
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
