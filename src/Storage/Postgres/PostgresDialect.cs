using System.Net.Sockets;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IqWorkflows.Storage.Postgres;

/// <summary>A database on a PostgreSQL server. Each object is a node of its own, however many there are in a process.</summary>
internal sealed class PostgresDialect : Dialect
{
    /// <summary>The lock that a group holds: groups of all nodes go one after the other. Any number would do that nobody else uses in this database.</summary>
    public const long GroupLock = 0x49_71_57_01;

    /// <summary>Channel of what nodes tell each other.</summary>
    public const string Channel = "iqw";

    private const long SchemaLock = 0x49_71_57_02;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>The server's time, in microseconds since 1970.</summary>
    public const string AskTime = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";

    private readonly string _readers;
    private readonly string _writer;
    private readonly string _listener;
    private ServerClock? _clock;
    private long _groups;

    private PostgresDialect(NpgsqlConnectionStringBuilder settings)
    {
        settings.ApplicationName ??= "iqw";
        // Several nodes must fit into the hundred connections that a server usually allows.
        if (!settings.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = 20;
        settings.PersistSecurityInfo = false;
        _readers = settings.ToString();
        // The writer's statements are nearly always the same ones.
        _writer = new NpgsqlConnectionStringBuilder(_readers) { Pooling = false, MaxAutoPrepare = 500, AutoPrepareMinUsages = 2 }.ToString();
        // Without a word now and then, nobody would notice that the other side is gone.
        _listener = new NpgsqlConnectionStringBuilder(_readers) { Pooling = false, KeepAlive = 10 }.ToString();
    }

    public override bool IsShared => true;

    public override ServerClock Clock => _clock ?? throw new InvalidOperationException("The server was not asked for its time yet.");

    /// <summary>Tells this node from all others.</summary>
    public string NodeId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n");

    /// <summary>How often what nodes may remember had been changed when this node looked last.</summary>
    public Dictionary<string, long> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>Looks whether the database can be used at all.</summary>
    /// <exception cref="DatabaseUnusableException">It cannot.</exception>
    public static async Task<PostgresDialect> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            // What the driver says about it may repeat the password.
            throw new DatabaseUnusableException("The connection to PostgreSQL is not written as it should be. Write for example Host=db.example.org;Database=iqw;Username=iqw.");
        }
        var dialect = new PostgresDialect(settings);
        try
        {
            await using var connection = new NpgsqlConnection(dialect._writer);
            await connection.OpenAsync(cancellationToken);
            await PostgresTrouble.CheckAsync(connection, cancellationToken);
            await using var asking = new NpgsqlCommand(AskTime, connection);
            dialect._clock = new ServerClock(Moment((long)(await asking.ExecuteScalarAsync(cancellationToken))!)); // a row with a number, always
        }
        catch (Exception exception) when (PostgresTrouble.Explain(exception, settings) is { } explained)
        {
            throw explained;
        }
        dialect.CloseReaders(); // those that lie ready from before may be dead
        return dialect;
    }

    /// <summary>Brings the schema up to date, one node after the other.</summary>
    public async Task MigrateAsync(IDbContextFactory<IqDb> contexts, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(_writer);
            await connection.OpenAsync(cancellationToken);
            // Held until the connection is closed. The tool for migrations has a lock of its own, but only for a table that is there already.
            await using (var taking = new NpgsqlCommand($"select pg_advisory_lock({SchemaLock})", connection) { CommandTimeout = 600 })
                await taking.ExecuteNonQueryAsync(cancellationToken);
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                    await db.Database.MigrateAsync(cancellationToken);
            }
            await using var reading = new NpgsqlCommand("select name, number from memories", connection);
            await using var memories = await reading.ExecuteReaderAsync(cancellationToken);
            while (await memories.ReadAsync(cancellationToken))
                Known[memories.GetString(0)] = memories.GetInt64(1);
        }
        catch (Exception exception) when (PostgresTrouble.Explain(exception, new NpgsqlConnectionStringBuilder(_readers)) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Connections that lie ready are dead after the server was started anew; whoever reads does not notice.</summary>
    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(_readers, server => server.EnableRetryOnFailure(3, s_pause, null)).AddInterceptors(CleanParameters.Instance);

    public override StepConnection OpenForWriting(Database database)
    {
        var connection = OpenWriter(database.WriteTimeoutSeconds);
        return new PostgresSteps(connection, this, database);
    }

    /// <summary>What <see cref="AskTime"/> says.</summary>
    public static DateTimeOffset Moment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public long NextGroup() => Interlocked.Increment(ref _groups);

    public override bool IsUnavailable(Exception exception) => PostgresTrouble.IsUnavailable(exception);

    /// <summary>The lock of the groups is ours only after the group in question has ended, one way or the other; then its number stands in the node's row, or does not.</summary>
    public override bool? WasCommitted(long group, TimeSpan patience)
    {
        using var pause = new ManualResetEventSlim();
        for (var waited = TimeSpan.Zero; waited < patience; waited += s_pause)
        {
            try
            {
                using var connection = OpenWriter(10);
                using var transaction = connection.BeginTransaction();
                using (var taking = new NpgsqlCommand($"select pg_advisory_xact_lock({GroupLock})", connection, transaction))
                    taking.ExecuteNonQuery();
                using var looking = new NpgsqlCommand("select last_group from nodes where id = $1", connection, transaction) { Parameters = { new NpgsqlParameter<string> { TypedValue = NodeId } } };
                return looking.ExecuteScalar() is long last && last >= group;
            }
            catch (Exception exception) when (IsUnavailable(exception))
            {
                pause.Wait(s_pause);
            }
        }
        return null;
    }

    public override async Task HearAsync(Action<NodeNews> heard, Action missed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_listener);
                connection.Notification += (_, notification) =>
                {
                    foreach (var news in PostgresNews.Read(notification.Payload, NodeId))
                        heard(news);
                };
                await connection.OpenAsync(cancellationToken);
                await using (var listening = new NpgsqlCommand($"listen {Channel}", connection))
                    await listening.ExecuteNonQueryAsync(cancellationToken);
                missed();
                while (true)
                    await connection.WaitAsync(cancellationToken);
            }
            catch (Exception exception) when (IsUnavailable(exception) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    public override void Dispose() => CloseReaders();

    private void CloseReaders()
    {
        using var connection = new NpgsqlConnection(_readers);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>A connection that does not keep the others waiting for long when this process stands still, and whose commits are on the disk.</summary>
    private NpgsqlConnection OpenWriter(int patienceSeconds)
    {
        var connection = new NpgsqlConnection(_writer);
        try
        {
            connection.Open();
            using var settings = new NpgsqlCommand(
                $"""
                set synchronous_commit = on; set idle_in_transaction_session_timeout = {patienceSeconds * 1_000}; set lock_timeout = {patienceSeconds * 3_000};
                set tcp_user_timeout = '10s'; set tcp_keepalives_idle = '5s'; set tcp_keepalives_interval = '2s'; set tcp_keepalives_count = 3;
                """,
                connection);
            settings.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
