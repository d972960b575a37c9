using System.Globalization;
using Npgsql;

namespace IqWorkflows.Server.Bench.Chaos.Nodes;

/// <summary>A timer that was taken away, as the database's server saw it.</summary>
/// <param name="InstanceId">The instance it woke.</param>
/// <param name="Bookmark">Its bookmark.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="FiredAt">When it fired, by the server's clock.</param>
internal sealed record FiredTimer(string InstanceId, int Bookmark, DateTimeOffset DueAt, DateTimeOffset FiredAt);

/// <summary>Triggers of the run's own in the database: they write down when timers fire, and let the database be full for a while.</summary>
/// <remarks>
/// Full means: whoever writes a step, an item of the inbox, a message or the key of a request while the database is larger than a limit is refused with SQLSTATE 53100, as a full disk
/// refuses. That is a limit of the database, not of the disk: where PostgreSQL cannot write its own log it stops, which the restarts try.
/// </remarks>
internal sealed class DatabaseWatch(PrivatePostgres postgres)
{
    private const string Now = "((extract(epoch from clock_timestamp()) * 10000000)::bigint + 621355968000000000)"; // as the product writes moments

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins, when there are tables.</summary>
    public Task BeginAsync() => DoAsync(
        $"""
        create schema chaos;
        create table chaos.fired (instance_id text, bookmark int, due_at bigint, fired_at bigint);
        create function chaos.note_fired() returns trigger language plpgsql as $$ begin
            insert into chaos.fired values (old.instance_id, old.bookmark, old.due_at, {Now});
            return null;
        end $$;
        create trigger chaos_fired after delete on timers for each row when (old.instance_id is not null) execute function chaos.note_fired();
        create table chaos.room (bytes bigint not null);
        create function chaos.check_room() returns trigger language plpgsql as $$ begin
            if exists (select from chaos.room where bytes < pg_database_size(current_database())) then
                raise exception 'the database has reached its limit' using errcode = '53100';
            end if;
            return null;
        end $$;
        create trigger chaos_room before insert on steps for each statement execute function chaos.check_room();
        create trigger chaos_room before insert on inbox for each statement execute function chaos.check_room();
        create trigger chaos_room before insert on messages for each statement execute function chaos.check_room();
        create trigger chaos_room before insert on acknowledged_requests for each statement execute function chaos.check_room();
        """);

    /// <summary>Lets the database have no room for a while.</summary>
    public async Task BeFullAsync(TimeSpan time)
    {
        await FillAsync();
        await Task.Delay(time, TimeProvider.System);
        await EmptyAsync();
    }

    /// <summary>From now on there is no room.</summary>
    public Task FillAsync() => DoAsync("insert into chaos.room select pg_database_size(current_database()) - 1");

    /// <summary>From now on there is room.</summary>
    public Task EmptyAsync() => DoAsync("delete from chaos.room");

    /// <summary>Whether nothing moves any more: the inbox is empty and no instance waits for a moment that comes soon.</summary>
    public async Task<bool> IsAtRestAsync(CancellationToken cancellationToken) => await postgres.AskAsync<bool>(
        string.Create(CultureInfo.InvariantCulture, $"""
            select not exists (select from inbox where state = 'Pending')
                and not exists (select from timers where instance_id is not null and due_at < {Now} + {TimeSpan.TicksPerMinute})
                and not exists (select from messages where state = 'Queued' and next_try_at < {Now})
            """),
        cancellationToken);

    public async Task<IReadOnlyList<FiredTimer>> FiredAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(postgres.Connection() + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select instance_id, bookmark, due_at, fired_at from chaos.fired", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var fired = new List<FiredTimer>();
        while (await rows.ReadAsync(cancellationToken))
            fired.Add(new FiredTimer(rows.GetString(0), rows.GetInt32(1), new DateTimeOffset(rows.GetInt64(2), TimeSpan.Zero), new DateTimeOffset(rows.GetInt64(3), TimeSpan.Zero)));
        return fired;
    }

    /// <summary>As often as it takes: the server may be away just now.</summary>
    private async Task DoAsync(string sql)
    {
        while (true)
        {
            try
            {
                await postgres.AskAsync<object>(sql, CancellationToken.None);
                return;
            }
            catch (NpgsqlException exception) when (exception is not PostgresException { SqlState: ['4', ..] })
            {
                await Task.Delay(s_pause, TimeProvider.System);
            }
        }
    }
}
