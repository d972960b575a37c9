using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>Mistakes that a durable engine is prone to. The simulation makes them on purpose, so that the check of the history proves that it would find them.</summary>
internal enum SimFault
{
    None,

    /// <summary>Nobody is told of what came into the inbox.</summary>
    LostWakeUp,

    /// <summary>What a timer caused is written over a state from before, so that it fires once more.</summary>
    DoubleFire,

    /// <summary>Of a commit a part is missing.</summary>
    TornCommit,

    /// <summary>A mail stays claimed by somebody who is long gone.</summary>
    StaleLock,

    /// <summary>Two events change places.</summary>
    OutOfOrderInbox,

    /// <summary>An item is taken from the inbox, and whoever took it forgets it.</summary>
    ForgottenClaim,

    /// <summary>A timer is thought due before it is.</summary>
    EarlyTimer,
}

/// <summary>Plants the mistakes, in a turn between those of the engine.</summary>
internal static class SimPlanting
{
    /// <summary>Longer than it takes until somebody looks for what is due.</summary>
    private static readonly TimeSpan s_knock = TimeSpan.FromSeconds(4);

    /// <returns>Whether there was anything to spoil.</returns>
    public static bool Plant(Turn turn, SimFault fault, DateTimeOffset now) => fault switch
    {
        SimFault.LostWakeUp => true, // the nodes do not listen
        SimFault.DoubleFire => DoubleFire(turn),
        SimFault.TornCommit => turn.Execute("delete from steps where instance_id = (select instance_id from steps order by instance_id limit 1) and number = 1") > 0,
        SimFault.StaleLock => turn.Execute("update messages set state = 'Claimed', claimed_by = null where id = (select min(id) from messages where state = 'Queued')") > 0,
        SimFault.OutOfOrderInbox => turn.First("select a.id, b.id, a.payload, b.payload from inbox a, inbox b where a.id < b.id and a.state = 'Kept' and b.state = 'Kept' and a.correlation_id = b.correlation_id limit 1",
            row => new { First = row.GetInt64(0), Second = row.GetInt64(1), Earlier = row.GetFieldValue<byte[]>(2), Later = row.GetFieldValue<byte[]>(3) }) is { } pair
            && turn.Execute("update inbox set payload = @payload where id = @id", pair.Later, pair.First) + turn.Execute("update inbox set payload = @payload where id = @id", pair.Earlier, pair.Second) == 2,
        SimFault.ForgottenClaim => turn.Execute("delete from inbox where id = (select min(id) from inbox where state = 'Pending')") > 0,
        SimFault.EarlyTimer => turn.Execute("update timers set due_at = @now where instance_id is not null and due_at > @soon", now, now + s_knock) > 0,
        _ => true,
    };

    /// <summary>A step that a timer caused is undone but for its record; the timer stands again and fires again.</summary>
    private static bool DoubleFire(Turn turn)
    {
        if (turn.Text("select instance_id from timers where instance_id is not null order by id limit 1") is not { } instance)
            return false;
        foreach (var table in (ReadOnlySpan<string>)["sim_instances", "sim_bookmarks", "sim_timers"])
            turn.Execute(table switch { "sim_instances" => "drop table if exists sim_instances", "sim_bookmarks" => "drop table if exists sim_bookmarks", _ => "drop table if exists sim_timers" });
        turn.Execute("create table sim_instances as select * from instances where id = @id", instance);
        turn.Execute("create table sim_bookmarks as select * from bookmarks where instance_id = @id", instance);
        turn.Execute("create table sim_timers as select * from timers where instance_id = @id", instance);
        return true;
    }

    /// <summary>The second half, once the timer has fired.</summary>
    /// <returns>Whether it has.</returns>
    public static bool FireAgain(Turn turn)
    {
        if (turn.Number("select 1 from sim_timers t join instances i on i.id = t.instance_id join sim_instances s on s.id = i.id where i.steps > s.steps and t.id not in (select id from timers)") is null)
            return false;
        turn.Execute("""
            update instances set (state, status, sub_status, finished_at) = (select state, status, sub_status, finished_at from sim_instances where sim_instances.id = instances.id)
            where id in (select id from sim_instances)
            """);
        turn.Execute("delete from bookmarks where instance_id in (select id from sim_instances)");
        turn.Execute("insert into bookmarks select * from sim_bookmarks");
        turn.Execute("delete from timers where instance_id in (select id from sim_instances)");
        turn.Execute("insert into timers select * from sim_timers");
        return true;
    }
}
