using IqWorkflows.Storage.Databases;
using IqWorkflows.TestKit;

namespace IqWorkflows.Storage.Tests.Postgres;

/// <summary>What an operator is told who has set something up wrong.</summary>
public sealed class PostgresOpeningTests
{
    private const string Secret = "verysecret";

    [PostgresFact]
    public async Task Nobody_listens() => await RefusedAsync($"Host=127.0.0.1;Port=1;Username=iqw;Password={Secret};Database=iqw", "127.0.0.1:1 cannot be reached");

    [PostgresFact]
    public async Task There_is_no_such_database() => await RefusedAsync($"Host=127.0.0.1;Port={PostgresServer.Shared.Port};Username=iqw;Password={Secret};Database=nowhere", "has no database nowhere");

    [PostgresFact]
    public async Task The_connection_is_no_connection() => await RefusedAsync($"Password={Secret};Nonsense=1", "not written as it should be");

    [PostgresFact]
    public async Task The_password_is_wrong()
    {
        PostgresServer.Shared.Ask("do $$ begin create role keyed login password 'right'; exception when duplicate_object then null; end $$");

        await RefusedAsync($"Host=127.0.0.1;Port={PostgresServer.Shared.Port};Username=keyed;Password={Secret};Database=postgres", "does not let keyed in");
    }

    [PostgresFact]
    public async Task Tables_must_not_be_made()
    {
        using var kept = TestDatabase.Empty(PostgresServer.Shared);
        PostgresServer.Shared.Ask("do $$ begin create role guest login; exception when duplicate_object then null; end $$");

        await RefusedAsync(kept.ConnectionString.Replace("Username=iqw", $"Username=guest;Password={Secret}", StringComparison.Ordinal), "guest may not do");
    }

    [PostgresFact]
    public async Task Two_nodes_that_are_the_first_make_one_schema()
    {
        using var kept = TestDatabase.Empty(PostgresServer.Shared);

        var opened = await Task.WhenAll(Task.Run(kept.OpenAsync), Task.Run(kept.OpenAsync), Task.Run(kept.OpenAsync));

        foreach (var database in opened)
            database.Dispose();
        Assert.Equal(1L, PostgresServer.Shared.Ask("select count(*) from pg_tables where tablename = 'instances'", new Npgsql.NpgsqlConnectionStringBuilder(kept.ConnectionString).Database!)); // it names one
    }

    private static async Task RefusedAsync(string connection, string said)
    {
        var refusal = await Assert.ThrowsAsync<DatabaseUnusableException>(() => Database.OpenPostgresAsync(connection, CancellationToken.None));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }
}
