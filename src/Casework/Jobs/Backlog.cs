using IqWorkflows.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Jobs;

/// <summary>What waits to be done and is due, as it lies in the database: how much, and since when the oldest. Moments are in UTC ticks; null: nothing.</summary>
public sealed record Backlog
{
    /// <summary>Timers of workflows that are due and have not fired.</summary>
    public long TimersDue { get; init; }

    public long? OldestTimer { get; init; }

    /// <summary>Rungs of ladders (reminders, tasks, escalations) that are due and were not done.</summary>
    public long RungsDue { get; init; }

    public long? OldestRung { get; init; }

    /// <summary>Events, starts of children and the like on their way to an instance.</summary>
    public long InboxWaiting { get; init; }

    public long? OldestInInbox { get; init; }

    /// <summary>Mails that may be sent and were not.</summary>
    public long MailsDue { get; init; }

    public long? OldestMail { get; init; }

    /// <summary>Mails that were given up.</summary>
    public long MailsFailed { get; init; }

    /// <summary>Mails of which nobody knows whether they arrived.</summary>
    public long MailsDoubtful { get; init; }

    /// <summary>Requests of workflows to other hosts on their way.</summary>
    public long CallsWaiting { get; init; }

    /// <summary>Things that jobs could not do.</summary>
    public long FailedItems { get; init; }

    /// <summary>Instances that stand still because of a fault.</summary>
    public long InstancesWithIncidents { get; init; }

    // Each part reads an index from where the due ones begin; none grows with what waits for later.
    private static FormattableString Question(long now) =>
        $"""
        select (select count(*) from timers where due_at <= {now}) as "TimersDue",
               (select min(due_at) from timers where due_at <= {now}) as "OldestTimer",
               (select count(*) from rungs where due_at is not null and due_at <= {now}) as "RungsDue",
               (select min(due_at) from rungs where due_at is not null and due_at <= {now}) as "OldestRung",
               (select count(*) from inbox where state = 'Pending') as "InboxWaiting",
               (select created_at from inbox where state = 'Pending' order by id limit 1) as "OldestInInbox",
               (select count(*) from messages where state = 'Queued' and next_try_at <= {now}) as "MailsDue",
               (select min(next_try_at) from messages where state = 'Queued' and next_try_at <= {now}) as "OldestMail",
               (select count(*) from messages where state = 'Failed') as "MailsFailed",
               (select count(*) from messages where state = 'Unknown') as "MailsDoubtful",
               (select count(*) from http_calls) as "CallsWaiting",
               (select count(*) from failed_items) as "FailedItems",
               (select count(*) from instances where open_incidents > 0) as "InstancesWithIncidents"
        """;

    /// <summary>Reads it as it is now.</summary>
    /// <param name="database">The database.</param>
    /// <param name="now">What is due by then is due.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Backlog> ReadAsync(Database database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.SqlQuery<Backlog>(Question(now.UtcTicks)).SingleAsync(cancellationToken);
    }
}
